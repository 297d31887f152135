"""Lines to a target: where they stand in the drawing."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from alliance.charts.share_lines import APART, HEIGHT, LEFT, WIDTH, Series, share_chart

FIRST = dt.date(2026, 9, 1)
days = st.dates(FIRST - dt.timedelta(days=9), FIRST + dt.timedelta(days=99))
points = st.lists(st.tuples(days, st.floats(-5, 120)), min_size=1, max_size=9).map(sorted)


def drawn(*series: Series, target: float = 95, last: int = 90):  # type: ignore[no-untyped-def]
    return share_chart(series, first=FIRST, last=FIRST + dt.timedelta(days=last), target=target)


def test_more_stands_higher_and_later_further_right() -> None:
    chart = drawn(Series([(FIRST, 10), (FIRST + dt.timedelta(days=45), 60)], "You 60 %"))
    (x1, y1), (x2, y2) = chart.lines[0].dots
    assert x1 == LEFT
    assert x2 > x1
    assert y2 < y1


def test_the_target_stands_where_a_line_reaches_it() -> None:
    chart = drawn(Series([(FIRST, 95)], "95 %"))
    assert chart.lines[0].dots[0][1] == chart.target_y


def test_nought_and_the_target_are_marked_and_all_of_them_where_there_is_room() -> None:
    assert [mark for _, mark in drawn().shares] == ["0 %", "95 %"]
    assert [mark for _, mark in drawn(target=60).shares] == ["0 %", "60 %", "100 %"]


def test_a_line_of_nothing_is_not_drawn_and_one_figure_is_a_dot() -> None:
    assert drawn(Series([], "You")).lines == []
    assert drawn(Series([(FIRST, 5)], "5 %")).lines[0].path.count("L") == 0


@given(points, points, st.integers(0, 400), st.integers(1, 100))
def test_nothing_leaves_the_drawing_and_no_label_lies_on_another(
    one: list[tuple[dt.date, float]],
    two: list[tuple[dt.date, float]],
    last: int,
    target: int,
) -> None:
    chart = drawn(Series(one, "You 99 %"), Series(two, "Region 99 %"), last=last, target=target)
    for line in chart.lines:
        for x, y in (*line.dots, line.label_at):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
    first, second = (line.label_at[1] for line in chart.lines)
    assert abs(first - second) >= APART - 0.2
