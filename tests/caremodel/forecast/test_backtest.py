"""The back-test: errors by hand, beside "same as today", and a verdict that owns up."""

from __future__ import annotations

import datetime as dt

import pytest

from caremodel.forecast import LEVELS, backtest, forecast
from caremodel.forecast.backtesting import _verdict
from caremodel.forecast.model import Errors

from .simulator import child, episode, histories, known_rates

DAY = dt.date(2023, 3, 31)


def test_errors_by_hand() -> None:
    """Two children in foster care; one leaves, one comes to residential care.

    Same as today: fostering 2 against 1, residential 0 against 1: 2 of 2 children wrong by category, none in total.
    """
    made = histories(
        child("A", dt.date(2015, 1, 1), [episode(dt.date(2015, 6, 1))]),
        child(
            "B", dt.date(2015, 1, 1), [episode(dt.date(2015, 6, 1), dt.date(2023, 6, 1), rec="E8")]
        ),
        child("C", dt.date(2015, 1, 1), [episode(dt.date(2023, 9, 1), place="K2")]),
    )
    found = {one.level: one for one in backtest(made, origins=[DAY], months=[12]).errors}
    assert found["total"].same_as_today == 0
    assert found["category"].same_as_today == 1
    assert found["cell"].same_as_today == 1
    assert [found[level].groups for level in LEVELS] == [1, 4, 5, 20]
    rows = [
        row for row in forecast(made, start=DAY, months=12).rows if row.date == dt.date(2024, 3, 31)
    ]
    by_category = {row.category: row.mean for row in rows if row.age_band == "all"}
    by_hand = abs(by_category["fostering"] - 1) + abs(by_category["residential"] - 1)
    by_hand += by_category["supported"] + by_category["other"]
    assert found["category"].wape == pytest.approx(by_hand / 2)


def test_origins_are_averaged_and_ranges_are_counted() -> None:
    made = known_rates(3)
    found = backtest(made, origins=[dt.date(2022, 3, 31), DAY], months=[6, 12])
    assert len(found.errors) == 2 * 2 * 4
    assert len(found.means) == 2 * 4
    total = next(one for one in found.means if (one.months, one.level) == (12, "total"))
    assert total.origin is None
    both = [one.wape for one in found.errors if (one.months, one.level) == (12, "total")]
    assert total.wape == pytest.approx(sum(both) / 2)
    for one in found.errors:
        assert 0 <= one.covered50 <= one.covered90 <= one.covered95 <= 1
        assert one.width95 > 0
    assert found.as_json()["errors"][0]["origin"] == "2022-03-31"


def test_what_is_not_yet_known_is_left_out_and_said() -> None:
    found = backtest(known_rates(3), origins=[DAY], months=[12, 24])
    assert {one.months for one in found.errors} == {12}
    assert found.notes == (
        "From 2023-03-31, 24 months ahead is after 2024-03-31, the last day known: left out.",
    )
    nothing = backtest(known_rates(3), origins=[dt.date(2024, 3, 31)], months=[12])
    assert nothing.verdict.startswith("Nothing could be tried")


def test_the_verdict_says_where_the_forecast_is_no_better() -> None:
    def row(level: str, wape: float, same: float) -> Errors:
        return Errors(None, 12, level, 1, wape, same, 0.5, 0.9, 0.95, 0.2)  # type: ignore[arg-type]

    said = _verdict([row("total", 0.033, 0.030), row("cell", 0.09, 0.12)])
    assert said == (
        "At 12 months the forecast was closer than “same as today” for age by placement type (9.0% against 12.0%); "
        "no better than “same as today” for the total (3.3% against 3.0%)."
    )


def test_a_back_test_needs_origins() -> None:
    with pytest.raises(ValueError, match="at least one origin"):
        backtest(known_rates(3), origins=[], months=[12])
