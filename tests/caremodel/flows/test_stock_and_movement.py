"""Stock, entries, exits, moves and returns to care, worked by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from caremodel import flows
from caremodel.flows import Located
from caremodel.histories import Histories, stitch
from tests.caremodel.returned import day, returned, row

YEAR = (day("1/4/2021"), day("31/3/2022"))


def histories(*rows: object, **facts: object) -> Histories:
    return stitch([returned(2022, *rows, **facts)])  # type: ignore[arg-type]


class TestStock:
    def test_who_came_on_the_day_is_in_and_who_left_on_it_is_not(self) -> None:
        of = histories("a 1/6/2021 S C2 U6 31/3/2022 E4A", "b 31/3/2022 S C2 U6 - -")
        assert flows.stock(of, day("31/3/2022")) == {(): 1}
        assert flows.stock(of, day("30/3/2022")) == {(): 1}
        assert flows.stock(of, day("31/5/2021")) == {}

    def test_on_the_day_of_a_move_a_child_is_where_the_move_went(self) -> None:
        of = histories("a 1/6/2021 S C2 U6 1/9/2021 X1", "a 1/9/2021 P C2 K2 - -")
        assert flows.stock(of, day("31/8/2021"), ("place",)) == {("U6",): 1}
        assert flows.stock(of, day("1/9/2021"), ("place",)) == {("K2",): 1}

    def test_children_on_short_breaks_are_not_looked_after(self) -> None:
        of = histories("a 1/6/2021 S V3 U6 - -", "b 1/6/2021 S V4 U6 - -", "c 1/6/2021 S V2 U6 - -")
        assert flows.stock(of, YEAR[1]) == {(): 1}
        assert [one.child.id for one in flows.entries(of, *YEAR)] == ["c"]

    def test_short_breaks_that_turn_into_care_are_an_entry_of_that_day(self) -> None:
        of = histories("a 1/6/2021 S V4 U6 1/8/2021 X1", "a 1/8/2021 L C2 U6 - -")
        assert flows.stock(of, day("31/7/2021")) == {}
        assert flows.stock(of, day("1/8/2021")) == {(): 1}
        assert [one.day for one in flows.entries(of, *YEAR)] == [day("1/8/2021")]
        assert flows.exits(of, *YEAR) == []

    def test_ages_are_true_ages_on_the_day(self) -> None:
        of = histories(
            "a 1/6/2021 S C2 U6 - -",
            "b 1/6/2021 S C2 U6 - -",
            header=[{"CHILD": "a", "DOB": day("29/2/2012")}],
        )
        assert flows.stock(of, day("28/2/2022"), ("age",)) == {("5-9",): 1, ("not known",): 1}
        assert flows.stock(of, day("1/3/2022"), ("age",)) == {("10-15",): 1, ("not known",): 1}

    def test_by_any_splits_at_once(self) -> None:
        of = stitch(
            [
                returned(
                    2022,
                    row("a 1/6/2021 S C1 K2 - -", PLACE_PROVIDER="PR4", CIN="N4"),
                    row("b 1/6/2020 S V2 K3 - -", PLACE_PROVIDER="PR1", CIN=None),
                    authority="845",
                    header=[
                        {"CHILD": "a", "SEX": "F", "ETHNIC": "CHNE"},
                        {"CHILD": "b", "SEX": "M", "ETHNIC": "REFU"},
                    ],
                    uasc=[{"CHILD": "b", "DUC": None}],
                )
            ]
        )
        by = (
            "category",
            "place",
            "provision",
            "need",
            "legal",
            "sex",
            "ethnicity",
            "asylum",
            "time",
            "authority",
        )
        assert flows.stock(of, YEAR[1], by) == {
            (
                "residential", "K2", "private", "N4 Family in acute stress", "interim care order",
                "female", "Asian", "others", "6 to 12 months", "845",
            ): 1,
            (
                "supported", "K3", "own", "not known", "accommodated (section 20)",
                "male", "refused or not yet obtained", "unaccompanied, seeking asylum", "1 to 2 years", "845",
            ): 1,
        }  # fmt: skip

    def test_asylum_is_sought_until_the_day_given(self) -> None:
        of = histories("a 1/6/2021 S C2 U6 - -", uasc=[{"CHILD": "a", "DUC": day("1/1/2022")}])
        seeking = {("unaccompanied, seeking asylum",): 1}
        assert flows.stock(of, day("31/12/2021"), ("asylum",)) == seeking
        assert flows.stock(of, day("1/1/2022"), ("asylum",)) == {("others",): 1}

    def test_distance_and_boundary_where_postcodes_can_be_located(self) -> None:
        def locate(home: str | None, place: str | None) -> Located | None:
            if home is None or place is None:
                return None
            return Located(
                20.1 if place == "FAR" else 20.0, "845", "846" if place == "FAR" else "845"
            )

        of = histories(
            row("a 1/6/2021 S C2 U6 - -", HOME_POST="HOME", PL_POST="FAR"),
            row("b 1/6/2021 S C2 U6 - -", HOME_POST="HOME", PL_POST="NEAR"),
            row("c 1/6/2021 S C2 U6 - -", PL_POST="NEAR"),
            row("d 1/6/2021 S C2 U6 - -", HOME_POST="HOME", PL_POST="FAR"),
            uasc=[{"CHILD": "d"}],  # the DfE leaves the distance blank
        )
        assert flows.stock(of, YEAR[1], flows.by_distance(locate)) == {
            ("over 20 miles", "outside home authority"): 1,
            ("up to 20 miles", "in home authority"): 1,
            ("not known", "not known"): 2,
        }

    def test_the_tables_of_distance_leave_out_whoever_seeks_asylum_and_say_so(self) -> None:
        of = histories(
            row("a 1/6/2021 S C2 U6 - -", HOME_POST="HOME", PL_POST="FAR"),
            row("b 1/6/2021 S C2 U6 - -", HOME_POST="HOME", PL_POST="FAR"),
            uasc=[{"CHILD": "b"}],
        )
        made = flows.summary(of, 2022, locate=lambda home, place: Located(20.1, "845", "846"))
        for name in ("distance_and_boundary", "distance_and_category"):
            table = made.table(f"in_care_by_{name}")
            assert table.row_totals == (0, 1)
            assert table.note.startswith("Children seeking asylum are left out")
        assert made.table("in_care_by_age_and_category").total == 2

    def test_a_split_that_there_is_not_says_which_there_are(self) -> None:
        with pytest.raises(ValueError, match="'colour'; choose from age, category"):
            flows.stock(histories("a 1/6/2021 S C2 U6 - -"), YEAR[1], ("colour",))


class TestBalance:
    def test_a_birthday_a_move_a_coming_and_a_leaving(self) -> None:
        of = histories(
            "a 1/6/2020 S C2 U6 1/9/2021 X1",  # moves
            "a 1/9/2021 P C2 K2 - -",
            "b 1/6/2020 S C2 U6 1/9/2021 E4A",  # leaves
            "c 1/5/2021 S C2 U6 - -",  # comes
            "d 1/5/2021 S C2 K2 9/5/2021 E4A",  # comes and leaves
        )
        table = flows.balance(of, *YEAR)
        assert table.columns == ("at start", "came", "left", "changed to", "changed from", "at end")
        assert dict(zip(table.rows, table.counts, strict=True)) == {
            "fostering": (2, 1, 1, 0, 1, 1),
            "residential": (0, 1, 1, 1, 0, 1),
            "supported": (0, 0, 0, 0, 0, 0),
            "other": (0, 0, 0, 0, 0, 0),
        }
        assert not table.columns_add


class TestMoves:
    def test_from_where_to_where_and_why(self) -> None:
        of = histories(
            row("a 1/6/2021 S C2 U6 1/9/2021 X1", REASON_PLACE_CHANGE="CREQB"),
            "a 1/9/2021 P C2 K2 - -",
        )
        (move,) = flows.moves(of, *YEAR)
        assert (move.before.episode.place, move.after.episode.place) == ("U6", "K2")
        assert (move.before.day, move.day) == (day("31/8/2021"), day("1/9/2021"))
        assert (move.reason, move.unplanned) == ("CREQB", True)
        assert flows.moves(of, day("2/9/2021"), YEAR[1]) == []
        assert len(flows.moves(of, day("1/9/2021"), day("1/9/2021"))) == 1

    def test_time_in_hospital_and_back_is_no_move(self) -> None:
        of = histories(
            "a 1/6/2021 S C2 U6 1/9/2021 X1",
            "a 1/9/2021 P C2 T1 9/9/2021 X1",
            "a 9/9/2021 P C2 U6 - -",
        )
        assert flows.moves(of, *YEAR) == []

    def test_what_the_placement_is_called_after_coming_back_is_no_move(self) -> None:
        of = histories(
            row("a 1/5/2021 S C2 U6 1/6/2021 X1", PL_POST="HERE"),
            row("a 1/6/2021 P C2 T3 10/6/2021 X1", PLACE_PROVIDER=None),
            row("a 10/6/2021 P C2 U6 1/9/2021 X1", PL_POST="HERE"),
            row("a 1/9/2021 T C2 U4 - -", PL_POST="HERE"),  # matched: long term from now on
        )
        assert flows.moves(of, *YEAR) == []

    def test_from_hospital_to_elsewhere_is_one_move(self) -> None:
        of = histories(
            "a 1/6/2021 S C2 U6 1/9/2021 X1",
            "a 1/9/2021 P C2 T1 9/9/2021 X1",
            "a 9/9/2021 P C2 K2 - -",
        )
        (move,) = flows.moves(of, *YEAR)
        assert (move.before.episode.place, move.after.episode.place) == ("U6", "K2")
        assert move.day == day("9/9/2021")

    def test_being_placed_for_adoption_with_the_same_carers_is_no_move(self) -> None:
        for code, number in (("A5", 0), ("A3", 0), ("A6", 1), ("A4", 1)):
            of = histories("a 1/6/2021 S E1 U5 1/9/2021 X1", f"a 1/9/2021 P E1 {code} - -")
            assert len(flows.moves(of, *YEAR)) == number

    def test_unless_they_live_elsewhere_and_so_are_others(self) -> None:
        of = histories(
            row("a 1/6/2021 S E1 U5 1/9/2021 X1", PL_POST="RG1 1AA"),
            row("a 1/9/2021 P E1 A5 - -", PL_POST="RG2 2BB"),
        )
        assert len(flows.moves(of, *YEAR)) == 1


class TestComingBack:
    ROWS = ("a 1/6/2021 S C2 U6 1/9/2021 E4A", "a 1/10/2021 S C2 K2 - -", "b 1/6/2021 S C2 U6 - -")

    def test_how_soon_and_what_it_was_left_for(self) -> None:
        (back,) = flows.reentries(histories(*self.ROWS), *YEAR)
        assert (back.standing.child.id, back.away, back.left_by) == ("a", 30, "E4A")

    def test_within_days(self) -> None:
        assert len(flows.reentries(histories(*self.ROWS), *YEAR, within=30)) == 1
        assert flows.reentries(histories(*self.ROWS), *YEAR, within=29) == []

    def test_short_breaks_before_are_no_care_to_come_back_to(self) -> None:
        of = histories("a 1/6/2021 S V4 U6 1/9/2021 E4A", "a 1/10/2021 S C2 K2 - -")
        assert flows.reentries(of, *YEAR) == []


def test_exits_by_reason_stand_on_the_last_day_in_care() -> None:
    of = histories(
        "a 1/6/2021 S C2 U6 1/9/2021 E17",
        "b 1/6/2021 S C2 K2 1/9/2021 E4A",
        header=[{"CHILD": "a", "DOB": day("1/9/2003")}],
    )
    left = flows.exits(of, *YEAR)
    assert Counter((one.period.rec, one.episode.place, one.day) for one in left) == {
        ("E17", "U6", day("31/8/2021")): 1,
        ("E4A", "K2", day("31/8/2021")): 1,
    }
    assert flows.SPLITS["age"].of(left[0]) == "16-17"
