"""Campaigns for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from alliance.actions.campaigns.running import Running, raise_campaign
from alliance.actions.campaigns.weeks import latest, open_due
from alliance.actions.models import Ask, Campaign, CampaignWeek, Response
from alliance.actions.said import Said
from alliance.directory.models import Authority, User
from tests.actions.invented import DAY, answered, ask_of, today
from tests.library.agreements.invented import authority


def working_day() -> dt.date:
    """Today, or the Friday before: figures are of working days."""
    day = today()
    return day - max(0, day.weekday() - 4) * DAY


def running(title: str = "Renewals", *, of: Sequence[Authority] = (), **fields: Any) -> Running:
    """One that began four weeks ago, whose figure is due today, and that ends in two weeks."""
    says: dict[str, Any] = {
        "counted": "have renewed",
        "of_what": "social workers",
        "target": 95,
        "first_on": working_day() - 28 * DAY,
        "last_on": working_day() + 14 * DAY,
        "weekday": working_day().weekday(),
        "authorities": of or [authority()],
    }
    return Running(title=title, **says | fields)


def campaign(
    title: str = "Renewals", *, opened: bool = True, weeks_ago: int = 0, **said: Any
) -> Campaign:
    """One that runs; the figure that was asked last is of so many weeks ago."""
    day = working_day() - 7 * weeks_ago * DAY
    return raise_campaign(by=None, running=running(title, **said), opened=opened, today=day)


def week_of(found: Campaign) -> CampaignWeek:
    """The week that was asked last."""
    week = latest(found)
    assert week is not None
    return week


def next_week(found: Campaign) -> CampaignWeek:
    """Ask the figure of a week later."""
    week = open_due(by=None, campaign=found, today=week_of(found).on + 7 * DAY)
    assert week is not None
    return week


def share(done: int, of: int, note: str = "") -> Said:
    return Said(number=Decimal(done), whole=Decimal(of), text=note)


def gives(
    found: Campaign, by: User, done: int, of: int, *, week: CampaignWeek | None = None
) -> Response:
    """Somebody gives their authority's figure of a week, the one that was asked last."""
    return answered(asked_of(found, by, week), by, said=share(done, of))


def asked_of(found: Campaign, by: User, week: CampaignWeek | None = None) -> Ask:
    assert by.person is not None
    place = by.person.authority
    assert place is not None
    return ask_of((week or week_of(found)).action, place)
