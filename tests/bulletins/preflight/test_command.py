"""`alliance bulletin check` of files: findings on standard output, exit codes, nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alliance.cli import main

SEED_LIKE = """UPDATE NO 429 20 November 2026


Help for councils


The offer supports councils. Please contact Alison Michel (details below) for a talk.

Further information is available from Mark Evans or Rosemary Perry (contact details below).

Tools & Templates

Guidance for schools published by DfE 22 October 2026

The area now includes the latest versions of key documents, including the:

Contact Details

Workforce Lead: Mark Evans (South East Programme)


01632 960072

Programme Manager: Morag Penhale (South East Programme)


01632 960087
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "update-429.txt"
    path.write_text(SEED_LIKE)
    return path


def test_those_below_who_are_not_and_the_list_that_is_missing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bulletin", "check", str(file), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    blocks = [each for each in document["findings"] if each["is_block"]]
    below = [each["words"] for each in blocks if each["rule"] == "person-not-below"]
    assert below == ["Alison Michel", "Rosemary Perry"]
    assert [each["rule"] for each in blocks if each["path"].startswith("set_aside")] == [
        "list-missing"
    ]
    assert document["schema"] == "alliance.bulletin.check/1"
    assert document["may_be_published"] is False


def test_a_summary_for_people_and_what_cannot_be_read(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bulletin", "check", str(file), str(tmp_path / "none.txt")]) == 2
    out, err = capsys.readouterr()
    assert "Rosemary Perry is not in the contacts" in out
    assert "cannot be read" in err


def test_a_bulletin_without_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "fine.txt"
    path.write_text("UPDATE NO 429 20 November 2026\n\n\nFees rise\n\n\nThe fees rise in May.\n")
    assert main(["bulletin", "check", str(path)]) == 0
    assert "0 blocks, 0 warnings" in capsys.readouterr().out


def test_files_are_checked_without_django(file: Path) -> None:
    program = (
        "import sys; from alliance.cli import main; main(['bulletin', 'check', sys.argv[1]]); "
        "sys.exit('django' in sys.modules or 'polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True)
    assert done.returncode == 0, done.stderr
