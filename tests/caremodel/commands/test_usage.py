"""Help and wrong usage: an answer in a moment, in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from caremodel.command_line import main

HEAVY = ("django", "numpy", "openpyxl", "polars", "typst")
VERBS = ("sample", "check", "summary", "forecast", "backtest", "distance")


@pytest.mark.parametrize("verb", ["", *VERBS])
@pytest.mark.parametrize(
    "start", ["from alliance.cli import main; arguments = ['care']", "from caremodel.command_line import main; arguments = []"]
)  # fmt: skip
def test_help_imports_nothing_heavy(start: str, verb: str) -> None:
    code = f"""
import sys
{start}
try:
    main([*arguments, *{[verb] if verb else []}, "--help"])
except SystemExit as ended:
    assert ended.code == 0
loaded = [name for name in {HEAVY} if name in sys.modules]
assert not loaded, loaded
assert not any(name.startswith("caremodel.commands") for name in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "DIR"),
        (["check", "x", "--year", "24"], "“24” is no collection year; write the year it ends in, as 2025"),
        (["forecast", "x", "--from", "31/03/2025"], "“31/03/2025” is not a day; write it as 2025-03-31"),
        (["forecast", "x", "--months", "61"], "“61” is not a number of months from 1 to 60"),
        (["backtest", "x", "--months", "12,x"], "“x” is not a number of months"),
        (["sample", "--children", "0", "--out", "x"], "“0” is not a number from 1 up"),
        (["summary", "x", "--only-seeking-asylum", "--exclude-seeking-asylum"], "not allowed with"),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "summary", "forecast", "backtest"])
def test_a_path_that_is_not_there(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "nowhere", "neither"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "nowhere: there is no such file or folder; check the path.",
        "neither: there is no such file or folder; check the path.",
    ]


@pytest.mark.parametrize("verb", ["check", "summary", "forecast", "backtest"])
def test_an_ending_that_cannot_be_written_is_refused_before_any_work(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "nowhere", "--out", "figures.doc"]) == 2
    assert "figures.doc: the ending says in what form it is written" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summary", "nowhere", "--out", str(tmp_path / "no" / "out.xlsx")]) == 2
    assert "make it first" in capsys.readouterr().err


def test_the_words_for_origins_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    import argparse
    import datetime as dt

    from caremodel.command_line import add_commands

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    text = "backtest DIR --origin 2022-03-31 2023-03-31 --origin 2024-03-31 --months 24,12,12"
    arguments = parser.parse_args(text.split())
    assert arguments.origins == [dt.date(year, 3, 31) for year in (2022, 2023, 2024)]
    assert arguments.months == (12, 24)
