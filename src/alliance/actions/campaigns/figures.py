"""A campaign's figures as CSV and as a workbook: every one that was given, and the region's total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from ..export import Line, csv_of, who_of, workbook_of
from ..models import Response
from .progress import Figure, Total
from .reading import Standing

GIVEN = (
    "As on", "Authority", "ONS code", "How many", "Of how many", "Share in %", "Counts", "Note",
    "Given", "Late", "How it came", "Who", "Acting for", "Why not for them",
)  # fmt: skip
TOTALS = (
    "As on", "Region: how many", "Of how many", "Share in %", "Gave a figure", "Latest figure",
)  # fmt: skip
REGION = "The region"


def figures_as(ending: str, standing: Standing, given: Sequence[Response]) -> bytes:
    """A line a figure, then the region's totals as far as whoever asks may read them."""
    lines = list(_given(given))
    if ending == "csv":
        return csv_of(GIVEN, [*lines, *_in_one(standing.totals)])
    return workbook_of({"Figures": (GIVEN, lines), "Region": (TOTALS, _totals(standing.totals))})


def _given(given: Iterable[Response]) -> Iterator[Line]:
    def order(row: Response) -> tuple[object, ...]:
        return row.ask.action.week.on, row.ask.authority.name, row.pk

    for row in sorted(given, key=order):
        figure = Figure.from_row(row.number, row.whole)
        yield (
            row.ask.action.week.on,
            row.ask.authority.name,
            row.ask.authority.ons_code,
            *_counts(figure),
            "yes" if row.counts else "no",
            row.text,
            timezone.localtime(row.at).date(),
            "yes" if row.is_late else "no",
            row.get_way_display(),
            who_of(row),
            str(row.principal) if row.principal else None,
            row.reason,
        )


def _in_one(totals: Iterable[Total]) -> Iterator[Line]:
    for total in totals:
        yield (total.on, REGION, None, *_counts(total.figure), *[None] * 8)


def _totals(totals: Iterable[Total]) -> Iterator[Line]:
    for total in totals:
        yield (total.on, *_counts(total.figure), total.gave, total.carried)


def _counts(figure: Figure | None) -> Line:
    if figure is None:
        return (None, None, None)
    share = None if figure.is_nobody else float(figure.share * 1000 // 1) / 10
    return (figure.done, figure.of, share)
