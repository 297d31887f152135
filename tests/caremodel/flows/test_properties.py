"""Children are conserved, whatever the returns say; and nothing is negative."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from caremodel import flows
from caremodel.histories import as_known_on, stitch
from caremodel.histories.model import Episode
from caremodel.returns import Return
from tests.caremodel.histories.test_properties import any_returns, as_returned, true_episodes

DAYS = st.integers(0, 1200).map(lambda days: dt.date(2021, 1, 1) + dt.timedelta(days=days))
BY = tuple(flows.SPLITS)


@given(any_returns(), DAYS, DAYS, st.sampled_from(BY))
def test_start_plus_entries_less_exits_is_end(
    returns: list[Return], one: dt.date, other: dt.date, split: str
) -> None:
    histories = stitch(returns)
    first, last = sorted((one, other))
    table = flows.balance(histories, first, last, split)
    rows = dict(zip(table.rows, table.counts, strict=True))
    assert all(count >= 0 for row in table.counts for count in row)
    for start, came, left, to, away, end in table.counts:
        assert start + came - left + to - away == end
    before = flows.stock(histories, first - dt.timedelta(days=1), (split,))
    after = flows.stock(histories, last, (split,))
    assert {row: counts[0] for row, counts in rows.items() if counts[0]} == {
        k: n for (k,), n in before.items()
    }
    assert {row: counts[5] for row, counts in rows.items() if counts[5]} == {
        k: n for (k,), n in after.items()
    }
    came_in, left_it = flows.entries(histories, first, last), flows.exits(histories, first, last)
    assert sum(after.values()) == sum(before.values()) + len(came_in) - len(left_it)


@given(any_returns(), DAYS)
def test_stock_by_anything_adds_up_to_the_stock(returns: list[Return], day: dt.date) -> None:
    histories = stitch(returns)
    whole = sum(flows.stock(histories, day).values())
    for split in BY:
        assert sum(flows.stock(histories, day, (split,)).values()) == whole


@given(any_returns(), DAYS)
def test_as_known_on_a_day_its_stock_is_that_of_the_full_history(
    returns: list[Return], day: dt.date
) -> None:
    histories = stitch(returns)
    assert flows.stock(as_known_on(histories, day), day, BY) == flows.stock(histories, day, BY)


@settings(max_examples=50)
@given(true_episodes(), DAYS)
def test_stock_is_counted_right_from_true_episodes(
    episodes: list[tuple[str, Episode]], day: dt.date
) -> None:
    truly = Counter(
        (one.place,)
        for _, one in episodes
        if one.began <= day and (one.ended is None or one.ended > day)
    )
    if day <= dt.date(2024, 3, 31):
        assert flows.stock(stitch(as_returned(episodes)), day, ("place",)) == truly


@given(any_returns())
def test_every_table_of_a_summary_is_whole(returns: list[Return]) -> None:
    for table in flows.summary(stitch(returns)).tables:
        assert len(table.counts) == len(table.rows)
        assert all(len(row) == len(table.columns) for row in table.counts)
        assert all(count >= 0 for row in table.counts for count in row)
        assert sum(table.row_totals) == sum(table.column_totals) == table.total


@given(any_returns(), DAYS, DAYS)
def test_what_lasts_longer_is_never_more(
    returns: list[Return], one: dt.date, other: dt.date
) -> None:
    first, last = sorted((one, other))
    spells = [spell for _, spell in flows.spells(stitch(returns), first, last)]
    assert all(0 <= spell.watched_from <= spell.days or spell.days == 0 for spell in spells)
    shares = [1.0, *flows.survival(spells).shares]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
