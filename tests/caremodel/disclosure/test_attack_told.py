"""Attackers who know more than what is printed: which hidden numbers are under five, or what changed between releases.

What they were told they know; what is printed is to add nothing to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel.disclosure.facts import Fact, fact, know, of_what
from tests.caremodel.disclosure import attack, naive
from tests.caremodel.disclosure.attack import BIG, Interval, Published, Told, bounds
from tests.caremodel.disclosure.drawn import counts, filtered, linked, quickly
from tests.caremodel.disclosure.shapes import REGISTER, Table, protected, published, table

FOURS = [[4, 4, 4, 4], [30, 31, 32, 33]]
DAYS = ("31 March 2025", "30 June 2025", "30 September 2025", "31 December 2025")


class TestOfWhoIsToldWhichAreUnderFive:
    """… and which are noughts: the account, or what he guesses from the pattern."""

    def test_he_undoes_hiding_and_rounding(self) -> None:
        fours = table("age_category", FOURS)
        seen = published(naive.printed(fours, naive.small_hidden_rest_to_the_five_above))
        told = classes(seen, know([fours], REGISTER).counts)
        assert bounds(seen, told=told)[0, cell("a0", "c0")] == Interval(4, 4)

    @pytest.mark.parametrize("key", range(6))
    def test_four_fours_stay_closed_however_their_total_is_rounded(self, key: int) -> None:
        assert_adds_nothing([table("age_category", FOURS)], secret=bytes([key]) * 16)

    @quickly(25)
    @given(st.data())
    def test_any_table_adds_nothing(self, data: st.DataObject) -> None:
        assert_adds_nothing([table("age_category", data.draw(counts(3, 3)))])

    @quickly(8)
    @given(st.data())
    def test_four_linked_tables_add_nothing(self, data: st.DataObject) -> None:
        assert_adds_nothing(data.draw(linked()))

    @quickly(6)
    @given(st.data())
    def test_two_filters_add_nothing(self, data: st.DataObject) -> None:
        assert_adds_nothing(data.draw(filtered()))


class TestOfWhoKnowsEveryChange:
    """… between releases, but not where it began."""

    def test_he_averages_a_count_that_is_rounded_anew_each_time(self) -> None:
        """By a protector whose chance hangs on the day: 12 prints 10 and 15, and is 11 to 14; then less."""
        windows = [attack.read_rounded(printed) for printed in (10, 15)]
        assert max(each.least for each in windows) == 11
        assert min(each.most for each in windows) == 14

    @quickly(25)
    @given(st.integers(20, 60), st.lists(st.integers(-5, 5), min_size=3, max_size=3))
    def test_five_counts_remain_after_four_releases(self, first: int, changes: list[int]) -> None:
        truth = [first]
        for change in changes:
            truth.append(max(truth[-1] + change, 10))
        days = [
            [table("age_category", [[count, 60, 70], [80, 90, 99]], period=day)]
            for count, day in zip(truth, DAYS, strict=True)
        ]
        seen, told, _ = released(days)
        one = (0, cell("a0", "c0"))
        assert bounds(seen, told=told, targets=[one])[one].width >= 4

    @pytest.mark.parametrize(("before", "after"), [(4, 5), (4, 6), (3, 5), (4, 4), (2, 3)])
    def test_a_child_in_between_does_not_tell_what_was_hidden(
        self, before: int, after: int
    ) -> None:
        days = [
            [table("age_category", [[count, 60, 70], [80, 90, 99]], period=day)]
            for count, day in zip((before, after), DAYS, strict=False)
        ]
        seen, told, _ = released(days)
        first = (0, cell("a0", "c0"))
        found = bounds(seen, told=told, targets=[first])[first]
        assert found.least <= max(0, before - after) + 1
        assert found.most >= 4

    @quickly(15)
    @given(st.data())
    def test_no_hidden_count_is_known_that_he_was_not_told(self, data: st.DataObject) -> None:
        """A child or none in each cell between two days; noughts are printed, and tell him."""
        first = data.draw(counts(3, 3))
        second = [[max(0, each + data.draw(st.integers(-1, 1))) for each in row] for row in first]
        days = [
            [table("age_category", each, period=day)]
            for each, day in zip((first, second), DAYS, strict=False)
        ]
        seen, told, small = released(days)
        found = bounds(seen, told=told, targets=small)
        alone = bounds(seen.without_what_was_rounded(), told=told, targets=small)
        for number, interval in found.items():
            assert interval.width > 0 or alone[number].width == 0, (number, interval)


def cell(age: str, category: str) -> Fact:
    return fact("in_care", DAYS[0], [("age", age), ("category", category)])


def assert_adds_nothing(tables: Sequence[Table], **how: bytes) -> None:
    seen = published(protected(*tables, **how))
    known = know(tables, REGISTER).counts
    hidden = [number for number, printed in seen.printed.items() if printed is None]
    small = [number for number in hidden if 0 < known[number[1]] < 5]
    told = classes(seen, known)
    if not small:
        return
    found = bounds(seen, told=told, targets=small)
    alone = bounds(seen.without_what_was_rounded(), told=told, targets=small)
    assert found == alone


def classes(seen: Published, known: Mapping[Fact, int]) -> list[Told]:
    """Of each number: that it is nought, or under five, or more."""

    def window(count: int) -> tuple[int, int]:
        if count == 0:
            return 0, 0
        return (1, 4) if count < 5 else (5, BIG)

    found = []
    for number in seen.printed:
        least, most = window(known[number[1]])
        found.append(Told(least, {number: 1}, most))
    return found


def released(
    days: Sequence[Sequence[Table]],
) -> tuple[Published, list[Told], list[attack.Number]]:
    """What is published of several days, every change of a number between them, and the hidden ones under five."""
    releases = []
    for tables in days:
        releases.append(protected(*tables, earlier=list(releases)))
    known = [know(tables, REGISTER).counts for tables in days]
    told = []
    for at in range(1, len(days)):
        before = {of_what(one): one for one in known[at - 1]}
        for one, count in known[at].items():
            was = before[of_what(one)]
            change = count - known[at - 1][was]
            told.append(Told(change, {(at, one): 1, (at - 1, was): -1}, change))
    seen = published(*releases)
    small = [
        number
        for number, printed in seen.printed.items()
        if printed is None and 0 < known[number[0]][number[1]] < 5
    ]
    return seen, told, small
