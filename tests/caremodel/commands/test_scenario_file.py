"""Scenarios as people write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from caremodel.commands.refusals import Unreadable
from caremodel.commands.scenario_file import read_scenario
from caremodel.forecast.scenario import EarlyHelp, EntryChange, Places, RateChange, StepAcross

EVERY_CHANGE = """
name = "All of them"

[[rates]]
factor = 1.2
from_category = "residential"
to = "left"

[[entries]]
factor = 0.9
ages = ["10-15", "16-17"]
since = 2026-10-01

[[early_help]]
share = 0.1

[[places]]
category = "fostering"
places = 12
drawing_from = ["residential"]

[[step_across]]
monthly = 0.02
"""


def fault(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "scenario.toml"
    path.write_text(text)
    with pytest.raises(Unreadable) as refused:
        read_scenario(path)
    assert refused.value.exit_code == 2
    return str(refused.value).replace(f"{path}: ", "").splitlines()


def test_every_change_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(EVERY_CHANGE)
    scenario = read_scenario(path)
    assert scenario.name == "All of them"
    assert scenario.changes == (
        RateChange(1.2, "residential", "left"),
        EntryChange(0.9, ages=("10-15", "16-17"), since=dt.date(2026, 10, 1)),
        EarlyHelp(0.1),
        Places("fostering", 12, ("residential",)),
        StepAcross(0.02),
    )


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    assert fault(
        tmp_path,
        """
        [[early_help]]
        shares = 0.1
        since = "2026-04-01"

        [[places]]
        category = "fostering"
        places = 1.5
        drawing_from = "residential"

        [[magic]]
        """,
    ) == [
        "[[early_help]] number 1: shares is not known; known are share, ages, since.",
        "[[early_help]] number 1: share is lacking.",
        "[[early_help]] number 1: since is '2026-04-01'; write a day without quotes, as 2026-04-01.",
        "[[places]] number 1: places is 1.5; write a whole number, as 6.",
        '[[places]] number 1: drawing_from is \'residential\'; write a list of words, as ["10-15", "16-17"].',
        "magic: is no change that is known; write [[rates]], [[entries]], [[early_help]], [[places]], [[step_across]].",
    ]


def test_what_the_forecast_refuses_is_said_with_the_file(tmp_path: Path) -> None:
    (said,) = fault(tmp_path, "[[early_help]]\nshare = 10\n")
    assert "share must be between 0 and 1" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 3\n", "name: is text"),
        ("", "There is no change in it"),
        ("[early_help]\nshare = 0.1\n", "write it with two brackets on each side, [[early_help]]"),
        ("[[early_help]]\nshare = true\n", "write a number"),
        ("share: 0.1", "is not TOML"),
    ],
)
def test_what_is_no_scenario(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(fault(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_scenario(tmp_path / "no.toml")
