"""Who may see what is asked, and what was answered.

What is asked is for those it was said to. What an authority answered is for that authority and the
programme; the region sees totals (`totals.py`), and, where the alliance turned it on, its leads the
grid. What came in by e-mail is for the programme alone: the authority sees what was recorded of it.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from alliance.directory import access
from alliance.directory.deeds import Deed, standings
from alliance.directory.models import Authority

from .models import (
    SHOWN,
    Action,
    ActionDate,
    Ask,
    Audience,
    Campaign,
    CampaignWeek,
    GridForLeads,
    LinkHolder,
    Question,
    Reminder,
    Reply,
    Response,
    TakingPart,
)


def register() -> None:
    access.register(Action, actions)
    access.register(ActionDate, lambda viewer: Q(action__in=Action.objects.filter(actions(viewer))))
    access.register(Question, lambda viewer: Q(action__in=Action.objects.filter(actions(viewer))))
    access.register(Ask, lambda viewer: _of_authority(viewer, ""))
    access.register(Response, lambda viewer: _of_authority(viewer, "ask__"))
    access.register(LinkHolder, lambda viewer: _of_authority(viewer, "ask__"))
    access.register(GridForLeads, lambda viewer: access.EVERYTHING)
    access.register(Reminder, lambda viewer: _of_authority(viewer, "ask__"))
    access.register(Campaign, _campaigns)
    access.register(
        CampaignWeek, lambda viewer: Q(campaign__in=Campaign.objects.filter(_campaigns(viewer)))
    )
    access.register(TakingPart, _parts)
    access.register(
        Reply, lambda viewer: access.EVERYTHING if viewer.is_programme else access.NOTHING
    )


def actions(viewer: access.Viewer) -> Q:
    """Everybody sees what everybody was told; members more; who is asked, what they are asked."""
    if viewer.is_programme:
        return access.EVERYTHING
    audiences = [Audience.PUBLIC, *([Audience.MEMBERS] if viewer.is_signed_in else [])]
    shown = Q(audience__in=audiences)
    if authorities := of_whom(viewer):
        asked = Ask.objects.filter(authority__in=authorities)
        shown |= Q(pk__in=asked.values("action"))
    return shown & Q(state__in=SHOWN)


def of_whom(viewer: access.Viewer) -> frozenset[int]:
    """The authorities whose answers a viewer sees: where they hold a role, or act for a director."""
    return viewer.authorities | {each.authority for each in viewer.acting}


def _of_authority(viewer: access.Viewer, prefix: str) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    authorities = of_whom(viewer)
    if not authorities:
        return access.NOTHING
    return Q(**{f"{prefix}authority__in": authorities, f"{prefix}action__state__in": SHOWN})


# The leads' grid -------------------------------------------------------------------------------


class GridRows(NamedTuple):
    """What stands in the leads' grid: how each authority stands, and never what it said."""

    actions: Q
    asks: Q


def leads_grid(viewer: access.Viewer) -> GridRows | None:
    """The rows of the grid that a lead sees; None while they see none.

    Leads are the directors of member authorities and who acts for them. They see only what their
    own authority may read. The programme sees what all of them together see, turned on or not.
    """
    if viewer.is_programme:
        shown = Q(state__in=SHOWN)
    else:
        led = {standing.authority for standing in standings(viewer, Deed.SEE_GRID)}
        members = Authority.objects.filter(pk__in=led, is_member=True)
        if not led or not is_shown_to_leads() or not members.exists():
            return None
        asked = Ask.objects.filter(authority__in=members, taken_back_at__isnull=True)
        told = Q(audience__in=[Audience.PUBLIC, Audience.MEMBERS])
        shown = (told | Q(pk__in=asked.values("action"))) & Q(state__in=SHOWN)
    return GridRows(
        shown, Q(taken_back_at__isnull=True, action__in=Action.objects.filter(shown).values("pk"))
    )


def is_shown_to_leads() -> bool:
    return GridForLeads.objects.filter(on_since__isnull=False).exists()


def _campaigns(viewer: access.Viewer) -> Q:
    """Those in which one's authority takes part, or took part until it left."""
    if viewer.is_programme:
        return access.EVERYTHING
    parts = TakingPart.objects.filter(authority__in=of_whom(viewer))
    return Q(pk__in=parts.values("campaign"), state__in=SHOWN)


def _parts(viewer: access.Viewer) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    return Q(authority__in=of_whom(viewer), campaign__state__in=SHOWN)
