"""The sample return of four years: counts by the histories against counts by its rows alone."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from functools import cache

import pytest

from caremodel import flows
from caremodel.histories import Histories, as_known_on, stitch
from caremodel.returns import first_day, last_day
from tests.caremodel.returned import SAMPLE, sample

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample return is not here")

YEARS = (2022, 2023, 2024, 2025)


@cache
def histories() -> Histories:
    return stitch(sample())


def rows(year: int) -> list[dict[str, str]]:
    with (SAMPLE / str(year) / "episodes.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["LS"] not in ("V3", "V4")]


def in_year(text: str, year: int) -> bool:
    day, month, its_year = map(int, text.split("/"))
    return first_day(year) <= dt.date(its_year, month, day) <= last_day(year)


def test_nothing_had_to_be_changed() -> None:
    assert histories().changes == ()
    assert (histories().since, histories().until) == (dt.date(2021, 4, 1), dt.date(2025, 3, 31))


@pytest.mark.parametrize("year", YEARS)
def test_stock_is_the_rows_without_an_end(year: int) -> None:
    counted = Counter(row["PLACE"] or flows.NOT_KNOWN for row in rows(year) if not row["DEC"])
    stock = flows.stock(histories(), last_day(year), ("place",))
    assert {place: number for (place,), number in stock.items()} == counted
    assert sum(counted.values()) > 200


@pytest.mark.parametrize("year", YEARS)
def test_entries_are_the_rows_that_start_care(year: int) -> None:
    counted = Counter(
        row["CHILD"] for row in rows(year) if row["RNE"] == "S" and in_year(row["DECOM"], year)
    )
    came = flows.entries(histories(), first_day(year), last_day(year))
    assert Counter(one.child.id for one in came) == counted
    assert len(came) > 60


@pytest.mark.parametrize("year", YEARS)
def test_exits_are_the_rows_that_end_it(year: int) -> None:
    counted = Counter(row["REC"] for row in rows(year) if row["REC"] not in ("", "X1"))
    left = flows.exits(histories(), first_day(year), last_day(year))
    assert Counter(one.period.rec for one in left) == counted
    assert len(left) > 60


@pytest.mark.parametrize("year", YEARS)
def test_moves_are_the_rows_that_change_the_carer(year: int) -> None:
    counted = Counter(
        (row["CHILD"], row["DECOM"])
        for row in rows(year)
        if row["RNE"] in ("P", "B") and in_year(row["DECOM"], year)
    )
    moved = flows.moves(histories(), first_day(year), last_day(year))
    assert Counter((one.after.child.id, f"{one.day:%d/%m/%Y}") for one in moved) == counted
    assert len(moved) > 60


def test_what_was_renamed_in_october_2023_is_no_move() -> None:
    day = dt.date(2023, 10, 28)
    renamed = [row for row in rows(2024) if row["DECOM"] == "28/10/2023" and row["PLACE"] == "K3"]
    assert len(renamed) > 10
    assert [
        one for one in flows.moves(histories(), day, day) if one.after.episode.place == "K3"
    ] == []


@pytest.mark.parametrize("year", YEARS)
def test_as_known_on_31_march_the_stock_is_that_of_the_full_history(year: int) -> None:
    day = last_day(year)
    known = as_known_on(histories(), day)
    by = ("age", "category", "need", "legal", "provision", "sex", "ethnicity", "asylum", "time")
    assert flows.stock(known, day, by) == flows.stock(histories(), day, by)
    assert all(
        (one.began <= day) and (one.ended is None or one.ended <= day)
        for child in known.children
        for period in child.periods
        for placement in period.placements
        for one in placement.episodes
    )


@pytest.mark.parametrize("year", YEARS[1:])
@pytest.mark.parametrize("split", flows.SPLITS)
def test_children_are_conserved_for_every_split(year: int, split: str) -> None:
    first, last = flows.span(year)
    table = flows.balance(histories(), first, last, split)
    for heading, (start, came, left, to, away, end) in zip(table.rows, table.counts, strict=True):
        assert start + came - left + to - away == end, heading
    before = flows.stock(histories(), last_day(year - 1), (split,))
    after = flows.stock(histories(), last, (split,))
    cells = dict(zip(table.rows, table.counts, strict=True))
    assert {key: one[0] for key, one in cells.items() if one[0]} == {
        k: n for (k,), n in before.items()
    }
    assert {key: one[5] for key, one in cells.items() if one[5]} == {
        k: n for (k,), n in after.items()
    }
    assert table.column_totals[1] == len(flows.entries(histories(), first, last))
    assert table.column_totals[2] == len(flows.exits(histories(), first, last))


def test_every_table_of_the_summary_adds_up_to_what_it_is_about() -> None:
    summary = flows.summary(histories(), 2025)
    stock = sum(flows.stock(histories(), summary.last).values())
    came = len(flows.entries(histories(), summary.first, summary.last))
    left = len(flows.exits(histories(), summary.first, summary.last))
    moved = len(flows.moves(histories(), summary.first, summary.last))
    for table in summary.tables:
        if table.name.startswith("in_care_by"):
            assert table.total == stock, table.name
        elif table.name.startswith("came_by"):
            assert table.total == came, table.name
        elif table.name.startswith("left_by"):
            assert table.total == left, table.name
        elif table.name.startswith("moves_"):
            assert table.total == moved, table.name
        assert min(map(min, table.counts)) >= 0
        assert len(table.counts) == len(table.rows)
        assert {len(row) for row in table.counts} == {len(table.columns)}
    assert len({table.name for table in summary.tables}) == len(summary.tables)
    assert summary.many_placements is not None
    numbers = summary.table("in_care_by_number_of_placements_and_age")
    assert numbers.row_totals[2] == summary.many_placements.count
    assert summary.same_placement is not None
    stays = summary.table("long_in_care_by_stay_and_age")
    assert stays.row_totals == (
        summary.same_placement.count,
        summary.same_placement.of - summary.same_placement.count,
    )
