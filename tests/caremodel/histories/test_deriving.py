"""Placements and periods of care: what is a move, and what is not."""

from __future__ import annotations

import pytest

from caremodel.histories import Period, stitch
from tests.caremodel.histories.test_stitch import child
from tests.caremodel.returned import day, returned, row

TWO = ("a 1/6/2021 S C2 U6 1/8/2021 X1", "a 1/8/2021 {rne} C2 U4 - -")


def periods(*rows: object, year: int = 2022) -> tuple[Period, ...]:
    return child(stitch([returned(year, *rows)])).periods  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rne", "number"),
    [("L", 1), ("T", 1), ("U", 1), ("P", 2), ("B", 2)],
)
def test_rne_says_whether_the_child_moved(rne: str, number: int) -> None:
    (period,) = periods(TWO[0], TWO[1].format(rne=rne))
    assert len(period.placements) == number


def test_a_placement_bears_the_code_it_has_now() -> None:
    (period,) = periods(TWO[0], TWO[1].format(rne="T"))
    (placement,) = period.placements
    assert (placement.place, placement.began, placement.ended) == ("U4", day("1/6/2021"), None)
    assert [one.place for one in placement.episodes] == ["U6", "U4"]
    assert placement.category == "fostering"


def test_a_period_runs_from_coming_in_to_leaving_over_all_its_placements() -> None:
    first, second = periods(
        "a 1/6/2021 S V2 U6 1/7/2021 X1",
        "a 1/7/2021 L C1 U6 1/8/2021 X1",
        "a 1/8/2021 B C2 K2 1/9/2021 E4A",
        "a 1/12/2021 S V2 U6 - -",
    )
    assert (first.began, first.ended, first.rec) == (day("1/6/2021"), day("1/9/2021"), "E4A")
    assert [len(one.episodes) for one in first.placements] == [2, 1]
    assert (second.began, second.ended, second.rec) == (day("1/12/2021"), None, None)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({"PL_POST": "RG1 1AA"}, {"PL_POST": "RG1 1AA"}, False),
        ({"PL_POST": "RG1 1AA"}, {"PL_POST": "RG2 2BB"}, True),
        ({"PL_POST": "RG1 1AA", "URN": "SC1"}, {"PL_POST": "RG2 2BB", "URN": "SC1"}, True),
        ({"URN": "SC1"}, {"URN": "SC1"}, False),
        ({"URN": "SC1"}, {"URN": "SC2"}, True),
        ({}, {"URN": "SC1"}, False),  # not registered before, and no postcodes: the day tells
        ({}, {"PLACE_PROVIDER": "PR4"}, True),
    ],
)
@pytest.mark.parametrize("code", ["H5", "P2"])
def test_supported_accommodation_renamed_in_october_2023_is_no_move(
    code: str, before: dict[str, str], after: dict[str, str], moved: bool
) -> None:
    (period,) = periods(
        row(f"a 1/6/2023 S C2 {code} 28/10/2023 X1", **before),
        row("a 28/10/2023 P C2 K3 - -", **after),
        year=2024,
    )
    assert len(period.placements) == 1 + moved


def test_renamed_later_only_where_postcode_or_urn_say_it_is_one_place() -> None:
    for facts, moved in (({}, True), ({"PL_POST": "RG1 1AA"}, False)):
        (period,) = periods(
            row("a 1/6/2023 S C2 H5 5/11/2023 X1", **facts),
            row("a 5/11/2023 P C2 K3 - -", **facts),
            year=2024,
        )
        assert len(period.placements) == 1 + moved


def test_k2_to_k3_at_one_postcode_is_a_move() -> None:
    (period,) = periods(
        row("a 1/6/2023 S C2 K2 28/10/2023 X1", PL_POST="RG1 1AA"),
        row("a 28/10/2023 P C2 K3 - -", PL_POST="RG1 1AA"),
        year=2024,
    )
    assert len(period.placements) == 2


@pytest.mark.parametrize("rne", ["S", "-", "X"])
def test_where_rne_cannot_be_right_the_place_tells(rne: str) -> None:
    (same,) = periods(TWO[0], f"a 1/8/2021 {rne} C1 U6 - -")
    (other,) = periods(TWO[0], f"a 1/8/2021 {rne} C1 K2 - -")
    assert (len(same.placements), len(other.placements)) == (1, 2)


class TestShortBreaks:
    def test_they_are_a_period_that_counts_nowhere(self) -> None:
        (period,) = periods("a 1/6/2021 S V4 U6 - -")
        assert period.respite

    def test_where_care_follows_on_them_it_is_a_period_of_its_own(self) -> None:
        breaks, care = periods("a 1/6/2021 S V4 U6 1/8/2021 X1", "a 1/8/2021 L C2 U6 - -")
        assert (breaks.respite, breaks.rec, breaks.ended) == (True, "X1", day("1/8/2021"))
        assert (care.respite, care.began) == (False, day("1/8/2021"))
