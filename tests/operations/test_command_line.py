"""What every command promises: help and refusals at once, in sentences, with the right code."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from alliance.cli import build_parser, commands

ALLIANCE = Path(sys.executable).parent / "alliance"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ALLIANCE, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["--help"], ["setup", "--help"], ["bogus"], []])
def test_help_and_wrong_usage_import_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from alliance import cli\n"
        f"try: cli.main({arguments!r})\n"
        "except SystemExit: pass\n"
        "print(sorted({'django', 'ninja', 'polars', 'pydantic', 'wagtail'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"


def test_help_answers_in_less_than_half_a_second() -> None:
    begun = time.monotonic()
    assert run("--help").returncode == 0
    assert time.monotonic() - begun < 0.5


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bogus"],
        ["demo", "--port", "99999"],
        ["serve", "--workers", "none"],
        ["backup"],
        ["restore"],
    ],
)
def test_wrong_usage_is_two_and_says_so_on_standard_error(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage:" in done.stderr


def test_every_promised_command_is_there() -> None:
    promised = {"demo", "setup", "serve", "worker", "doctor", "backup", "restore", "upgrade"}
    assert promised <= commands(build_parser())


def test_a_command_without_keys_says_how_to_begin(tmp_path: Path) -> None:
    done = subprocess.run(
        [ALLIANCE, "upgrade"],
        env={"ALLIANCE_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "alliance setup" in done.stderr
    assert "Traceback" not in done.stderr
