"""An invented authority that the commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from caremodel.sample import Settings, make, write


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns of four years with errors planted in them, one of them six times."""
    folder = tmp_path_factory.mktemp("returns")
    write(make(children=260, years=4, seed=11, settings=Settings(faults=True)), folder)
    for year, rows in (("2024", 1), ("2026", 6)):
        header = folder / year / "header.csv"
        heads, *lines = header.read_text("utf-8-sig").splitlines()
        at = heads.split(",").index("ETHNIC")
        for number in range(rows):
            cells = lines[number].split(",")
            lines[number] = ",".join([*cells[:at], "ZZZZ", *cells[at + 1 :]])
        header.write_text("\n".join([heads, *lines]) + "\n")
    return folder
