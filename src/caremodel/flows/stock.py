"""How many children are in care on a day, and how that changed between two days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from ..histories import Histories
from .count_table import CountTable, cells
from .periods_of_time import span_in_words
from .splits import Split, chosen
from .standing import DAY, Standing, in_care, looked_after, standing

BALANCE = ("at start", "came", "left", "changed to", "changed from", "at end")
"""Columns of `balance`: start + came - left + changed to - changed from = end, in every row."""


def stock(
    histories: Histories, day: dt.date, by: Sequence[str | Split] = ()
) -> Counter[tuple[str, ...]]:
    """Children looked after at the end of a day, by any splits.

    The keys are headings, one for each of `by`; without `by` the one key is ().
    """
    splits = chosen(by)
    return Counter(tuple(split.of(one) for split in splits) for one in in_care(histories, day))


def balance(
    histories: Histories, first: dt.date, last: dt.date, by: str | Split = "category"
) -> CountTable:
    """How the stock at the end of the day before `first` became that at the end of `last`.

    Periods of care are counted: a child who came twice came twice. Who came and left between the two is in
    both columns. `changed` is between a period's first and last heading in these days: a birthday, or moves.
    """
    (split,) = chosen((by,))
    counts: Counter[tuple[str, str]] = Counter()
    before = first - DAY
    for child, period in looked_after(histories):
        if period.began > last or (period.ended is not None and period.ended <= before):
            continue
        there = period.began <= before
        stays = period.ended is None or period.ended > last
        start = standing(child, period, before if there else period.began)
        end = standing(child, period, last if stays else (period.ended or last) - DAY)
        was, became = split.of(start), split.of(end)
        counts[was, "at start" if there else "came"] += 1
        counts[became, "at end" if stays else "left"] += 1
        if was != became:
            counts[was, "changed from"] += 1
            counts[became, "changed to"] += 1
    rows = split.headings_for(row for row, _ in counts)
    return CountTable(
        f"balance_by_{split.name}",
        f"How the number in care changed, by {split.title.lower()}",
        "How did the number at the start become that at the end?",
        span_in_words(first, last),
        split.title,
        "Children",
        rows,
        BALANCE,
        cells(counts, rows, BALANCE),
        "At start + came - left + changed to - changed from = at end. Short breaks are left out.",
        columns_add=False,
    )


def children(histories: Histories, day: dt.date) -> list[Standing]:
    """The children that `stock` counts."""
    return list(in_care(histories, day))
