"""The DfE's two indicators of stability, worked by hand."""

from __future__ import annotations

import pytest

from caremodel import flows
from caremodel.flows import Share
from caremodel.histories import Histories, stitch
from tests.caremodel.returned import day, returned


def histories(*rows: str, born: str = "1/6/2012") -> Histories:
    children = sorted({text.split()[0] for text in rows})
    header = [{"CHILD": child, "DOB": day(born)} for child in children]
    return stitch([returned(2022, *rows, header=header)])


def number(*rows: str) -> int:
    ((_, placements),) = flows.placements_in_year(histories(*rows), 2022)
    return placements


class TestManyPlacements:
    def test_the_one_open_on_1_april_and_the_one_open_on_31_march_count(self) -> None:
        assert number(
            "a 1/6/2020 S C2 U6 1/5/2021 X1", "a 1/5/2021 P C2 K2 1/6/2021 X1", "a 1/6/2021 P C2 U6 - -"
        ) == 3  # fmt: skip

    def test_one_that_ended_before_the_year_does_not(self) -> None:
        assert number("a 1/6/2020 S C2 U6 31/3/2021 X1", "a 31/3/2021 P C2 K2 - -") == 1

    def test_placements_of_an_earlier_period_in_the_year_count(self) -> None:
        assert number("a 1/6/2020 S C2 U6 1/5/2021 E4A", "a 1/9/2021 S C2 K2 - -") == 2

    @pytest.mark.parametrize("rne", ["L", "T", "U"])
    def test_a_change_of_status_is_no_placement(self, rne: str) -> None:
        assert number("a 1/6/2020 S C2 U6 1/5/2021 X1", f"a 1/5/2021 {rne} C2 U4 - -") == 1

    def test_time_away_is_none(self) -> None:
        assert number(
            "a 1/6/2020 S C2 U6 1/5/2021 X1", "a 1/5/2021 P C2 T1 5/5/2021 X1", "a 5/5/2021 P C2 U6 - -"
        ) == 1  # fmt: skip

    def test_the_share_is_of_children_in_care_on_31_march(self) -> None:
        of = histories(
            "a 1/6/2020 S C2 U6 1/5/2021 X1",
            "a 1/5/2021 P C2 K2 1/6/2021 X1",
            "a 1/6/2021 P C2 U6 - -",
            "b 1/6/2020 S C2 U6 - -",
            "c 1/6/2020 S C2 U6 1/3/2022 E4A",
            "d 1/6/2020 S V4 U6 - -",
        )
        assert flows.many_placements(of, 2022) == Share(1, 2)
        assert flows.many_placements(of, 2022).percent == 50


class TestSamePlacement:
    @pytest.mark.parametrize(
        ("came", "placed", "share"),
        [
            ("30/9/2019", "31/3/2020", Share(1, 1)),
            ("30/9/2019", "1/4/2020", Share(0, 1)),
            ("1/10/2019", "31/3/2020", Share(0, 0)),  # 2½ years less a day
        ],
    )
    def test_two_years_of_two_and_a_half(self, came: str, placed: str, share: Share) -> None:
        of = histories(f"a {came} S C2 U6 {placed} X1", f"a {placed} P C2 K2 - -")
        assert flows.same_placement(of, 2022) == share

    def test_only_of_those_under_16_on_31_march(self) -> None:
        for born, of in (("31/3/2006", 0), ("1/4/2006", 1)):
            assert (
                flows.same_placement(histories("a 1/9/2010 S C2 U6 - -", born=born), 2022).of == of
            )

    def test_adoption_counts_with_the_placement_before_it(self) -> None:
        for code, share in (("A6", Share(1, 1)), ("U6", Share(0, 1))):
            of = histories("a 1/9/2018 S C2 U4 1/9/2021 X1", f"a 1/9/2021 P E1 {code} - -")
            assert flows.same_placement(of, 2022) == share

    def test_of_nobody_there_is_no_percentage(self) -> None:
        assert Share(0, 0).percent is None
