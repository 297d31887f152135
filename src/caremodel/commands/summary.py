"""`care summary`: how many children, who came and left, how they moved."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..flows import NOT_KNOWN
from ..pictures.canvas import long_date
from ..sheets import Sheet, as_json
from ..telling.counts import long_sheet, sheet
from ..telling.summary import document, lengths, picture, said
from . import writing
from .grid import grid, prose
from .loading import histories, locator
from .progress import Bar
from .refusals import Refused, Unreadable

if TYPE_CHECKING:
    from ..flows import CountTable, Summary
    from ..histories.model import Histories

Period = int | tuple[dt.date, dt.date] | None

ASKED_MOST = (
    "in_care_by_age_and_category",
    "in_care_on_31_march_by_category",
    "in_care_by_provision_and_category",
    "in_care_by_distance_and_boundary",
    "came_by_need_and_age",
    "left_by_reason_and_age",
    "moves_from_and_to",
    "in_care_by_number_of_placements_and_age",
)


def run(arguments: argparse.Namespace) -> int:
    from ..flows import summary

    writing.check_ending(arguments.out, pictures=not arguments.suppressed)
    if arguments.suppressed and arguments.asylum:
        raise Refused(
            "--suppressed takes all children: tables with and without some of them tell of those by their difference. "
            "How many seek asylum is in the tables."
        )
    span = _span(arguments)
    found = histories(arguments.paths, authority=arguments.authority, asylum=arguments.asylum)
    _within(span, found)
    with Bar("Counting"):
        locate = locator()
        made = summary(found, span, locate=locate)
    if arguments.suppressed:
        return _suppressed(arguments, made, {one.authority for one in found.children})
    if arguments.out:
        writing.write(
            arguments.out,
            [*(sheet(table) for table in made.tables), *lengths(made)],
            lambda: picture(arguments.picture, found, made, locate),
            flat=long_sheet(made.tables),
        )
    if arguments.json:
        print(json.dumps(document(made), ensure_ascii=False))
    else:
        print("\n".join(_lines(made, everything=arguments.all)))
    return 0


def _suppressed(
    arguments: argparse.Namespace, made: Summary, authorities: Iterable[str | None]
) -> int:
    """Tables that may be handed on, and nothing else."""
    from ..telling import protected
    from .releases import release

    with Bar("Hiding small counts"):
        tables = release(
            made.tables, arguments.suppressed, authorities=authorities, out=arguments.out
        )
        safe = protected.sheets(tables)
    if arguments.out:
        writing.write(arguments.out, safe, flat=protected.long_sheet(safe))
    if arguments.json:
        printed = [as_json(one) for one in safe]
        document = {
            "from": made.first.isoformat(),
            "to": made.last.isoformat(),
            "rule": protected.RULE,
        }
        print(json.dumps(document | {"tables": printed}, ensure_ascii=False))
    else:
        print("\n".join(_shown(safe, already=protected.RULE)))
    return 0


def _span(arguments: argparse.Namespace) -> Period:
    """A year, or the first and last day, or None for the latest year."""
    since: dt.date | None = arguments.since
    until: dt.date | None = arguments.until
    year: int | None = arguments.year
    if (since is None) != (until is None):
        raise Unreadable("--since and --until go together: give both, or --year.")
    if since is None or until is None:
        return year
    if year is not None:
        raise Unreadable("Give --year, or --since and --until; not both.")
    if since > until:
        raise Unreadable(f"--since {since} is after --until {until}.")
    return since, until


def _within(span: Period, found: Histories) -> None:
    """Refuse days that the returns do not tell of."""
    from ..flows import span as days_of

    if span is None:
        return
    first, last = days_of(span)
    if first < found.since or last > found.until:
        raise Unreadable(
            f"The returns tell of {long_date(found.since)} to {long_date(found.until)}; "
            f"{long_date(first)} to {long_date(last)} is not within that."
        )


def _lines(made: Summary, *, everything: bool) -> Iterator[str]:
    yield prose(said(made))
    asked = [
        one
        for one in made.tables
        if (everything or one.name in ASKED_MOST) and not _nothing_located(one)
    ]
    yield from _shown([*map(sheet, asked), *lengths(made)])
    if any(map(_nothing_located, made.tables)):
        yield ""
        yield prose(
            "There is no table of distances: of no child are the postcodes of home and placement both known."
        )
    if not everything:
        yield ""
        yield "Every table: --all, or --out summary.xlsx. A picture: --out stock.png."


def _nothing_located(table: CountTable) -> bool:
    """Whether a table of distances has nobody but those of whom it is not known."""
    known = sum(
        sum(counts)
        for row, counts in zip(table.rows, table.counts, strict=True)
        if row != NOT_KNOWN
    )
    return table.name.startswith("in_care_by_distance_") and not known


def _shown(sheets: Iterable[Sheet], already: str = "") -> Iterator[str]:
    """Tables one under another; what several say beneath them is said once, where it first holds."""
    if already:
        yield prose(already)
    for one in sheets:
        yield ""
        yield prose(f"{one.title}, {one.period}" if one.period else one.title)
        yield from grid(one)
        note = one.note.removeprefix(already).strip()
        if note and note not in already:
            yield prose(note)
            already += note
