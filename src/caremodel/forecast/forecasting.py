"""Putting the forecast together: what was known, learned, carried forward, anchored, with ranges."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ..ages import AGE_BANDS
from ..histories import Histories
from ..placements import CATEGORIES
from .anchoring import anchor, with_margins, yearly_change
from .effects import Effects
from .learning import Learned, learn
from .model import ALL, Difference, Forecast, Row
from .outlook import Outlook, outlook
from .person_months import PLACES, Floats, Ints, Observed, Standing, month_end, month_of, observe
from .projection import BANDS
from .ranges import Z, ranges
from .scenario import Scenario

_AGES = (*AGE_BANDS, ALL)
_CATEGORIES = (*CATEGORIES, ALL)
_FIRST_YEARS = np.array([1, 5, 10, 16])


@dataclass(frozen=True, slots=True)
class Figures:
    """A forecast as arrays [month end after start, band or all, category or all]; ranges […, 6]."""

    ends: tuple[dt.date, ...]
    mean: Floats
    ranges: Ints
    today: Ints
    """[band or all, category or all]"""


@dataclass(frozen=True, slots=True)
class Run:
    """One forecast in the making: what was learned, the model's outlook, and that anchored to today."""

    observed: Observed
    learned: Learned
    raw: Outlook
    anchored: Outlook
    today: Ints
    ahead: int
    """Month ends between what is known and the day of the forecast: carried over, not shown."""


def forecast(
    histories: Histories,
    *,
    start: dt.date,
    months: int,
    scenario: Scenario | None,
    authority: str | None,
    draws: int,
    seed: int,
) -> Forecast:
    """See `caremodel.forecast.forecast`."""
    run = prepare(histories, start, months, authority, draws, seed)
    shown = run.anchored
    differences: tuple[Difference, ...] = ()
    if scenario is not None:
        shown, differences = _changed(run, start, scenario, seed)
    return Forecast(
        start=start,
        known_until=run.observed.origin,
        rows=_rows(figures(run, start, shown)),
        differences=differences,
        notes=(*run.observed.lacking, *_notes(histories, run.observed, start)),
        assumes=() if scenario is None else scenario.assumes,
    )


def prepare(
    histories: Histories,
    start: dt.date,
    months: int,
    authority: str | None,
    draws: int,
    seed: int,
) -> Run:
    """Learn from what was known on `start`, and carry it forward."""
    if months < 1:
        raise ValueError("months must be 1 or more.")
    observed = observe(histories, min(start, histories.until), authority)
    learned = learn(observed, draws, np.random.default_rng((seed, 0)), authority)
    ahead = _first_month(start) - observed.last - 1
    raw = outlook(observed, learned, ahead + months, Effects.of(None, observed.last), seed)
    today = counted(observed.standing)
    total = float(today[BANDS, PLACES])
    chance = float(raw.chance[min(12, ahead + months) - 1, BANDS, PLACES])
    yearly = yearly_change(observed, total, chance)
    return Run(observed, learned, raw, anchor(raw, total, yearly), today, ahead)


def counted(standing: Standing) -> Ints:
    """Children by [band or all, category or all]."""
    found = np.zeros((BANDS + 1, PLACES + 1), np.int64)
    band = np.searchsorted(_FIRST_YEARS, standing.age, side="right")
    np.add.at(found, (band, standing.state), 1)
    found[:, PLACES] = found.sum(1)
    found[BANDS] = found.sum(0)
    return found


def figures(run: Run, start: dt.date, shown: Outlook) -> Figures:
    """What is shown of an outlook: months after the start, means to two decimals that add up, ranges."""
    first = _first_month(start)
    mean = with_margins(np.round(shown.mean[run.ahead :], 2))
    ends = tuple(month_end(first + step) for step in range(len(mean)))
    return Figures(ends, mean, ranges(mean, shown.variance[run.ahead :]), run.today)


def _first_month(start: dt.date) -> int:
    """The month of the first month end after a day."""
    month = month_of(start)
    return month + 1 if start == month_end(month) else month


def _changed(
    run: Run, start: dt.date, scenario: Scenario, seed: int
) -> tuple[Outlook, tuple[Difference, ...]]:
    """The outlook under a scenario and what differs, by common random numbers.

    Chance in the difference: each child whom the scenario moves is one more or one less, variance |Δ|.
    """
    months = len(run.raw.mean)
    effects = Effects.of(scenario, run.observed.last)
    other = outlook(run.observed, run.learned, months, effects, seed)
    change, drawn = other.mean - run.raw.mean, other.draws - run.raw.draws
    shown = Outlook(
        with_margins(run.anchored.mean + change), other.chance, run.anchored.draws + drawn
    )
    doubt = np.abs(change) + (drawn**2).sum(0) / max(1, len(drawn))
    doubt = np.where(np.abs(change) < 1e-9, 0.0, doubt)
    ends = change[..., None] + Z * np.sqrt(doubt)[..., None]
    first = _first_month(start)
    found = [
        Difference(
            month_end(first + step),
            age,
            category,
            *(
                round(float(value), 2)
                for value in (
                    change[run.ahead + step, band, place],
                    *ends[run.ahead + step, band, place],
                )
            ),
        )
        for step in range(months - run.ahead)
        for band, age in enumerate(_AGES)
        for place, category in enumerate(_CATEGORIES)
    ]
    return shown, tuple(found)


def _rows(shown: Figures) -> tuple[Row, ...]:
    mean, today = shown.mean.round(2).tolist(), shown.today.tolist()
    found = []
    for step, end in enumerate(shown.ends):
        for band, age in enumerate(_AGES):
            for place, category in enumerate(_CATEGORIES):
                lo50, hi50, lo90, hi90, lo95, hi95 = shown.ranges[step, band, place].tolist()
                found.append(
                    Row(
                        end,
                        age,
                        category,
                        mean[step][band][place],
                        lo50,
                        hi50,
                        lo90,
                        hi90,
                        lo95,
                        hi95,
                        today[band][place],
                    )
                )
    return tuple(found)


def _notes(histories: Histories, observed: Observed, start: dt.date) -> list[str]:
    """What these histories lack for a forecast from this day."""
    found = []
    if start > histories.until:
        found.append(
            f"The histories end on {_said(histories.until)}: children are carried forward from there to "
            f"{_said(start)} before the forecast begins, and “same as today” is {_said(histories.until)}."
        )
    if start < histories.since:
        found.append(
            f"The histories begin on {_said(histories.since)}, after {_said(start)}: only children who were "
            "still in care when they begin are known, and no rates. Give earlier returns."
        )
    months = max(0, observed.last - observed.first)
    if months < 12:
        found.append(
            f"Only {months} {'month' if months == 1 else 'months'} of history before {_said(start)}: rates lean on "
            "what is usual in England, and ranges are too narrow. Give at least two years of returns."
        )
    if not len(observed.standing):
        found.append(f"No child is in care on {_said(observed.origin)}.")
    return found


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
