"""Raising a campaign, opening, changing and ending it. Each has its event in the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, Person, RoleKind, Topic

from ..models import ENDED, ActionState, Campaign, TakingPart
from ..raising import end_action, reopen_action
from ..refusal import CannotBeDone
from .weeks import follow, latest, open_due

_PLAIN = (
    "title", "what", "counted", "of_what", "target", "first_on", "last_on", "weekday", "by_link",
    "contact",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """All that a campaign says."""

    title: str
    counted: str
    of_what: str
    first_on: dt.date
    last_on: dt.date
    weekday: int
    target: int = 100
    what: str = ""
    by_link: bool = False
    for_roles: Sequence[RoleKind] = ()
    contact: Person | None = None
    topics: Sequence[Topic] = ()
    authorities: Sequence[Authority] = ()


@transaction.atomic
def raise_campaign(
    *,
    by: AbstractBaseUser | None,
    running: Running,
    opened: bool = True,
    today: dt.date | None = None,
) -> Campaign:
    """Make a campaign, and begin it unless it is to stay a draft.

    Args:
        today: the day on which it begins, if that is another.

    Raises:
        ValidationError: what it says does not fit together, by field.
        CannotBeDone: nobody takes part.
    """
    campaign = Campaign(raised_by_id=by.pk if by else None)
    _put(campaign, running)
    campaign.topics.set(running.topics)
    _take_part(campaign, running.authorities, by=by, why="")
    record(by=by, verb="raised", thing=campaign, after=snapshot(campaign))
    return open_campaign(by=by, campaign=campaign, today=today) if opened else campaign


@transaction.atomic
def open_campaign(
    *, by: AbstractBaseUser | None, campaign: Campaign, today: dt.date | None = None
) -> Campaign:
    """Begin it: from its first day on, each week's figure is asked.

    Raises:
        CannotBeDone: it is no draft any more, or nobody takes part.
    """
    campaign = _locked(campaign)
    if campaign.state != ActionState.DRAFT:
        raise CannotBeDone(f"This is no draft any more: {campaign.get_state_display().lower()}.")
    if not campaign.parts.filter(left_on__isnull=True).exists():
        raise CannotBeDone("Nobody takes part yet. Choose the authorities.")
    before = snapshot(campaign)
    campaign.state, campaign.opened_at = ActionState.OPEN, timezone.now()
    _save(campaign)
    record(by=by, verb="opened", thing=campaign, before=before, after=snapshot(campaign))
    open_due(by=by, campaign=campaign, today=today)
    return campaign


@transaction.atomic
def change_campaign(
    *,
    by: AbstractBaseUser | None,
    campaign: Campaign,
    seen: int,
    running: Running,
    left_why: str = "",
) -> Campaign:
    """Say something else; the week that is asked now says it too, earlier ones stay as they were.

    Args:
        seen: the version that whoever changes it looked at.
        left_why: why authorities that took part and no longer do have left.

    Raises:
        CannotBeDone: somebody else changed it meanwhile, it has ended, its weeks do not allow it,
            or it is not said why an authority leaves.
        ValidationError: what it says does not fit together.
    """
    campaign = _locked(campaign)
    if campaign.version != seen:
        raise CannotBeDone(
            "Somebody else has changed this meanwhile. What you wrote is below; look at what is "
            "there now, and send it again if yours should hold."
        )
    if campaign.state in ENDED:
        raise CannotBeDone("This has ended, so it can no longer be changed. Open it again first.")
    _check_days(campaign, running)
    before = snapshot(campaign)
    _put(campaign, running)
    campaign.topics.set(running.topics)
    left = _take_part(campaign, running.authorities, by=by, why=left_why.strip())
    record(
        by=by,
        verb="changed",
        thing=campaign,
        before=before,
        after=snapshot(campaign),
        reason=left_why,
    )
    follow(by=by, campaign=campaign, left=left)
    if campaign.state == ActionState.OPEN:
        open_due(by=by, campaign=campaign)
    return campaign


@transaction.atomic
def end_campaign(
    *, by: AbstractBaseUser | None, campaign: Campaign, state: ActionState, why: str = ""
) -> Campaign:
    """Close it, or withdraw it with a reason; the week that is asked now ends with it.

    Raises:
        CannotBeDone: it is not open; or it is withdrawn without a reason.
    """
    campaign = _locked(campaign)
    if campaign.state != ActionState.OPEN:
        word = campaign.get_state_display().lower()
        raise CannotBeDone(f"Only what is open can be ended: {word}.")
    if state == ActionState.WITHDRAWN and not why.strip():
        raise CannotBeDone("Say why it is withdrawn: those who take part read it.")
    before = snapshot(campaign)
    campaign.state, campaign.ended_at, campaign.ended_why = state, timezone.now(), why.strip()
    _save(campaign)
    week = latest(campaign)
    if week is not None and week.action.state == ActionState.OPEN:
        end_action(by=by, action=week.action, state=state, why=why or "The campaign has ended.")
    record(
        by=by,
        verb=state.value,
        thing=campaign,
        before=before,
        after=snapshot(campaign),
        reason=why,
    )
    return campaign


@transaction.atomic
def reopen_campaign(*, by: AbstractBaseUser | None, campaign: Campaign) -> Campaign:
    """Let it go on: the figure that is due by now is asked, or the last one again.

    Raises:
        CannotBeDone: it has not ended.
    """
    campaign = _locked(campaign)
    if campaign.state not in ENDED:
        raise CannotBeDone("Only what has ended can be opened again.")
    before = snapshot(campaign)
    campaign.state, campaign.ended_at, campaign.ended_why = ActionState.OPEN, None, ""
    _save(campaign)
    record(by=by, verb="reopened", thing=campaign, before=before, after=snapshot(campaign))
    week = latest(campaign)
    if open_due(by=by, campaign=campaign) is None and week and week.action.state in ENDED:
        reopen_action(by=by, action=week.action)
    return campaign


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _put(campaign: Campaign, running: Running) -> None:
    for name in _PLAIN:
        setattr(campaign, name, getattr(running, name))
    campaign.for_roles = [kind.value for kind in running.for_roles]
    campaign.full_clean()
    if campaign.pk:
        _save(campaign)
    else:
        campaign.save()


def _save(campaign: Campaign) -> None:
    campaign.version += 1
    campaign.save()


def _check_days(campaign: Campaign, running: Running) -> None:
    """The weeks that were asked stay within the campaign."""
    asked = list(campaign.weeks.order_by("on"))
    if asked and running.first_on > asked[0].on:
        raise CannotBeDone(f"The figure of {asked[0]} was asked: the first day is not after it.")
    if asked and running.last_on < asked[-1].on:
        raise CannotBeDone(f"The figure of {asked[-1]} is asked: the last day is not before it.")


def _take_part(
    campaign: Campaign,
    authorities: Sequence[Authority],
    *,
    by: AbstractBaseUser | None,
    why: str,
) -> Mapping[int, str]:
    """Let these take part and no others; why those who leave do, by authority.

    In a draft nobody has taken part yet, so whoever is no longer chosen is dropped.

    Raises:
        CannotBeDone: somebody leaves without a reason.
    """
    known = {part.authority_id: part for part in campaign.parts.all()}
    wanted = {each.pk for each in authorities}
    gone = [part for pk, part in known.items() if pk not in wanted and part.left_on is None]
    TakingPart.objects.bulk_create(
        TakingPart(campaign=campaign, authority_id=pk) for pk in wanted - known.keys()
    )
    campaign.parts.filter(authority__in=wanted).update(left_on=None, left_why="")
    if campaign.state == ActionState.DRAFT:
        TakingPart.objects.filter(pk__in=[part.pk for part in gone]).delete()
        return {}
    if gone and not why:
        raise CannotBeDone(
            "Say why an authority no longer takes part: it reads that. Nothing was changed yet."
        )
    for part in gone:
        before = snapshot(part)
        part.left_on, part.left_why = timezone.localdate(), why[:300]
        part.save()
        record(by=by, verb="left", thing=part, before=before, after=snapshot(part), reason=why)
    return {part.authority_id: why for part in gone}
