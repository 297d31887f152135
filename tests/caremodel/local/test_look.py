"""What the page asks of Python, without a browser."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from caremodel import local

Told = list[tuple[str, float]]


def looked_at(folder: Path) -> tuple[dict[str, Any], Told]:
    told: Told = []
    files = [(str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*.csv")]
    return json.loads(local.look(files, lambda words, share: told.append((words, share)))), told


def test_progress_goes_up(returns: Path) -> None:
    _, told = looked_at(returns)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_every_row_has_a_cell_for_every_column(returns: Path) -> None:
    found, _ = looked_at(returns)
    tables = [table for part in found["parts"] for table in part["tables"]]
    assert len(tables) > 20
    assert all(len(row) == len(table["columns"]) for table in tables for row in table["rows"])
    assert all(isinstance(cell, str) for table in tables for row in table["rows"] for cell in row)


def test_files_are_told_apart_by_who_may_have_them(returns: Path) -> None:
    found, _ = looked_at(returns)
    safe, own = found["downloads"]
    assert {one["name"].split(".")[0] for one in safe["files"]} == {"suppressed-tables"}
    assert {one["name"].split(".")[0] for one in own["files"]} == {"findings", "exact-counts"}
    assert all(base64.b64decode(one["base64"]) for one in [*safe["files"], *own["files"]])


def test_findings_of_a_return_without_children_are_all_there_is() -> None:
    heads = b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    found = json.loads(local.look([("2025/episodes.csv", heads)], lambda *_: None))
    assert "parts" in found
    assert all(part["heading"] != "Counts" for part in found["parts"])


def test_what_is_no_return() -> None:
    found = json.loads(local.look([("a.csv", b"A,B\n1,2\n")], lambda *_: None))
    assert found["downloads"] == []
    assert "No table of an SSDA903 return" in found["said"]


def test_nothing_heavy_is_needed() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "for name in ('numpy', 'polars', 'django', 'typst', 'lxml', 'defusedxml'): sys.modules[name] = None\n"
        "from caremodel import local; local.look_at_invented(lambda *_: None); print('done')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "done", done.stderr
