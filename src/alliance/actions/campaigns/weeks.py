"""A campaign's weeks: each is an action, asked through the one interface, so that what is owed,
reminders, personal links and calendars need not know of campaigns (decision 42)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.directory.models import Authority
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import (
    Action,
    ActionState,
    AnswerKind,
    Ask,
    AskState,
    Audience,
    Campaign,
    CampaignWeek,
    LinkHolder,
    Response,
    Weight,
)
from ..raising import Asked, Asking, change_action, end_action, raise_action, take_back
from ..when import By
from .progress import day_due, days_of

NEXT_IS_ASKED = "The next week’s figure is asked now. This one can still be given or corrected."


@job(title="Ask the week’s figures of campaigns")
def open_weeks(progress: Progress) -> str:
    """Ask what is due today of every campaign that runs; what is asked already stays as it is."""
    running = list(Campaign.objects.filter(state=ActionState.OPEN))
    opened = [open_due(by=None, campaign=each) for each in running]
    return f"{sum(week is not None for week in opened)} figures asked."


@transaction.atomic
def open_due(
    *, by: AbstractBaseUser | None, campaign: Campaign, today: dt.date | None = None
) -> CampaignWeek | None:
    """Ask the figure that is due, if it is not yet; the one before it is owed no longer."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != ActionState.OPEN:
        return None
    days = days_of(campaign.first_on, campaign.last_on, campaign.weekday)
    day, last = day_due(days, today or timezone.localdate()), latest(campaign)
    if day is None or (last is not None and day <= last.on):
        return None
    authorities = _to_ask(campaign)
    if not authorities:
        return None
    if last is not None and last.action.state == ActionState.OPEN:
        end_action(by=by, action=last.action, state=ActionState.CLOSED, why=NEXT_IS_ASKED)
    action = raise_action(by=by, asking=asking(campaign, day, authorities), origin=campaign)
    return CampaignWeek.objects.create(campaign=campaign, on=day, action=action)


def latest(campaign: Campaign) -> CampaignWeek | None:
    """The week that was asked last."""
    return campaign.weeks.select_related("action").order_by("-on").first()


def takes_answers(ask: Ask) -> bool:
    """Whether its authority may answer on the site: while it is asked, and of a campaign's earlier
    weeks as long as the campaign runs."""
    if ask.taken_back_at is not None:
        return False
    if ask.action.state != ActionState.CLOSED:
        return bool(ask.action.state == ActionState.OPEN)
    return CampaignWeek.objects.filter(
        action=ask.action_id, campaign__state=ActionState.OPEN
    ).exists()


def usual_wholes(asks: Sequence[Ask]) -> Mapping[int, int]:
    """Of how many each authority counted last in the same campaign, by ask. Two queries."""
    weeks = {
        week.action_id: week
        for week in CampaignWeek.objects.filter(action__in={ask.action_id for ask in asks})
    }
    rows = list(
        Response.objects.counting()
        .filter(
            whole__isnull=False,
            ask__authority__in={ask.authority_id for ask in asks},
            ask__action__week__campaign__in={week.campaign_id for week in weeks.values()},
        )
        .order_by("ask__action__week__on")
        .values_list(
            "ask__action__week__campaign", "ask__authority", "ask__action__week__on", "whole"
        )
    )
    found: dict[int, int] = {}
    for ask in asks:
        week = weeks.get(ask.action_id)
        for campaign, authority, on, whole in rows:
            if week is None or whole is None or on >= week.on:
                continue
            if (campaign, authority) == (week.campaign_id, ask.authority_id):
                found[ask.pk] = whole
    return found


def usual_whole_of(holder: LinkHolder) -> int | None:
    """Of how many the holder of a link themselves counted last: a link shows nobody else's words."""
    earlier = Response.objects.filter(
        holder__email__iexact=holder.email,
        ask__authority=holder.ask.authority_id,
        ask__action__week__campaign__weeks__action=holder.ask.action_id,
        whole__isnull=False,
    )
    return earlier.order_by("-at", "-pk").values_list("whole", flat=True).first()


def follow(*, by: AbstractBaseUser | None, campaign: Campaign, left: Mapping[int, str]) -> None:
    """Let the week that is asked now say what the campaign says since it was changed.

    Args:
        left: why each authority that left did so, by its id.
    """
    week = latest(campaign)
    if week is None or week.action.state != ActionState.OPEN:
        return
    change_action(
        by=by,
        action=week.action,
        seen=Action.objects.get(pk=week.action_id).version,
        asking=asking(campaign, week.on, _to_ask(campaign)),
    )
    for ask in week.action.asks.filter(authority__in=left):
        take_back(by=by, ask=ask, why=left[ask.authority_id])


def asking(campaign: Campaign, day: dt.date, authorities: Sequence[Authority]) -> Asking:
    """What the figure of a day says as an action."""
    on = f"{day.day} {day:%B %Y}"
    return Asking(
        title=f"{campaign.title}: the figure of {on}",
        what=campaign.what,
        how=(
            f"Two counts, as they stand on {on} or the day you give them. Name nobody, in the note "
            "neither: only counts are kept. If there is nobody to count, write 0 of 0."
        ),
        what_becomes=(
            "You see your own line and, once five have given a figure, the region’s total. "
            "The programme sees each authority’s, and no other authority does."
        ),
        weight=Weight.REQUEST,
        audience=Audience.ASKED,
        for_roles=campaign.roles,
        by_link=campaign.by_link,
        contact=campaign.contact,
        topics=list(campaign.topics.all()),
        question=Asked(
            kind=AnswerKind.SHARE,
            words=f"How many {campaign.counted}?",
            unit=campaign.counted,
            whole_unit=campaign.of_what,
        ),
        dates=[By(day, is_hard=day == campaign.last_on)],
        authorities=authorities,
    )


def _to_ask(campaign: Campaign) -> list[Authority]:
    """Who takes part; but for those who said of the last week they were asked that it is not for
    them, until they give a figure after all."""
    rows = Authority.objects.filter(
        campaign_parts__campaign=campaign, campaign_parts__left_on__isnull=True
    )
    states = (
        Ask.objects.filter(action__week__campaign=campaign)
        .order_by("action__week__on")
        .values_list("authority", "state")
    )
    last = dict(states)
    return [each for each in rows if last.get(each.pk) != AskState.NOT_FOR_US]
