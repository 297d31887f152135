"""A campaign of the sample region, eight weeks in: how many have renewed their registration. Invented.

Made week by week as it would have come, so that each figure has its day and who gave it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from alliance.actions.answering import answer
from alliance.actions.campaigns.progress import OPENS_BEFORE
from alliance.actions.campaigns.running import Running, raise_campaign
from alliance.actions.campaigns.weeks import latest, open_due
from alliance.actions.models import Action, Ask, Campaign, CampaignWeek, Question
from alliance.actions.said import Said
from alliance.directory.models import Authority, RoleKind, SizeBand

from .actions import Answerers, moment, who_answers

DAY = dt.timedelta(days=1)
WEEKS = 8
TARGET = 95
STILL_MISSING = 6
"""Authorities that have not given the figure of this week."""
WHAT = """Social workers in England renew their registration each autumn. Whoever has not by the \
last day may not practise on the day after.

We ask for two counts a week and for nobody’s name, so that help goes where it is needed in time."""
NOTES = ("Two teams count again this week.", "Agency workers are left out.", "")


@transaction.atomic
def load_campaign(day: dt.date) -> int:
    """The campaign, unless there is one already; how many figures were given."""
    if Campaign.objects.exists():
        return 0
    people, weeks = Answerers(), days_before(day)
    authorities = list(Authority.objects.filter(is_member=True).order_by("name"))
    campaign = raise_campaign(
        by=people.programme,
        running=_running(weeks, authorities),
        today=weeks[0] - OPENS_BEFORE,
    )
    opened = moment(weeks[0] - 4 * DAY, 10)
    Campaign.objects.filter(pk=campaign.pk).update(opened_at=opened, raised_at=opened)
    lines = {each.pk: _line(each, random.Random(place)) for place, each in enumerate(authorities)}
    given = 0
    for number, on in enumerate(weeks):
        open_due(by=None, campaign=campaign, today=on - OPENS_BEFORE)
        week = latest(campaign)
        if week is None or week.on != on:
            continue
        _backdate(week, weeks)
        given += _figures(week, number, lines, people, day)
    return given


def days_before(day: dt.date) -> list[dt.date]:
    """The days of the figures: a week apart, the last about now and on a working day."""
    last = next(day + ahead * DAY for ahead in (1, 2, 0) if (day + ahead * DAY).weekday() < 5)
    return [last - 7 * back * DAY for back in reversed(range(WEEKS))]


def _running(weeks: Sequence[dt.date], authorities: Sequence[Authority]) -> Running:
    return Running(
        title="Renewal of social workers’ registration",
        what=WHAT,
        counted="have renewed their registration",
        of_what="social workers",
        target=TARGET,
        first_on=weeks[0] - 3 * DAY,
        last_on=weeks[-1] + 9 * DAY,
        weekday=weeks[-1].weekday(),
        by_link=True,
        for_roles=[RoleKind.DATA_LEAD],
        authorities=authorities,
    )


def _backdate(week: CampaignWeek, weeks: Sequence[dt.date]) -> None:
    """The week was asked when it was due, and the one before it closed then."""
    asked = moment(week.on - OPENS_BEFORE, 8)
    Action.objects.filter(pk=week.action_id).update(opened_at=asked, raised_at=asked)
    week.action.asks.update(asked_at=asked)
    week.action.dates.update(set_at=asked)
    earlier = Action.objects.filter(week__campaign=week.campaign_id, week__on=week.on - 7 * DAY)
    earlier.update(ended_at=asked)


def _line(authority: Authority, dice: random.Random) -> list[tuple[int, int]]:
    """So many of so many, week by week: slow, then quick, then slow again, never backwards."""
    whole = (
        dice.randint(280, 720) if authority.size_band == SizeBand.LARGE else dice.randint(70, 240)
    )
    first, reach = dice.uniform(0.03, 0.12), dice.uniform(0.78, 0.99)
    found, done = [], 0
    for week in range(WEEKS):
        along = (week + 1) / WEEKS
        share = first + (reach - first) * along * along * (3 - 2 * along)
        done = max(done, round(whole * share))
        found.append((done, whole))
    return found


def _figures(
    week: CampaignWeek,
    number: int,
    lines: dict[int, list[tuple[int, int]]],
    people: Answerers,
    day: dt.date,
) -> int:
    dice = random.Random(number + 100)
    asks = list(Ask.objects.filter(action=week.action_id).select_related("authority", "action"))
    question = Question.objects.current().get(action=week.action_id)
    dice.shuffle(asks)
    missing = STILL_MISSING if number == WEEKS - 1 else dice.randint(0, 2)
    given = 0
    for place, ask in enumerate(asks[missing:]):
        done, whole = lines[ask.authority_id][number]
        if number == WEEKS - 1 and place == 4:  # two have left, and a figure is fewer than before
            done, whole = lines[ask.authority_id][number - 1][0] - 2, whole - 2
        at = moment(min(week.on, day) - dice.randint(0, 1) * DAY, dice.randint(9, 16))
        who = who_answers(people, ask, dice, at, by_telephone=place == 1)
        if who is None:
            continue
        said = Said(number=Decimal(done), whole=Decimal(whole), text=dice.choice(NOTES))
        answer(who=who, ask=ask, said=said, question=question.pk, seen=None, at=at, recorded_at=at)
        given += 1
    return given
