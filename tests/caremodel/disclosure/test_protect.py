"""What is hidden, what is rounded, what stays as it was printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel.disclosure import REGISTER as FLOWS
from caremodel.disclosure import Ledger, protect
from caremodel.disclosure.facts import fact
from caremodel.disclosure.rounding import chance, room, rounded
from tests.caremodel.disclosure.shapes import REGISTER, SECRET, protected, table

BIG = [[100, 200, 300], [400, 500, 600]]


def test_large_counts_are_rounded_to_fives_and_none_is_hidden() -> None:
    of_it = table("age_category", [[101, 203], [57, 38]])
    (made,) = protected(of_it).tables
    numbers = [*sum(made.cells, ()), *made.row_totals, *made.column_totals, made.total]
    truths = [101, 203, 57, 38, 304, 95, 158, 241, 399]
    for number, truth in zip(numbers, truths, strict=True):
        assert number is not None
        assert number % 5 == 0
        assert abs(number - truth) < 5


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_one_to_four_is_hidden_and_so_is_a_second_of_its_row_and_column(count: int) -> None:
    (made,) = protected(table("age_category", [[count, 60, 70], [80, 90, 99]])).tables
    assert made.cells[0][:2] == (None, None)
    assert made.cells[1][:2] == (None, None)
    assert None not in (made.cells[0][2], made.cells[1][2], *made.row_totals, made.total)


def test_five_is_shown_and_so_is_nought() -> None:
    (made,) = protected(table("age_category", [[5, 0], [0, 5]])).tables
    assert made.cells == ((5, 0), (0, 5))


def test_a_line_of_under_five_is_hidden_with_its_noughts() -> None:
    release = protected(table("age_category", [[0, 3, 0], [40, 50, 60]]))
    (made,) = release.tables
    assert made.cells[0] == (None, None, None)
    assert made.row_totals[0] is None
    assert {hidden.why for hidden in release.account} >= {"under 5", "in a line of under 5"}


def test_the_account_says_why_each_is_hidden() -> None:
    release = protected(table("age_category", [[3, 60, 70], [80, 90, 99]]))
    why = {dict(hidden.fact.so).get("category", ""): hidden.why for hidden in release.account[:1]}
    assert why == {"c0": "under 5"}
    assert [hidden.why for hidden in release.account[1:]] == ["beside one under 5"] * 3


def test_the_same_number_is_printed_alike_in_every_table() -> None:
    release = protected(
        table("age_category", [[12, 11], [33, 9]]), table("legal_age", [[20, 40], [3, 2]])
    )
    by_age, by_legal = release.tables
    assert by_age.row_totals == by_legal.column_totals
    assert by_age.total == by_legal.total


def test_the_last_day_of_a_row_of_days_is_the_total_of_that_day() -> None:
    over_years = replace(
        table("over_years", [[30, 42], [47, 58]]), rows=("31 March 2024", "31 March 2025")
    )
    release = protected(over_years, table("age_category", [[40, 8], [7, 50]]))
    assert release.tables[0].cells[1] == release.tables[1].column_totals
    assert release.tables[0].column_totals == ()
    assert release.tables[0].total is None


def test_another_secret_rounds_otherwise() -> None:
    of_it = [table("age_category", [[11, 12, 13], [14, 16, 17], [18, 19, 21]])]
    made = {
        protect(of_it, secret=bytes([each]) * 16, register=REGISTER).tables for each in range(5)
    }
    assert len(made) > 1


def test_nothing_but_fives_leaves_no_share_or_mean_that_gives_a_count_back() -> None:
    """A share of a tenth of a per cent beside a total of some twenty tells the count: 13.0 % is 3 of 23."""
    release = protected(
        table("age_category", [[3, 20], [30, 41]]), table("legal_age", [[3, 41], [20, 30]])
    )
    for made in release.tables:
        numbers = [*sum(made.cells, ()), *made.row_totals, *made.column_totals, made.total]
        assert {type(each) for each in numbers} <= {int, type(None)}
        assert all(each is None or each % 5 == 0 for each in numbers)


def test_printing_a_release_shows_no_account() -> None:
    release = protected(table("age_category", [[3, 60, 70], [80, 90, 99]]))
    assert release.account[0].why == "under 5"
    assert "under 5" not in repr(release)
    assert "account" not in repr(release)


def test_which_is_hidden_beside_a_small_one_is_not_always_the_smallest() -> None:
    """Else it would be known to be no greater than any that is shown."""
    of_it = [table("age_category", [[3, 40, 41, 42, 43], [99, 90, 91, 92, 93]])]
    beside = set()
    for key in range(8):
        (made,) = protect(of_it, secret=bytes([key]) * 16, register=REGISTER).tables
        beside |= {at for at, shown in enumerate(made.cells[0]) if shown is None}
    assert len(beside) > 2


def test_what_is_printed_reads_as_text() -> None:
    (made,) = protected(table("age_category", [[3, 60], [80, 90]])).tables
    rows = made.printed()
    assert rows[0] == ["Row", "c0", "c1", "All"]
    assert rows[1][:3] == ["a0", "c", "c"]
    assert rows[3][0] == "All"


class TestRounding:
    one = fact("in_care", "31 March 2025", [("age", "5-9")])

    @given(st.integers(0, 1000))
    def test_goes_to_the_five_below_or_above(self, count: int) -> None:
        made = rounded(count, SECRET, self.one)
        assert made % 5 == 0
        assert abs(made - count) < 5
        if count % 5 == 0:
            assert made == count

    @given(st.integers(0, 1000))
    def test_of_more_is_never_less(self, count: int) -> None:
        assert rounded(count, SECRET, self.one) <= rounded(count + 1, SECRET, self.one)

    def test_is_right_on_average(self) -> None:
        facts = [fact("in_care", "a day", [("age", str(each))]) for each in range(4000)]
        made = [rounded(12, SECRET, one) for one in facts]
        assert set(made) == {10, 15}
        assert abs(sum(made) / len(made) - 12) < 0.15  # four standard errors

    def test_hangs_on_the_secret_and_on_what_is_counted(self) -> None:
        other = fact("in_care", "31 March 2025", [("age", "10-15")])
        assert chance(SECRET, self.one) == chance(SECRET, self.one)
        assert len({chance(SECRET, self.one), chance(SECRET, other), chance(b"x", self.one)}) == 3

    def test_is_the_same_on_any_day(self) -> None:
        later = self.one._replace(period="30 June 2031")
        assert [rounded(each, SECRET, later) for each in range(30)] == [
            rounded(each, SECRET, self.one) for each in range(30)
        ]

    def test_leaves_room(self) -> None:
        assert room(7, 5) == (2, 2)  # a five is 5 to 9
        assert room(7, 10) == (7, 1)  # a ten is 6 to 14
        assert room(0, 0) == (0, 0)
        assert room(3, None).less == 3


class TestRefusals:
    def test_a_table_that_is_not_in_the_register(self) -> None:
        other = replace(table("age_category", BIG), name="girls_of_nine_by_school")
        with pytest.raises(ValueError, match="not in the register of tables that may leave"):
            protected(other)

    def test_tables_that_do_not_agree(self) -> None:
        with pytest.raises(ValueError, match="must be of the same children"):
            protected(table("age_category", [[10, 20]]), table("legal_age", [[31], [0]]))

    def test_a_short_secret(self) -> None:
        with pytest.raises(ValueError, match="at least 16 bytes"):
            protect([], secret=b"short")

    def test_a_count_below_nought(self) -> None:
        with pytest.raises(ValueError, match="below nought"):
            protected(table("age_category", [[-1, 5]]))


class TestReleases:
    def test_what_was_printed_stays_whatever_the_counts_are_now(self) -> None:
        first = protected(table("age_category", [[4, 60], [70, 80]]))
        second = protected(table("age_category", [[25, 3], [70, 80]]), earlier=[first])
        assert second.tables == first.tables
        assert len(second.kept) == 9
        assert second.account == ()

    def test_a_number_more_of_a_day_that_is_out_is_refused(self) -> None:
        first = protected(table("age_category", [[40, 60], [70, 80]]))
        with pytest.raises(ValueError, match="“in_care” of 31 March 2025 has been published"):
            protected(table("legal_age", [[100, 150]]), earlier=[first])

    def test_another_day_is_printed_for_itself(self) -> None:
        first = protected(table("age_category", [[20, 60], [70, 80]]))
        later = protected(
            table("age_category", [[23, 60], [70, 80]], period="31 March 2026"), earlier=[first]
        )
        assert later.kept == ()

    @pytest.mark.parametrize(
        ("before", "after", "hidden"), [(4, 5, True), (4, 6, True), (4, 7, False), (9, 5, False)]
    )
    def test_a_count_that_rose_by_a_child_or_two_from_under_five_stays_hidden(
        self, before: int, after: int, hidden: bool
    ) -> None:
        first = protected(table("age_category", [[before, 60], [70, 80]]))
        later = table("age_category", [[after, 60], [70, 80]], period="31 March 2026")
        (made,) = protected(later, earlier=[first]).tables
        assert (made.cells[0][0] is None) is hidden

    def test_so_it_does_where_both_days_are_in_one_table(self) -> None:
        over_years = replace(
            table("over_years", [[4, 42], [5, 58]]), rows=("31 March 2024", "31 March 2025")
        )
        (made,) = protected(over_years).tables
        assert made.cells[1][0] is None

    def test_the_ledger_says_first_that_it_is_confidential(self) -> None:
        text = Ledger({}, "936").to_json()
        assert text.splitlines()[0].startswith('{"notice": "CONFIDENTIAL.')
        assert Ledger.from_json(text).authority == "936"

    def test_a_ledger_from_before_it_did_is_read(self) -> None:
        ledger = Ledger.from_json('[["in_care", "31 March 2025", [["age", "<1"]], null]]')
        assert ledger.shown == {fact("in_care", "31 March 2025", [("age", "<1")]): None}

    def test_the_ledger_is_kept_as_text(self) -> None:
        first = protected(table("age_category", [[4, 60], [70, 0]]))
        again = Ledger.from_json(first.ledger.to_json())
        assert again == first.ledger
        after = table("age_category", [[5, 61], [70, 0]])
        kept = protect([after], secret=SECRET, earlier=[again], register=REGISTER)
        assert kept.tables == first.tables


def test_the_register_names_no_table_twice_and_holds_the_stock() -> None:
    assert FLOWS["in_care_by_age_and_category"].population == "in_care"
    assert FLOWS["in_care_by_number_of_placements_and_age"].rows == "number_of_placements"
    assert "balance_by_category" not in FLOWS
