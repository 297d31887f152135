"""The notebook of docs/care: it runs from top to bottom, and what it shows is small."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = PROJECT / "docs/care/worked_example.ipynb"


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(path.read_text("utf-8"))["cells"] if one["cell_type"] == kind]


def test_the_worked_example_runs_from_top_to_bottom(tmp_path: Path) -> None:
    ran = tmp_path / "ran.ipynb"
    done = subprocess.run(
        [sys.executable, PROJECT / "scripts/run_notebook.py", NOTEBOOK, "--out", ran],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = cells(ran, "code")
    assert all(cell["outputs"] for cell in shown)
    pictures = [
        out for cell in shown for out in cell["outputs"] if "image/svg+xml" in out.get("data", {})
    ]
    assert len(pictures) == 2


def test_a_cell_that_fails_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ipynb"
    bad.write_text(
        json.dumps({"cells": [{"cell_type": "code", "source": ["1 / 0"], "outputs": []}]})
    )
    done = subprocess.run(
        [sys.executable, PROJECT / "scripts/run_notebook.py", bad],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Cell 1 failed" in done.stderr


def test_what_is_kept_of_the_outputs_is_small() -> None:
    assert NOTEBOOK.stat().st_size < 100_000
    assert all(cell["outputs"] for cell in cells(NOTEBOOK, "code"))


def test_the_words_name_no_path_of_a_machine() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert "/tmp/" not in text
    assert "/home/" not in text
