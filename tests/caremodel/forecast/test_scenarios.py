"""Scenarios: each does what its sentence says, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from caremodel.forecast import (
    ALL,
    EarlyHelp,
    EntryChange,
    Forecast,
    Places,
    RateChange,
    Scenario,
    ScenarioFault,
    StepAcross,
    forecast,
)
from caremodel.histories import Histories

from .simulator import UNTIL, known_rates

YEAR_ON = dt.date(2025, 3, 31)


@pytest.fixture(scope="module")
def authority() -> Histories:
    return known_rates(2, leaving=0.03, to_residential=0.02)


@pytest.fixture(scope="module")
def base(authority: Histories) -> Forecast:
    return forecast(authority, start=UNTIL, months=12)


def run(authority: Histories, *changes: object) -> Forecast:
    return forecast(authority, start=UNTIL, months=12, scenario=Scenario(changes))  # type: ignore[arg-type]


def mean(found: Forecast, category: str = ALL, day: dt.date = YEAR_ON, age: str = ALL) -> float:
    return next(
        row.mean
        for row in found.rows
        if (row.date, row.age_band, row.category) == (day, age, category)
    )


def change(found: Forecast, category: str = ALL, day: dt.date = YEAR_ON, age: str = ALL) -> float:
    return next(
        row.mean
        for row in found.differences
        if (row.date, row.age_band, row.category) == (day, age, category)
    )


def test_a_scenario_of_nothing_changes_nothing(authority: Histories, base: Forecast) -> None:
    found = run(authority)
    assert found.rows == base.rows
    assert all(one.mean == one.lo95 == one.hi95 == 0 for one in found.differences)


def test_early_help_averts_its_share_of_entries(authority: Histories, base: Forecast) -> None:
    """20 a month come in and 3 % leave in each: a quarter averted is 5 a month, Σ 5 · 0.97^k over 12 months."""
    found = run(authority, EarlyHelp(0.25))
    by_hand = -sum(5 * 0.97**k for k in range(12))
    assert change(found) == pytest.approx(by_hand, rel=0.06)
    assert mean(found) == pytest.approx(mean(base) + change(found), abs=0.1)


def test_a_change_begins_on_its_day(authority: Histories, base: Forecast) -> None:
    found = run(authority, EntryChange(2.0, since=dt.date(2024, 10, 1)))
    assert change(found, day=dt.date(2024, 9, 30)) == 0
    assert change(found, day=dt.date(2024, 10, 31)) == pytest.approx(20, rel=0.06)


def test_entries_of_one_age_alone(authority: Histories) -> None:
    found = run(authority, EntryChange(0.0, ages=("1-4",)))
    assert change(found, age="1-4") < -10
    assert change(found, age="10-15") == 0


def test_leaving_twice_as_often(authority: Histories) -> None:
    found = run(authority, RateChange(2.0, to="left"))
    assert change(found) < -60
    slower = run(authority, RateChange(0.5, to="left"))
    assert change(slower) > 30


def test_a_rate_between_two_categories_moves_children_and_loses_none(authority: Histories) -> None:
    found = run(authority, RateChange(0.0, from_category="fostering", to="residential"))
    assert change(found, "residential") < -20
    assert change(found, "fostering") == pytest.approx(-change(found, "residential"), rel=0.15)
    assert abs(change(found)) < 4


def test_a_rate_cannot_send_more_than_there_are(authority: Histories) -> None:
    found = run(authority, RateChange(500.0, from_category="fostering", to="residential"))
    assert mean(found, "fostering") < 60
    assert all(row.mean >= 0 for row in found.rows)


def test_opened_places_fill_and_stay_full(authority: Histories) -> None:
    found = run(authority, Places("supported", 12, drawing_from=("residential",), months_to_fill=3))
    steps = [change(found, "supported", day) for day in sorted({row.date for row in found.rows})]
    assert steps[:3] == pytest.approx([4, 8, 12], abs=0.3)
    assert steps[-1] == pytest.approx(12, abs=0.5)
    assert change(found, "residential") < -9
    assert abs(change(found)) < 2


def test_places_cannot_draw_more_than_are_there(authority: Histories, base: Forecast) -> None:
    found = run(
        authority,
        Places(
            "supported", 10_000, drawing_from=("residential",), ages=("10-15",), months_to_fill=1
        ),
    )
    assert mean(found, "residential", age="10-15") == pytest.approx(0, abs=1.5)
    assert mean(found) == pytest.approx(mean(base), abs=4)


def test_stepping_across_moves_a_defined_group(authority: Histories) -> None:
    found = run(authority, StepAcross(0.05, ages=("10-15",), stable_a_year=0.64))
    assert change(found, "residential") < -5
    assert change(found, "fostering") == pytest.approx(-change(found, "residential"), rel=0.1)
    assert change(found, "residential", age="<1") == 0


def test_a_programme_that_holds_fewer_does_less(authority: Histories) -> None:
    firm = run(authority, StepAcross(0.05, stable_a_year=0.9))
    shaky = run(authority, StepAcross(0.05, stable_a_year=0.3))
    assert change(firm, "residential") < change(shaky, "residential") < 0


def test_a_difference_is_surer_than_the_forecasts_it_lies_between(authority: Histories) -> None:
    """Common random numbers: the doubt that both share falls away."""
    found = run(authority, EarlyHelp(0.1))
    total = next(
        row for row in found.rows if row.date == YEAR_ON and row.age_band == row.category == ALL
    )
    one = next(
        row
        for row in found.differences
        if row.date == YEAR_ON and row.age_band == row.category == ALL
    )
    assert one.hi95 - one.lo95 < 0.5 * (total.hi95 - total.lo95)
    assert one.lo95 < one.mean < one.hi95 < 0


def test_each_change_says_what_it_takes_for_granted(authority: Histories) -> None:
    found = run(authority, StepAcross(0.05), EarlyHelp(0.1, since=dt.date(2024, 7, 1)))
    assert found.assumes[0].endswith("foster homes for them are found.")
    assert "From 1 July 2024, early help averts 10% of entries" in found.assumes[1]
    assert set(found.as_json()) >= {"assumes", "differences"}


def test_every_fault_of_a_scenario_is_said_at_once() -> None:
    with pytest.raises(ScenarioFault) as fault:
        Scenario(
            (
                EarlyHelp(1.5),
                RateChange(-1, from_category="foster"),
                Places("residential", 3, drawing_from=("residential",)),
                StepAcross(0.1, ages=("11",)),
            )
        )
    said = str(fault.value)
    for part in (
        "share must be between 0 and 1",
        "factor must not be negative",
        "foster",
        "a category other than",
        "11",
    ):
        assert part in said
