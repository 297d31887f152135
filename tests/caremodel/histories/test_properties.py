"""Whatever returns say, what comes out is a history; and true histories come back as they were."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from caremodel.histories import GOES_ON, Histories, as_known_on, stitch
from caremodel.histories.mending import mend, tidy
from caremodel.histories.model import Episode
from caremodel.returns import Cell, Return, first_day, last_day
from tests.caremodel.returned import returned

YEARS = (2022, 2023, 2024)
DAY = dt.timedelta(days=1)


def all_episodes(histories: Histories) -> list[tuple[str, Episode]]:
    return [
        (child.id, episode)
        for child in histories.children
        for period in child.periods
        for placement in period.placements
        for episode in placement.episodes
    ]


def cells(child: str, one: Episode, until: dt.date = dt.date.max) -> dict[str, Cell]:
    """An episode as a return knows it that reaches to a day."""
    over = one.ended is not None and one.ended <= until
    return {
        "CHILD": child,
        "DECOM": one.began,
        "RNE": one.rne,
        "LS": one.ls,
        "CIN": one.cin,
        "PLACE": one.place,
        "PLACE_PROVIDER": one.provider,
        "DEC": one.ended if over else None,
        "REC": one.rec if over else None,
        "REASON_PLACE_CHANGE": one.reason if over else None,
        "HOME_POST": one.home_post,
        "PL_POST": one.pl_post,
        "URN": one.urn,
    }


def as_returned(episodes: list[tuple[str, Episode]]) -> list[Return]:
    """The returns that these episodes make: each year has those open on any day of it."""
    rows = defaultdict(list)
    for child, one in episodes:
        for year in YEARS:
            open_in_it = one.began <= last_day(year) and (
                one.ended is None or one.ended >= first_day(year)
            )
            if open_in_it or year == one.year:
                rows[year].append(cells(child, one, last_day(year)))
    return [returned(year, *rows[year]) for year in YEARS]


@st.composite
def true_episodes(draw: st.DrawFn) -> list[tuple[str, Episode]]:
    """Children who came, moved and left, without a fault, some before the first return."""
    found = []
    for child in draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=4)):
        began = first_day(YEARS[0]) + draw(st.integers(-500, 1000)) * DAY
        rne = "S"
        while began <= last_day(YEARS[-1]):
            ended: dt.date | None = began + draw(st.integers(25, 500)) * DAY
            rec: str | None = draw(st.sampled_from(["X1", "X1", "X1", "E4A", "E11"]))
            assert ended is not None
            if ended > last_day(YEARS[-1]):
                ended, rec = None, None
            if ended is None or ended >= first_day(YEARS[0]):
                facts = [
                    draw(st.sampled_from(["C1", "C2"])),
                    "N1",
                    draw(st.sampled_from(["U6", "K2"])),
                ]
                reason = "CARPL" if rec == "X1" else None
                found.append(
                    (
                        child,
                        Episode(began, ended, rne, *facts, "PR1", rec, reason, None, None, None, 0),
                    )
                )
            if ended is None:
                break
            if rec == "X1":
                began, rne = ended, draw(st.sampled_from("LTUPB"))
            else:
                began, rne = ended + draw(st.integers(0, 300)) * DAY, "S"
    return found


_ROW = st.fixed_dictionaries(
    {
        "CHILD": st.sampled_from(["a", "a", "b"]),
        "DECOM": st.integers(-60, 1150).map(lambda days: first_day(YEARS[0]) + days * DAY),
        "lasts": st.none() | st.integers(-2, 300),
        "RNE": st.sampled_from(["S", "P", "L", "T", "B", None]),
        "LS": st.sampled_from(["C2", "V2", "V4"]),
        "PLACE": st.sampled_from(["U6", "K2", "H5", "K3"]),
        "REC": st.sampled_from(["X1", "X1", "E4A", None]),
    }
)


@st.composite
def any_returns(draw: st.DrawFn, *, gaps: bool = True) -> list[Return]:
    """Rows that no authority would send, and some that one would; with years left out, if `gaps`."""
    returns = []
    header = [{"CHILD": "a", "DOB": draw(st.none() | st.just(dt.date(2005, 2, 28)))}]
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, unique=True))
    for year in years if gaps else range(min(years), max(years) + 1):
        rows = []
        for row in draw(st.lists(_ROW, max_size=6)):
            lasts = row.pop("lasts")
            if row["DECOM"] <= last_day(year):
                ended = None if lasts is None else row["DECOM"] + lasts * DAY
                rows.append({**row, "DEC": ended})
        returns.append(returned(year, *rows, header=header))
    return returns


@settings(max_examples=50)
@given(true_episodes())
def test_true_histories_come_back_without_a_change(episodes: list[tuple[str, Episode]]) -> None:
    histories = stitch(as_returned(episodes))
    assert histories.changes == ()
    assert [(child, one[:12]) for child, one in all_episodes(histories)] == [
        (child, one[:12]) for child, one in sorted(episodes)
    ]


@given(any_returns())
def test_what_comes_out_is_one_line_for_each_child(returns: list[Return]) -> None:
    histories = stitch(returns)
    for child in histories.children:
        assert child.periods
        for period in child.periods:
            placements = period.placements
            assert (period.began, period.ended) == (placements[0].began, placements[-1].ended)
            for before, after in pairwise(placements):
                assert before.ended == after.began
            line = [one for placement in placements for one in placement.episodes]
            for one in line:
                assert one.ended is None or one.began < one.ended
                assert (one.rec is None) == (one.ended is None)
            for one, following in pairwise(line):
                assert one.ended == following.began
                assert one.rec == GOES_ON
            assert line[-1].rec == period.rec
        for before_it, after_it in pairwise(child.periods):
            assert before_it.ended is not None
            assert before_it.ended <= after_it.began
        last = child.periods[-1]
        if last.rec == GOES_ON:
            raise AssertionError("X1 with nothing after it")
        if last.ended is None:
            assert last.placements[-1].episodes[-1].year == max(one.year for one in returns)


@given(any_returns(gaps=False))  # what ended in a year without a return could not be written again
def test_stitching_again_what_was_stitched_changes_nothing(returns: list[Return]) -> None:
    once = stitch(returns)
    years = {one.year for one in returns}
    headers = {one.year: one.tables["header"] for one in returns}
    again = []
    for one in as_returned(all_episodes(once)):
        if one.year in years:
            tables = {**one.tables, "header": headers[one.year]}
            again.append(Return(one.year, None, tables))
    twice = stitch(again)
    assert [(child, one[:12]) for child, one in all_episodes(twice)] == [
        (child, one[:12]) for child, one in all_episodes(once)
    ]
    assert twice.changes == ()


@given(any_returns(), st.randoms(use_true_random=False))
def test_neither_the_order_of_returns_nor_that_of_rows_matters(
    returns: list[Return], dice: random.Random
) -> None:
    mixed = []
    for one in returns:
        table = one.tables["episodes"]
        rows = [
            dict(zip(table.columns, values, strict=True))
            for values in zip(*table.columns.values(), strict=True)
        ]
        dice.shuffle(rows)
        mixed.append(
            Return(
                one.year,
                None,
                {**one.tables, **returned(0, *rows).tables, "header": one.tables["header"]},
            )
        )
    dice.shuffle(mixed)
    assert stitch(mixed).children == stitch(returns).children


@settings(max_examples=50)
@given(true_episodes())
def test_mending_what_is_tidy_changes_nothing(episodes: list[tuple[str, Episode]]) -> None:
    by_child = defaultdict(list)
    for child, one in episodes:
        by_child[child].append(one._replace(year=YEARS[-1]))
    for line in by_child.values():
        notes: list[object] = []
        kept = mend(
            line,
            years=YEARS,
            born=None,
            adult=dt.date.max,
            note=lambda *change: notes.append(change),  # noqa: B023
        )
        assert tidy(line, year=YEARS[-1], born=None, adult=dt.date.max)
        assert (kept, notes) == (line, [])


@given(any_returns(), st.integers(-100, 1150), st.integers(-100, 1150))
def test_knowing_less_and_less_is_knowing_the_least(
    returns: list[Return], one: int, other: int
) -> None:
    histories = stitch(returns)
    early, late = sorted(first_day(YEARS[0]) + days * DAY for days in (one, other))
    assert as_known_on(as_known_on(histories, late), early).children == (
        as_known_on(histories, early).children
    )
