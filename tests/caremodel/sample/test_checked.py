"""A good checker finds nothing in a sample but what was planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from caremodel.sample import Settings, make, write

checks = pytest.importorskip("caremodel.checks")
reading = pytest.importorskip("caremodel.reading")


def _returns(folder: Path):
    return reading.read(sorted(path for path in folder.iterdir() if path.is_dir())).returns


@pytest.mark.parametrize(
    ("scenario", "last_year", "seed"), [("stationary", 2021, 1), ("drifting", 2026, 2)]
)
def test_nothing_is_found_in_any_year(
    tmp_path: Path, scenario: str, last_year: int, seed: int
) -> None:
    settings = Settings(scenario=scenario, last_year=last_year)
    made = make(children=500, years=5, seed=seed, settings=settings)
    write(made, tmp_path)
    returns = _returns(tmp_path)
    assert [one.year for one in returns] == list(made.years)
    assert [fault for one in returns for fault in one.faults] == []
    found = [finding for year in made.years for finding in checks.check(returns, year=year)]
    assert [(one.rule, one.year, one.child) for one in found] == []


def test_what_was_planted_is_found(tmp_path: Path) -> None:
    made = make(children=900, years=2, seed=5, settings=Settings(faults=True))
    write(made, tmp_path)
    returns = _returns(tmp_path)
    found = {(one.rule, one.child) for one in checks.check(returns, year=made.years[-1])}
    unfound = [fault for fault in made.faults if (fault.rule, fault.child) not in found]
    assert len(made.faults) >= 34
    assert unfound == []
