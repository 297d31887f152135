"""From files to a forecast: an authority, ten times as many children, and a country of 150 authorities and ten years.

    python -m benches.care_national [AUTHORITIES [FOLDER]]

150 authorities unless said; with a FOLDER that holds the country already, it is not made again (two minutes).
Seconds of a processor after import, for reading, joining the years and 24 months ahead, without the back-test; each in a
process of its own, once.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from caremodel.sample import make, write

ONE = ((1_470, 5, 0.5), (14_688, 5, 3.0))
"""Children, years, and the goal in seconds."""
AUTHORITIES, CHILDREN, YEARS, GOAL = 150, 2_900, 10, 60.0
"""So many children of ten years leave about 560 in care on a day, as England’s authorities have on average."""
FIRST_CODE = 201


def main(authorities: int = AUTHORITIES, folder: Path | None = None) -> int:
    """Print each; 1 when a goal is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as name:
        for children, years, goal in ONE:
            target = Path(name) / str(children)
            write(make(children=children, years=years, seed=1), target)
            missed |= _print(f"{children:,} children, {years} years", target, goal)
        country = folder or Path(name) / "country"
        for number in range(authorities):
            target = country / f"{FIRST_CODE + number}"
            if not target.exists():
                write(make(children=CHILDREN, years=YEARS, seed=number + 1), target)
        missed |= _print(f"{authorities} authorities, {YEARS} years", country, GOAL)
    return int(missed)


def _print(what: str, folder: Path, goal: float) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "benches.care_national", "--one", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    took = json.loads(done.stdout)
    whole = took["read"] + took["join"] + took["forecast"]
    print(
        f"{what}: {whole:.2f} s of a processor (goal {goal}): reading {took['rows']:,} rows {took['read']:.2f}, "
        f"joining the years of {took['children']:,} children {took['join']:.2f}, forecast {took['forecast']:.2f}; "
        f"{took['mb']:,.0f} MB at most",
        flush=True,
    )
    return bool(whole > goal)


def one(folder: Path) -> None:
    """Seconds and MB of one folder, as JSON."""
    from caremodel.commands.loading import at_once
    from caremodel.commands.threads import one_thread
    from caremodel.forecast import forecast
    from caremodel.histories import stitch
    from caremodel.reading import read

    one_thread()
    import_module("caremodel.forecast.forecasting")  # numpy too: what a process imports once
    began = time.process_time()
    with at_once():
        returns = read([folder]).returns
        was_read = time.process_time()
        found = stitch(returns)
        joined = time.process_time()
    rows = sum(len(table) for each in returns for table in each.tables.values())
    del returns
    counted = time.process_time()
    forecast(found, start=found.until, months=24)
    print(
        json.dumps(
            {
                "rows": rows,
                "children": len(found.children),
                "read": was_read - began,
                "join": joined - was_read,
                "forecast": time.process_time() - counted,
                "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    if "--one" in sys.argv:
        one(Path(sys.argv[-1]))
    else:
        arguments = sys.argv[1:]
        sys.exit(
            main(
                int(arguments[0]) if arguments else AUTHORITIES,
                Path(arguments[1]) if len(arguments) > 1 else None,
            )
        )
