"""Who may see what is asked, and what was answered.

What is asked is for those it was said to. What an authority answered is for that authority and the
programme; the region sees totals (`totals.py`), and, where the alliance turned it on, its leads the
grid. What came in by e-mail is for the programme alone: the authority sees what was recorded of it.
"""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access

from .models import (
    SHOWN,
    Action,
    ActionDate,
    Ask,
    Audience,
    LinkHolder,
    Question,
    Reminder,
    Reply,
    Response,
)


def register() -> None:
    access.register(Action, actions)
    access.register(ActionDate, lambda viewer: Q(action__in=Action.objects.filter(actions(viewer))))
    access.register(Question, lambda viewer: Q(action__in=Action.objects.filter(actions(viewer))))
    access.register(Ask, lambda viewer: _of_authority(viewer, ""))
    access.register(Response, lambda viewer: _of_authority(viewer, "ask__"))
    access.register(LinkHolder, lambda viewer: _of_authority(viewer, "ask__"))
    access.register(Reminder, lambda viewer: _of_authority(viewer, "ask__"))
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
