"""The forecast: children in care at month ends, by age and placement type, child by child, with stated doubt.

`docs/care/forecast.md` has the model in formulas. Only what is here is for others; numpy is imported when
a forecast is run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..histories import Histories
from .model import ALL, LEVELS, Backtest, Difference, Errors, Forecast, Row
from .scenario import (
    EarlyHelp,
    EntryChange,
    Places,
    RateChange,
    Scenario,
    ScenarioFault,
    StepAcross,
)

__all__ = [
    "ALL",
    "LEVELS",
    "Backtest",
    "Difference",
    "EarlyHelp",
    "EntryChange",
    "Errors",
    "Forecast",
    "Places",
    "RateChange",
    "Row",
    "Scenario",
    "ScenarioFault",
    "StepAcross",
    "backtest",
    "forecast",
]

DRAWS = 64
"""Draws of all rates: enough for the ranges to move by less than a child or two with another seed."""


def forecast(
    histories: Histories,
    *,
    start: dt.date,
    months: int,
    scenario: Scenario | None = None,
    authority: str | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> Forecast:
    """Children in care at the ends of the `months` months after `start`, by age band and category.

    Only what was known on `start` is used: later episodes are dropped, later ends opened again.
    `authority`: forecast that one alone; the others in `histories` strengthen its rates. Without it, all
    are forecast together. The same arguments give the same rows. Raises ValueError for months below 1.
    """
    from .forecasting import forecast as run

    return run(
        histories,
        start=start,
        months=months,
        scenario=scenario,
        authority=authority,
        draws=draws,
        seed=seed,
    )


def backtest(
    histories: Histories,
    *,
    origins: Sequence[dt.date],
    months: Sequence[int],
    draws: int = DRAWS,
    seed: int = 1,
) -> Backtest:
    """What the forecast would have said on each of `origins`, so many `months` ahead, against what came.

    Errors beside "same as today", coverage and width of the ranges, and a verdict. Horizons after the last
    day known are left out, and `notes` say so. Raises ValueError without origins or horizons.
    """
    from .backtesting import backtest as run

    return run(histories, origins=origins, months=months, draws=draws, seed=seed)
