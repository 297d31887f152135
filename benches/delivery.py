"""20,000 personalised messages of 30 kB: our worker with its ledger, beside Django's own mail loop.

    python -m benches.delivery [COPIES]

Both in one run, against the same light mail server on this machine (`mail_sink.py`), which shares its cores.
Django's loop is written twice, over one open connection: each message rendered from Django's templates, as one
personalises mail, and, quicker than that is done, the values put into finished words by `replace`. It sends a
twentieth of them: its rate does not depend on how many. Two workers are tried on PostgreSQL
where a server can be started. Memory is the worker's own, at its beginning, middle and end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benches.temporary_postgresql import temporary_postgresql

RATE, TIMES, GROWTH = 1200, 5.0, 12.0
"""The bars: copies a second of one worker, times Django's loop, and MB that memory may grow by: SQLite keeps up to
16 MB of pages, which fill as it goes."""
PART = [sys.executable, "-W", "ignore", "-m", "benches.delivery_region"]
Result = dict[str, Any]


def main(count: int = 20_000) -> int:
    """Print the table; 1 where a bar is missed."""
    print(
        f"{count:,} copies, one connection a worker; {os.cpu_count()} cores, shared with the sink"
    )
    print(f"{'':34}{'a second':>10}{'processor':>14}{'memory, MB':>28}")
    with sink() as (port, got):
        ours = _one(port, count, signs=False)
        _tell("our worker, SQLite", ours)
        taken = got.read_text().splitlines()
        assert len(taken) == len(set(taken)) == count, "not each exactly once"
        few = str(max(200, count // 20))
        theirs = _run(["django", str(port), few, "1"], {})[0]
        _tell("Django’s loop, each rendered", theirs)
        quicker = _run(["django", str(port), few, "0"], {})[0]
        _tell("Django’s loop, values replaced", quicker)
        if find_spec("alliance.delivery.sending.dkim"):
            _tell("our worker, each signed (DKIM)", _one(port, count // 4, signs=True))
    _on_postgresql(count)
    rate, times = _rate(ours), _rate(ours) / _rate(theirs)
    seen = ours["memory"]
    growth = seen[-1] - seen[len(seen) // 10]
    print(f"one worker {rate:,.0f} a second; the bar is {RATE:,}")
    print(f"{times:.1f} times Django’s loop that renders each; the bar is {TIMES:.0f}")
    print(f"{_rate(ours) / _rate(quicker):.1f} times the one that only replaces values; not judged")
    print(f"memory grew by {growth:.1f} MB after the first tenth; the bar is {GROWTH:.0f}")
    return int(rate < RATE or times < TIMES or growth > GROWTH)


def _one(port: int, count: int, *, signs: bool) -> Result:
    """One worker on a new SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        place = {"ALLIANCE_DATA": folder, "ALLIANCE_DATABASE_URL": ""}
        _run(["fill", str(count), "0"], place)
        return _run(["work", str(port), str(int(signs))], place)[0]


def _on_postgresql(count: int) -> None:
    with temporary_postgresql() as address, tempfile.TemporaryDirectory() as folder:
        if not address:
            print("two workers, PostgreSQL: not measured, no server could be started")
            return
        place = {"ALLIANCE_DATA": folder, "ALLIANCE_DATABASE_URL": address}
        _run(["fill", str(count), "0"], place)
        with sink() as (port, got):
            both = _run(["work", str(port), "0"], place, times=2)
            taken = got.read_text().splitlines()
        assert len(taken) == len(set(taken)) == count, "not each exactly once"
        together = {
            "began": min(each["began"] for each in both),
            "ended": max(each["ended"] for each in both),
            "processor": sum(each["processor"] for each in both),
            "copies": count,
            "memory": max((each["memory"] for each in both), key=len),
        }
        _tell("two workers, PostgreSQL, together", together)


def _rate(result: Result) -> float:
    return float(result["copies"] / (result["ended"] - result["began"]))


def _tell(name: str, result: Result) -> None:
    each = 1e6 * result["processor"] / result["copies"]
    seen = result.get("memory") or []
    memory = "  ".join(f"{seen[at]:.1f}" for at in (0, len(seen) // 2, -1)) if seen else ""
    print(f"{name:34}{_rate(result):>10,.0f}{each:>11,.0f} µs{memory:>28}", flush=True)


def _run(part: list[str], place: Mapping[str, str], *, times: int = 1) -> list[Result]:
    """A part in a process of its own, or in several at once; what each prints."""
    running = [
        subprocess.Popen([*PART, *part], env=os.environ | place, stdout=subprocess.PIPE)
        for _ in range(times)
    ]
    said = [each.communicate()[0] for each in running]
    assert not any(each.returncode for each in running), f"{part[0]} failed"
    return [json.loads(each) if each else {} for each in said]


@contextmanager
def sink(seed: int | None = None) -> Iterator[tuple[int, Path]]:
    """A mail server's port, and the file of what it took; a bad one where there is a seed."""
    with tempfile.TemporaryDirectory() as folder:
        got = Path(folder, "got")
        command = [sys.executable, "-m", "benches.mail_sink", got, *([str(seed)] if seed else [])]
        with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE) as process:
            assert process.stdout
            try:
                yield int(process.stdout.readline()), got
            finally:
                process.kill()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
