"""Hidden counts are not to be worked out from anything that was published, by anybody who can solve a linear programme.

Of every hidden number the attacker must be left with counts three apart at least; of one under five, with all of 1 to 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel.disclosure import Protected
from caremodel.disclosure.facts import Fact, fact, know
from caremodel.disclosure.protect import WIDTH
from tests.caremodel.disclosure import attack, naive
from tests.caremodel.disclosure.attack import Interval, Told, bounds
from tests.caremodel.disclosure.drawn import counts, filtered, linked, quickly
from tests.caremodel.disclosure.shapes import REGISTER, Table, protected, published, table

DAY = "31 March 2025"


def in_care(**so: str) -> Fact:
    return fact("in_care", DAY, so.items())


def assert_open(releases: Sequence[Protected], truths: Sequence[Sequence[Table]], **how) -> None:
    """The attacker learns of no hidden number more than that it is hidden."""
    found = bounds(published(*releases), **how)
    known = [know(tables, REGISTER).counts for tables in truths]
    for (release, one), interval in found.items():
        count = known[release][one]
        assert interval.width >= WIDTH, (release, one, count, interval)
        if 0 < count < 5:
            assert interval.least <= 1, (release, one, count, interval)
            assert interval.most >= 4, (release, one, count, interval)


class TestTheAttackUndoes:
    """… what does not protect."""

    def test_small_counts_hidden_and_the_rest_exact(self) -> None:
        tables = naive.printed(
            table("age_category", [[3, 20, 30], [40, 50, 60]]), naive.small_hidden_rest_exact
        )
        found = bounds(published(tables), read=attack.read_exact)
        assert found == {(0, in_care(age="a0", category="c0")): Interval(3, 3)}

    def test_small_counts_hidden_and_the_rest_to_the_nearest_five(self) -> None:
        tables = naive.printed(
            table("age_category", [[1, 5], [0, 30]]), naive.small_hidden_rest_to_the_nearest_five
        )
        found = bounds(published(tables), read=attack.read_nearest)
        assert found[0, in_care(age="a0", category="c0")] == Interval(1, 2)

    def test_four_fours_whose_total_rounds_up(self) -> None:
        tables = naive.printed(
            table("age_category", [[4, 4, 4, 4, 4, 3], [30] * 6]),
            naive.small_hidden_rest_to_the_nearest_five,
        )
        found = bounds(published(tables), read=attack.read_nearest)
        hidden = [found[0, in_care(age="a0", category=f"c{at}")] for at in range(6)]
        assert hidden == [Interval(3, 4)] * 6

    def test_rounding_alone(self) -> None:
        tables = naive.printed(
            table("age_category", [[2, 2, 2, 2], [30, 30, 30, 30]]), naive.to_the_nearest_five
        )
        target = (0, in_care(age="a0", category="c0"))
        found = bounds(published(tables), read=attack.read_rounded_only, targets=[target])
        assert found[target] == Interval(2, 2)

    def test_a_filter_that_differs_by_one_child(self) -> None:
        whole = table("age_category", [[30, 20], [40, 50]])
        girls = table("girls", [[1, 20], [40, 50]])  # so that there are 29 boys, and no others
        boys = table("boys", [[29, 0], [0, 0]])
        tables = [
            each
            for one in (whole, girls, boys)
            for each in naive.printed(one, naive.small_hidden_rest_exact)
        ]
        target = (0, in_care(age="a0", category="c0", sex="F"))
        assert bounds(published(tables), read=attack.read_exact)[target] == Interval(1, 1)

    def test_two_releases_of_which_he_knows_that_they_differ_by_one_child(self) -> None:
        before, after = (
            table("age_category", [[4, 20], [30, 40]]),
            table("age_category", [[5, 20], [30, 40]]),
        )
        releases = [
            naive.printed(each, naive.small_hidden_rest_to_the_nearest_five)
            for each in (before, after)
        ]
        cell = in_care(age="a0", category="c0")
        found = bounds(published(*releases), read=attack.read_nearest, told=[one_more(cell)])
        assert found[0, cell] == Interval(4, 4)

    def test_our_own_tables_when_nothing_is_remembered_between_releases(self) -> None:
        before = [table("age_category", [[12, 20], [30, 40]])]
        changes = set()
        for more in range(1, 5):
            after = [table("age_category", [[12 + more, 20], [30, 40]])]
            changes.add(protected(*before).tables == protected(*after).tables)
        assert False in changes


def one_more(one: Fact) -> Told:
    """That a number was one greater, or the same, at the second release."""
    return Told(0, {(1, one): 1, (0, one): -1}, 1)


HOSTILE = {
    "one small cell in a row": [[3, 20, 30], [40, 50, 60]],
    "one small cell in all": [[1, 0, 0], [0, 0, 0], [0, 0, 90]],
    "one small cell beside fives": [[1, 5], [5, 5]],
    "a category without anybody": [[7, 0, 12], [3, 0, 25], [2, 0, 6]],
    "an age of one child": [[1, 0, 0], [20, 30, 40], [50, 0, 6]],
    "all small": [[1, 1], [1, 1]],
    "small counts whose total rounds up": [[4, 4, 4, 4], [30, 30, 30, 30]],
    "ones whose total rounds down": [[1, 1, 1, 1, 1, 1], [9, 9, 9, 9, 9, 9]],
    "small on the diagonal": [[2, 50, 60], [70, 3, 80], [90, 40, 4]],
    "one small cell in each row of one column": [[1, 99], [2, 98], [3, 97], [4, 96]],
    "everybody in one cell": [[4, 0], [0, 0]],
    "nobody": [[0, 0], [0, 0]],
    "one row": [[2, 11, 30]],
    "one column": [[2], [11], [30]],
    "one cell": [[3]],
    "just five and just four": [[5, 4], [4, 5]],
}


class TestOfOneTable:
    @pytest.mark.parametrize("counts", HOSTILE.values(), ids=HOSTILE)
    def test_hostile_patterns_stay_closed(self, counts: list[list[int]]) -> None:
        of_it = table("age_category", counts)
        assert_open([protected(of_it)], [[of_it]])

    @quickly(40)
    @given(st.data())
    def test_any_table_stays_closed(self, data: st.DataObject) -> None:
        of_it = table("age_category", data.draw(counts(4, 4)))
        assert_open([protected(of_it)], [[of_it]])


class TestOfSeveralTables:
    """… of the same children: what one hides, the other must not tell."""

    def test_a_total_of_the_other_table_does_not_tell(self) -> None:
        age_category = table("age_category", [[1, 5], [20, 30]])
        legal_age = table("legal_age", [[6, 0], [0, 50]])
        assert_open([protected(age_category, legal_age)], [[age_category, legal_age]])

    @pytest.mark.parametrize("girls", [1, 2, 4, 5, 28, 29, 30])
    def test_a_filter_that_differs_by_one_child_does_not_tell(self, girls: int) -> None:
        whole = table("age_category", [[30, 20], [40, 50]])
        of_girls = table("girls", [[girls, 20], [40, 50]])
        of_boys = table("boys", [[30 - girls, 0], [0, 0]])
        tables = [whole, of_girls, of_boys]
        assert_open([protected(*tables)], [tables])

    def test_four_linked_tables_stay_closed(self) -> None:
        """One girl of one age in one category, whose legal status is alone too: each table could tell of another."""
        tables = [
            table("age_category", [[1, 12, 8], [9, 0, 21]]),
            table("girls", [[1, 6, 4], [5, 0, 11]]),
            table("boys", [[0, 6, 4], [4, 0, 10]]),
            table("legal_age", [[20, 30], [1, 0]]),
        ]
        assert_open([protected(*tables)], [tables])

    @quickly(8)
    @given(st.data())
    def test_filters_by_sex_and_by_seeking_asylum_stay_closed(self, data: st.DataObject) -> None:
        tables = data.draw(filtered())
        assert_open([protected(*tables)], [tables])

    @quickly(12)
    @given(st.data())
    def test_any_tables_of_the_same_children_stay_closed(self, data: st.DataObject) -> None:
        tables = data.draw(linked())
        assert_open([protected(*tables)], [tables])

    @quickly(12)
    @given(st.data())
    def test_tables_of_which_some_leave_out_the_same_children_stay_closed(
        self, data: st.DataObject
    ) -> None:
        tables = data.draw(some_left_out())
        assert_open([protected(*tables)], [tables])

    def test_whom_a_filter_leaves_out_hides_no_more_than_need_be(self) -> None:
        """Distances leave out six children who seek asylum: nothing of it is small, and nothing is hidden."""
        tables = [
            table("age_category", [[30, 26], [40, 50]]),
            table("asylum_age", [[0, 6], [56, 84]]),
            table("distances", [[40, 20], [25, 55]]),
        ]
        assert protected(*tables).account == ()

    def test_a_few_whom_a_filter_leaves_out_are_not_told(self) -> None:
        """Eleven in a category, of whom nine have a distance: where 11 prints 15 and 9 prints 5, the rest would be 2 to 14."""
        many = 60
        tables = [
            table("age_category", [[11] * many]),
            table("asylum_age", [[2 * many], [9 * many]]),
            table("distances", [[9] * many]),
        ]
        of_it = published(protected(*tables))
        few = [one for one in of_it.rests if any(label[0] == "c" for _, label in one[1].so)]
        assert len(few) == many
        found = bounds(of_it, targets=few, whole=False).values()
        assert all(one.least <= 1 and one.most >= 4 for one in found)


def test_a_region_that_adds_up_exact_counts_undoes_an_authority() -> None:
    """The larger one's own 56, known to itself, off the region's 60 leaves it 2 to 6 of the smaller's hidden 4.

    So `care summary --suppressed` takes one authority at a time, and a region adds up what was published.
    """
    small, large = (
        table("age_category", [[4, 9], [11, 30]]),
        table("age_category", [[56, 61], [72, 83]]),
    )
    (made,) = protected(small).tables
    assert made.cells[0][0] is None
    own = large.counts[0][0]
    region = attack.read_nearest(naive.to_the_nearest_five(small.counts[0][0] + own))
    assert (region.least - own, region.most - own) == (2, 6)


class TestOfReleases:
    def test_no_change_is_to_be_seen_until_the_next_day(self) -> None:
        first = protected(table("age_category", [[4, 20], [30, 40]]))
        for count in range(12):
            after = table("age_category", [[count, 20], [30, 40]])
            assert protected(after, earlier=[first]).tables == first.tables

    def test_who_knows_that_one_child_was_added_learns_nothing_of_hidden_counts(self) -> None:
        before = [table("age_category", [[4, 20], [30, 40]])]
        after = [table("age_category", [[5, 20], [30, 40]])]
        first = protected(*before)
        second = protected(*after, earlier=[first])
        cell = in_care(age="a0", category="c0")
        assert_open([first, second], [before, after], told=[one_more(cell)])

    @quickly(12)
    @given(st.data())
    def test_two_days_stay_closed_to_who_knows_that_they_differ_by_a_child(
        self, data: st.DataObject
    ) -> None:
        """He knows of every number that it is the same, one less or one more; only the rounding is in his way."""
        before = [table("age_category", data.draw(counts(3, 3)))]
        again = replace(before[0], period="31 March 2026")
        releases = [protected(*before)]
        releases.append(protected(again, earlier=releases))
        told = [
            Told(-1, {(1, one._replace(period="31 March 2026")): 1, (0, one): -1}, 1)
            for one in know(before, REGISTER).counts
        ]
        found = bounds(published(*releases), told=told)
        assert all(interval.width >= 1 for interval in found.values())


@st.composite
def some_left_out(draw: st.DrawFn) -> list[Table]:
    """Children by age and category, by whether they seek asylum and age, and by distance and category those who do not."""
    distances = draw(counts(2, 3))
    measured = [sum(column) for column in zip(*distances, strict=True)]
    seeking = [draw(st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 30))) for _ in measured]
    young = [[draw(st.integers(0, count)) for count in of_them] for of_them in (seeking, measured)]
    both = [s + m for s, m in zip(seeking, measured, strict=True)]
    ages = [s + m for s, m in zip(*young, strict=True)]
    return [
        table("age_category", [ages, [b - a for b, a in zip(both, ages, strict=True)]]),
        table(
            "asylum_age",
            [
                [sum(of_them), sum(all_) - sum(of_them)]
                for of_them, all_ in zip(young, (seeking, measured), strict=True)
            ],
        ),
        table("distances", distances),
    ]
