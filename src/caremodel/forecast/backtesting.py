"""The forecast tried on the past: what it would have said on earlier days, and what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ..histories import Histories
from .forecasting import Figures, counted, figures, prepare
from .model import LEVELS, Backtest, Errors, Level
from .person_months import PLACES, month_end, month_of, observe
from .projection import BANDS

_CELLS = (slice(0, BANDS), slice(0, PLACES))
_PART: dict[Level, tuple[slice | int, slice | int]] = {
    "total": (BANDS, PLACES),
    "category": (BANDS, slice(0, PLACES)),
    "age": (slice(0, BANDS), PLACES),
    "cell": _CELLS,
}
_NAMED: dict[Level, str] = {
    "total": "the total",
    "category": "placement types",
    "age": "ages",
    "cell": "age by placement type",
}
_AS_GOOD = 0.98
"""A ratio of errors below this is called better, one above its inverse worse."""


def backtest(
    histories: Histories,
    *,
    origins: Sequence[dt.date],
    months: Sequence[int],
    draws: int,
    seed: int,
) -> Backtest:
    """See `caremodel.forecast.backtest`."""
    if not origins or not months or min(months) < 1:
        raise ValueError("A back-test needs at least one origin and horizons of a month or more.")
    errors: list[Errors] = []
    notes: list[str] = []
    for origin in origins:
        known = [ahead for ahead in months if _end(origin, ahead) <= histories.until]
        if len(known) < len(months):
            notes.append(
                f"From {origin.isoformat()}, {', '.join(str(one) for one in months if one not in known)} months ahead is after "
                f"{histories.until.isoformat()}, the last day known: left out."
            )
        if not known:
            continue
        run = prepare(histories, origin, max(known), None, draws, seed)
        said = figures(run, origin, run.anchored)
        for ahead in known:
            errors += _compared(histories, origin, ahead, said)
    means = _means(errors)
    return Backtest(tuple(errors), means, _verdict(means), tuple(notes))


def _end(origin: dt.date, ahead: int) -> dt.date:
    """The month end so many months ahead: 31 March 2024 and 12 are 31 March 2025."""
    month = month_of(origin)
    return month_end(month + ahead - (origin != month_end(month)))


def _compared(histories: Histories, origin: dt.date, ahead: int, said: Figures) -> list[Errors]:
    came = counted(observe(histories, _end(origin, ahead)).standing)
    children = max(1, int(came[BANDS, PLACES]))
    mean, ranges = said.mean[ahead - 1], said.ranges[ahead - 1]
    found = []
    for level in LEVELS:
        part = _PART[level]
        truth = np.atleast_1d(came[part])
        low_high = ranges[part].reshape(-1, 6)
        flat = truth.ravel()
        covered50, covered90, covered95 = (
            float(((low_high[:, at] <= flat) & (flat <= low_high[:, at + 1])).mean())
            for at in (0, 2, 4)
        )
        found.append(
            Errors(
                origin,
                ahead,
                level,
                groups=flat.size,
                wape=float(np.abs(mean[part] - came[part]).sum()) / children,
                same_as_today=float(np.abs(said.today[part] - came[part]).sum()) / children,
                covered50=covered50,
                covered90=covered90,
                covered95=covered95,
                width95=float((low_high[:, 5] - low_high[:, 4]).sum()) / children,
            )
        )
    return found


def _means(errors: Sequence[Errors]) -> tuple[Errors, ...]:
    found = []
    for months in sorted({one.months for one in errors}):
        for level in LEVELS:
            mine = [one for one in errors if (one.months, one.level) == (months, level)]
            values = np.array(
                [
                    (
                        one.wape,
                        one.same_as_today,
                        one.covered50,
                        one.covered90,
                        one.covered95,
                        one.width95,
                    )
                    for one in mine
                ]
            ).mean(0)
            found.append(Errors(None, months, level, mine[0].groups, *(float(v) for v in values)))
    return tuple(found)


def _verdict(means: Sequence[Errors]) -> str:
    """Where the forecast beats keeping today's numbers, and where it does not."""
    if not means:
        return "Nothing could be tried: no origin leaves enough known months after it."
    sentences = []
    for months in sorted({one.months for one in means}):
        better: list[str] = []
        no_better: list[str] = []
        for one in (one for one in means if one.months == months):
            name = f"{_NAMED[one.level]} ({one.wape:.1%} against {one.same_as_today:.1%})"
            (better if one.wape < _AS_GOOD * one.same_as_today else no_better).append(name)
        parts = []
        if better:
            parts.append(f"closer than “same as today” for {_listed(better)}")
        if no_better:
            parts.append(f"no better than “same as today” for {_listed(no_better)}")
        sentences.append(f"At {months} months the forecast was {'; '.join(parts)}.")
    return " ".join(sentences)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
