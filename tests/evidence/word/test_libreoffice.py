"""The form is filled in by LibreOffice itself, saved in each of its formats, and read back whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from alliance.evidence.taking.definition import NO, YES
from alliance.evidence.word.layout import CONSENT
from alliance.evidence.word.read import read
from alliance.evidence.word.write import write
from alliance.ui.days import written
from tests.evidence.word.invented import DEFINITION, GIVEN, WORDS, form

SOFFICE = shutil.which("soffice")
PYTHON = "/usr/bin/python3"
SECONDS = 180


def _has_bridge() -> bool:
    tried = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(
    SOFFICE is None or not Path(PYTHON).exists() or not _has_bridge(),
    reason="LibreOffice and its bridge to Python are not here (.ci/run installs them)",
)


def answers() -> dict[str, str | list[str]]:
    """What a person would write, choose and tick, by headings."""
    yes_or_no = {YES: "Yes", NO: "No"}
    said: dict[str, str | list[str]] = {}
    for place in form().places:
        key = place.field.removeprefix("answers.")
        value = str(GIVEN.answers.get(key) or getattr(GIVEN, place.field, ""))
        match place.field:
            case "has_supplier":
                said[place.label] = ["Yes" if GIVEN.has_supplier else "No"]
            case "consent":
                said[place.label] = [each.name for each in CONSENT if each.key == value]
            case "answers.stays":
                said[place.label] = [yes_or_no[value]]
            case "answers.whom":
                said[place.label] = value.split("\n")
            case "authority":
                said[place.label] = next(
                    each.name for each in DEFINITION.authorities if each.key == value
                )
            case "section":
                said[place.label] = next(
                    each.name for each in DEFINITION.sections if each.key == value
                )
            case _:
                said[place.label] = str(written(value))
    return said


def test_what_is_filled_in_by_libreoffice_is_read_without_loss(tmp_path: Path) -> None:
    blank, told = tmp_path / "form.docx", tmp_path / "answers.json"
    blank.write_bytes(write(form(), WORDS))
    told.write_text(json.dumps(answers()))
    outs = [tmp_path / f"filled{ending}" for ending in (".docx", ".odt", ".pdf")]
    assert SOFFICE
    pipe = f"alliance{os.getpid()}"
    office = subprocess.Popen(
        [
            SOFFICE,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        script = Path(__file__).with_name("in_libreoffice.py")
        command = [PYTHON, str(script), str(blank), str(told), pipe, *map(str, outs)]
        subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
    finally:
        office.terminate()
        office.wait(30)
    for filled in outs[:2]:
        (reading,) = read(filled.read_bytes(), form())
        assert reading.given == GIVEN, filled.suffix
        assert (list(reading.doubts), list(reading.left)) == ([], []), filled.suffix
    assert outs[2].read_bytes().startswith(b"%PDF")
