"""Which reminder of an ask is due on a day: plain functions of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

DAY = dt.timedelta(days=1)
NEW = "asked"
LEAD = "lead"
IsWorking = Callable[[dt.date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The programme's rules, in days and local hours."""

    tells_new: bool = True
    days_before: Sequence[int] = (7, 2)
    days_after: Sequence[int] = (1, 4)
    without_day: Sequence[int] = (10, 20)
    lead_after: int | None = 8
    from_hour: int = 8
    to_hour: int = 18
    working_days_only: bool = True

    def lets(self, moment: dt.datetime, is_working: IsWorking) -> bool:
        """Whether mail may go out at a local moment."""
        if self.working_days_only and not is_working(moment.date()):
            return False
        return self.from_hour <= moment.hour < self.to_hour


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder: its name, and the day from which it is due."""

    name: str
    day: dt.date

    @property
    def is_for_lead(self) -> bool:
        return self.name == LEAD


def step_due(
    rules: Rules,
    *,
    last_day: dt.date | None,
    asked_on: dt.date,
    today: dt.date,
    is_working: IsWorking,
) -> Step | None:
    """The latest reminder that is due; those that were missed before it are not made up for.

    Args:
        last_day: of the answer; None where no day was given.
    """
    due = [step for step in steps(rules, last_day, asked_on, is_working) if step.day <= today]
    return due[-1] if due else None


def steps(
    rules: Rules, last_day: dt.date | None, asked_on: dt.date, is_working: IsWorking
) -> list[Step]:
    """Every reminder of an ask, in order. What would come before it was asked falls away."""
    found = sorted(_steps(rules, last_day, asked_on), key=lambda step: step.day)
    shifted = [_shifted(step, rules, is_working) for step in found]
    kept = [step for step in shifted if step.name == NEW or step.day > asked_on]
    return sorted(kept, key=lambda step: step.day)


def _steps(rules: Rules, last_day: dt.date | None, asked_on: dt.date) -> Iterator[Step]:
    if rules.tells_new:
        yield Step(NEW, asked_on)
    if last_day is None:
        for days in rules.without_day:
            yield Step(f"open-{days}", asked_on + days * DAY)
        return
    for days in rules.days_before:
        yield Step(f"before-{days}", last_day - days * DAY)
    for days in rules.days_after:
        yield Step(f"after-{days}", last_day + days * DAY)
    if rules.lead_after is not None:
        yield Step(LEAD, last_day + rules.lead_after * DAY)


def _shifted(step: Step, rules: Rules, is_working: IsWorking) -> Step:
    """On a working day: what comes before the last day earlier, all else later."""
    if not rules.working_days_only:
        return step
    day = step.day
    towards = -DAY if step.name.startswith("before-") else DAY
    while not is_working(day):
        day += towards
    return Step(step.name, day)


def is_working_day(day: dt.date) -> bool:
    """Whether offices of England are open: neither a weekend nor a bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@lru_cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England in a year."""
    from holidays import country_holidays  # takes a while, and only background work needs it

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
