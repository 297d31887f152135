"""Checks of a statutory return beside csc-validator-be-903, on the same files in the same run.

    python -m benches.care_checks [YEAR] [--rows]

Time of the processor and peak memory with the start of Python, the return and the year before; then rule by
rule which rows both report, only we, only they, on the return as it is and on it with faults put in.
`--rows` names the rows that only one of them reports. docs/care/checks.md settles the differences.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benches.care_checks_spoiled import spoil
from benches.care_returns import read_folder
from caremodel.checks import RULES, check

PEER = "csc-validator-be-903==0.1.17"
ROOT = Path(__file__).parents[1]
SAMPLE = ROOT.parent / "shared/data/ssda903_sample"
FASTER, SMALLER = 30, 10
"""Goals: times as fast, and a share of the memory."""

_OURS = """
import sys
from pathlib import Path
from benches.care_returns import read_folder
from caremodel.checks import check
now, before, year = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
print(len(check([read_folder(before, year - 1), read_folder(now, year)])))
"""

Found = dict[str, dict[str, set[int]]]
"""Rows by rule and table."""


def main(*arguments: str) -> int:
    year = int(next((one for one in arguments if one.isdigit()), "2024"))
    if not (SAMPLE / str(year)).exists():
        print(
            "No sample return beside the project (../shared/data/ssda903_sample): nothing measured."
        )
        return 0
    python = _peer()
    before, now = SAMPLE / str(year - 1), SAMPLE / str(year)
    rows = sum(len(table) for table in read_folder(now, year).tables.values())
    print(f"One return of {rows:,} rows ({year}) and the year before:")
    ours = _measured([sys.executable, "-c", _OURS, str(now), str(before), str(year)])
    script = str(ROOT / "benches/care_checks_peer.py")
    theirs = _measured([python, script, str(now), str(before), str(year)])
    for name, one in (("caremodel", ours), (PEER, theirs)):
        print(f"  {name:30} {one['cpu']:6.2f} s CPU  {one['mb']:5.0f} MB")
    faster, smaller = theirs["cpu"] / ours["cpu"], theirs["mb"] / ours["mb"]
    print(
        f"  {faster:.0f} times as fast (goal {FASTER}), 1/{smaller:.0f} of the memory (1/{SMALLER})"
    )
    print("\nThe return as it is:")
    _agreement(now, before, year, json.loads(theirs["out"]), tell_rows="--rows" in arguments)
    with tempfile.TemporaryDirectory() as folder:
        spoiled, spoiled_before = Path(folder, "now"), Path(folder, "before")
        spoil(now, spoiled, year, seed=1)
        spoil(before, spoiled_before, year - 1, seed=101)
        said = _measured([python, script, str(spoiled), str(spoiled_before), str(year)])
        print("\nWith faults put in:")
        out = json.loads(said["out"])
        _agreement(spoiled, spoiled_before, year, out, tell_rows="--rows" in arguments)
    return int(faster < FASTER or smaller < SMALLER)


def _peer() -> str:
    """The Python of an environment of the peer's own."""
    folder = ROOT / "var/peers/csc-validator-be-903"
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    return str(python)


def _measured(command: list[str]) -> dict[str, Any]:
    """What a process said, its CPU seconds and its peak memory."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, cwd=folder, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[:2])} failed.")
        out.seek(0)
        kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
        return {"out": out.read(), "cpu": _seconds(used), "mb": kilobytes / 1024}


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def _agreement(
    now: Path, before: Path, year: int, peer: Mapping[str, Any], *, tell_rows: bool
) -> None:
    returns = [read_folder(before, year - 1), read_folder(now, year)]
    ours: Found = {}
    for one in check(returns):
        if one.row is not None:
            ours.setdefault(one.rule, {}).setdefault(one.table, set()).add(one.row)
    theirs: Found = {
        rule: {table: set(rows) for table, rows in tables.items()}
        for rule, tables in peer["rows"].items()
    }
    known = set(peer["ran"]) - set(peer["failed"])
    shared = [rule.number for rule in RULES if rule.number in known and rule.holds_in(year)]
    children = {name: table.columns["CHILD"] for name, table in returns[-1].tables.items()}
    alike, silent = [], 0
    for number in shared:
        both, only_we, only_they = _compared(ours.get(number, {}), theirs.get(number, {}), children)
        if not (both or only_we or only_they):
            silent += 1
        elif not (only_we or only_they):
            alike.append(number)
        else:
            print(
                f"  {number:10} both {len(both):4}  only we {len(only_we):4}  only they {len(only_they):4}"
            )
            if tell_rows:
                print(
                    "     we", sorted(only_we, key=str)[:8], "they", sorted(only_they, key=str)[:8]
                )
    not_ours = sorted({*peer["ran"]} - {rule.number for rule in RULES})
    print(
        f"  {len(shared)} rules that both have: {silent} silent in both, {len(alike)} find the same rows"
    )
    print(f"  alike: {' '.join(alike)}")
    print(
        f"  failed there: {' '.join(peer['failed']) or 'none'}; theirs alone: {' '.join(not_ours)}"
    )


Row = tuple[str, object]


def _compared(
    ours: Mapping[str, set[int]],
    theirs: Mapping[str, set[int]],
    children: Mapping[str, Sequence[object]],
) -> tuple[set[Row], set[Row], set[Row]]:
    """What both, only we and only they report: rows of the tables that we report in, for they report a fault in
    every table that it touches; children where the tables are others."""
    tables = ours.keys() or theirs.keys()
    if ours and theirs and not ours.keys() & theirs.keys():
        we, they = _children(ours, children), _children(theirs, children)
    else:
        we = {(table, row) for table in tables for row in ours.get(table, ())}
        they = {(table, row) for table in tables for row in theirs.get(table, ())}
    return we & they, we - they, they - we


def _children(rows: Mapping[str, set[int]], children: Mapping[str, Sequence[object]]) -> set[Row]:
    return {("child", children[table][row]) for table, found in rows.items() for row in found}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
