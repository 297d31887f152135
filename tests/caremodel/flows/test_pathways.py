"""Ways through care, steps up and down, rates."""

from __future__ import annotations

import pytest

from caremodel import flows
from caremodel.histories import stitch
from tests.caremodel.returned import day, returned

YEAR = (day("1/4/2021"), day("31/3/2022"))


def test_a_pathway_is_the_kinds_one_after_another() -> None:
    histories = stitch(
        [
            returned(
                2022,
                "a 1/4/2021 S C2 U6 1/5/2021 X1",
                "a 1/5/2021 P C2 U3 1/6/2021 X1",  # the same kind goes on
                "a 1/6/2021 P C2 K2 1/7/2021 X1",
                "a 1/7/2021 P C2 T1 3/7/2021 X1",  # hospital is not on the way
                "a 3/7/2021 P C2 K2 1/8/2021 X1",
                "a 1/8/2021 P C2 U6 1/9/2021 E4A",
                "b 1/4/2021 S C2 U6 1/5/2021 E4A",
                "c 1/4/2021 S C2 U6 - -",  # not over
            )
        ]
    )
    assert flows.pathways(histories, *YEAR) == {
        ("fostering", "residential", "fostering"): 1,
        ("fostering",): 1,
    }
    assert flows.pathways(histories, *YEAR, longest=2) == {
        ("fostering", "residential", "…"): 1,
        ("fostering",): 1,
    }


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("U6", "K2", "up"),
        ("K2", "K1", "up"),
        ("K2", "U6", "down"),
        ("K2", "K3", "down"),
        ("U6", "P1", "down"),
        ("U3", "U6", "level"),
        ("U6", "Z1", "not compared"),
    ],
)
def test_steps_on_the_scale_of_care(before: str, after: str, direction: str) -> None:
    histories = stitch(
        [returned(2022, f"a 1/4/2021 S C2 {before} 1/5/2021 X1", f"a 1/5/2021 P C2 {after} - -")]
    )
    (step,) = flows.steps(histories, *YEAR)
    assert step.direction == direction
    assert len(flows.steps_across(histories, *YEAR)) == ((before, after) == ("K2", "U6"))


def test_a_scale_of_one_s_own() -> None:
    histories = stitch([returned(2022, "a 1/4/2021 S C2 U3 1/5/2021 X1", "a 1/5/2021 P C2 U6 - -")])
    (step,) = flows.steps(histories, *YEAR, scale={"U3": 1, "U6": 2})
    assert step.direction == "up"


class TestRates:
    def test_per_10_000_children_with_the_limits_of_chance(self) -> None:
        # England, 31 March 2024: 83,630 of about 11.97 million is 70 (DfE).
        rate = flows.rate(50, 10_000)
        assert rate.rate == 50
        # Byar's limits of 50: 37.1 and 65.9, as tables of them print.
        assert (rate.low, rate.high) == (
            pytest.approx(37.11, abs=0.01),
            pytest.approx(65.92, abs=0.01),
        )

    def test_of_none_the_upper_limit_still_says_something(self) -> None:
        rate = flows.rate(0, 10_000)
        assert (rate.rate, rate.low) == (0, 0)
        assert 3.6 < rate.high < 3.8

    def test_without_a_population_there_is_no_rate(self) -> None:
        with pytest.raises(ValueError, match="population above 0"):
            flows.rate(5, 0)
        assert list(flows.rates({"a": 5}, {"a": 1000, "b": 0})) == ["a"]
