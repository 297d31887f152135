"""Counting answers by authority and section, and over time."""

from __future__ import annotations

import datetime as dt

from alliance.charts.columns import HEIGHT, column_chart
from alliance.evidence.triage.matrix import One, matrix, over_time, roles

DAY = dt.date(2020, 11, 4)  # a Wednesday


def one(authority: int | None = 1, section: int | None = 1, **more: object) -> One:
    said = {"authority": authority, "section": section, "way": "site", "role": "", "on": DAY}
    return One(**said | more)  # type: ignore[arg-type]


def test_each_answer_stands_in_one_cell_and_in_both_totals() -> None:
    found = matrix([one(), one(), one(2, None), one(None, 1)], [1, 2, 3, None], [1, 2, None])
    assert [list(line.counts) for line in found.lines] == [
        [2, 0, 0],
        [0, 0, 1],
        [0, 0, 0],
        [1, 0, 0],
    ]
    assert [line.total for line in found.lines] == [2, 1, 0, 1]
    assert list(found.totals) == [3, 0, 1]
    assert found.total == 4


def test_a_few_weeks_are_counted_by_week_also_those_without_an_answer() -> None:
    answers = [one(), one(on=DAY + dt.timedelta(days=14))]
    unit, spans = over_time(answers, DAY, DAY + dt.timedelta(days=15))
    assert unit == "week"
    assert [(each.starts, each.count) for each in spans] == [
        (dt.date(2020, 11, 2), 1), (dt.date(2020, 11, 9), 0), (dt.date(2020, 11, 16), 1),
    ]  # fmt: skip


def test_a_year_is_counted_by_month_over_its_end() -> None:
    unit, spans = over_time([one(on=dt.date(2021, 1, 31))], DAY, dt.date(2021, 10, 1))
    assert unit == "month"
    assert [each.starts for each in spans][:4] == [
        dt.date(2020, 11, 1), dt.date(2020, 12, 1), dt.date(2021, 1, 1), dt.date(2021, 2, 1),
    ]  # fmt: skip
    assert sum(each.count for each in spans) == 1


def test_an_answer_outside_the_days_is_counted_all_the_same() -> None:
    _, spans = over_time([one(on=DAY - dt.timedelta(days=30))], DAY, DAY)
    assert sum(each.count for each in spans) == 1


def test_what_people_do_is_counted_however_they_wrote_it() -> None:
    said = ["Head teacher", "head  teacher", "Head teacher", "Nurse", " "]
    assert roles([one(role=role) for role in said]) == [("Head teacher", 3), ("Nurse", 1)]


def test_columns_stand_on_nought_and_the_largest_is_as_high_as_there_is_room() -> None:
    chart = column_chart([("2 Nov", 4), ("9 Nov", 0), ("16 Nov", 2)])
    assert chart is not None
    first, empty, last = chart.columns
    assert first.is_largest
    assert first.height == 2 * last.height
    assert empty.height == 0
    assert {each.y + each.height for each in chart.columns} == {chart.ground}
    assert chart.ground < HEIGHT


def test_nothing_is_drawn_of_nothing() -> None:
    assert column_chart([]) is None
    assert column_chart([("2 Nov", 0)]) is None
