"""How the forecast did on the past: a verdict, tables, a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..flows.periods_of_time import months_before
from ..pictures.canvas import Picture, long_date
from ..pictures.errors import Tried, errors
from ..sheets import Column, Sheet, Value

if TYPE_CHECKING:
    from ..forecast.model import Backtest, Errors

LEVEL_WORDS = {"total": "total", "category": "placement", "age": "age", "cell": "age × placement"}
LEARNT_FROM = 24
"""Months that there should be before an origin; 12 where there are not more years."""
MEANING = (
    "Error: the sum of what each group was wrong by, as a share of all children. Held: how many of 100 groups the range "
    "held; a good 90% range holds 90. Width: of all groups’ 95% ranges, as a share of all children."
)


def origins(since: dt.date, until: dt.date, ahead: int) -> list[dt.date]:
    """Days to try the forecast from: yearly, the last of them `ahead` months before `until`.

    >>> origins(dt.date(2020, 4, 1), dt.date(2025, 3, 31), 12)
    [datetime.date(2022, 3, 31), datetime.date(2023, 3, 31), datetime.date(2024, 3, 31)]
    """
    found: list[dt.date] = []
    for least in (LEARNT_FROM, LEARNT_FROM // 2):
        day, back = months_before(until, ahead), ahead
        while months_before(day + dt.timedelta(1), least) >= since:
            found.insert(0, day)
            back += 12
            day = months_before(until, back)
        if found:
            break
    return found


def in_short(made: Backtest) -> str:
    """The verdict in one sentence: in how many measures it was closer than “same as today”; the fewer are named."""
    won, lost = (
        [
            f"{LEVEL_WORDS[one.level]} at {one.months} months"
            for one in made.means
            if (one.wape < one.same_as_today) is closer
        ]
        for closer in (True, False)
    )
    said = (
        f"Tried on the past, it was closer than “same as today” in {len(won) or 'none'} of "
        f"{len(made.means)} measures"
    )
    if not won or not lost:
        return f"{said}."
    return (
        f"{said}: {', '.join(won)}."
        if len(won) < len(lost)
        else f"{said}; not for {', '.join(lost)}."
    )


def sheets(made: Backtest, source: str) -> list[Sheet]:
    """Means over origins, then every origin."""
    columns = (
        Column("Months ahead", 0),
        Column("By"),
        Column("Error %", 1),
        Column("Same as today %", 1),
        Column("50% held", 0),
        Column("90% held", 0),
        Column("95% held", 0),
        Column("95% width", 0),
    )
    return [
        Sheet(
            "Means",
            "The forecast tried on the past: means",
            columns,
            list(map(_row, made.means)),
            source=source,
            note=MEANING,
        ),
        Sheet(
            "Each start",
            "The forecast tried on the past: each start",
            (Column("From"), *columns),
            [[one.origin, *_row(one)] for one in made.errors],
            source=source,
            note=MEANING,
        ),
    ]  # fmt: skip


def picture(made: Backtest, days: Sequence[dt.date], source: str) -> Picture:
    """Errors beside those of “same as today”."""
    tried = [
        Tried(f"{LEVEL_WORDS[one.level]}, {one.months} m.", 100 * one.wape, 100 * one.same_as_today)
        for one in made.means
    ]
    starts = (
        f"{len(days)} start{'s' * (len(days) != 1)}, {long_date(days[0])} to {long_date(days[-1])}"
    )
    return errors(
        tried,
        title="The forecast tried on the past: how wrong it was",
        finding=in_short(made),
        source=f"{starts if len(days) > 1 else f'From {long_date(days[0])}'}. m.: months ahead. {source}",
    )


def _row(one: Errors) -> list[Value]:
    return [
        one.months, LEVEL_WORDS[one.level], 100 * one.wape, 100 * one.same_as_today, 100 * one.covered50,
        100 * one.covered90, 100 * one.covered95, 100 * one.width95,
    ]  # fmt: skip
