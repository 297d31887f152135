"""How fast returns are read, and in how much memory: CSV folders by year, of an authority, ten, and one file of many.

    python -m benches.care_reading [FOLDER]

FOLDER is a return of some years (one folder a year); its children are multiplied under new numbers. Without it, the
sample return beside the project is taken where it is there, else simple rows are made up.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from caremodel.reading import read
from caremodel.reading.recognise import recognise
from caremodel.tables import TABLES

CHILDREN = (1_470, 14_688)
PER_SECOND = 400_000
"""Rows of episodes a second that are the bar, for a file of many."""
MANY = 400_000
ROUNDS = 3
SAMPLE = Path(__file__).parents[2] / "shared" / "data" / "ssda903_sample"


def main(folder: Path | None = None) -> int:
    """Print rows a second and peak memory of each; 1 when episodes are read slower than the bar."""
    source = folder or (SAMPLE if SAMPLE.is_dir() else None)
    rate = 0.0
    with tempfile.TemporaryDirectory() as name:
        for children in CHILDREN:
            target = Path(name) / str(children)
            _write(target, children, source)
            _print(f"{children:,} children, folders by year", target)
        target = Path(name) / "region"
        target.mkdir()
        _write_many(target / "2024_episodes.csv")
        rate = _print(f"{MANY:,} episodes in one file", target)
    print(f"the bar is {PER_SECOND:,} rows of episodes a second in one file")
    return int(rate < PER_SECOND)


def _print(what: str, folder: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benches.care_reading", "--one", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows, seconds, peak = (float(text) for text in done.stdout.split())
    print(
        f"{what}: {rows:,.0f} rows in {seconds:.2f} s of a processor, "
        f"{rows / seconds:,.0f} a second, {peak:.0f} MB at most"
    )
    return rows / seconds


def one(folder: Path) -> None:
    """Rows, best processor seconds and MB over what Python itself takes, in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        reading = read([folder])
        best = min(best, time.process_time() - start)
    rows = sum(len(table) for one in reading.returns for table in one.tables.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(rows, best, peak / 1024)


def _write(target: Path, children: int, source: Path | None) -> None:
    """A return of five years with so many children."""
    if source is None:
        _write_made_up(target, children)
        return
    tables = [
        (path.parent.name, path.name, path.read_text(encoding="utf-8").splitlines())
        for path in sorted(source.glob("2*/*.csv"))
        if recognise(path.read_text(encoding="utf-8").split("\n", 1)[0].split(","))
    ]
    known = {
        line.split(",")[0]
        for _, name, lines in tables
        if name == "header.csv"
        for line in lines[1:]
    }
    for year, name, lines in tables:
        path = target / year / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as out:
            out.write(lines[0] + "\n")
            for copy in range(max(1, round(children / len(known)))):
                for line in lines[1:]:
                    child, _, rest = line.partition(",")
                    out.write(f"{child}{copy:03d},{rest}\n")


def _write_made_up(target: Path, children: int) -> None:
    for year in range(2020, 2025):
        path = target / str(year)
        path.mkdir(parents=True)
        with (path / "episodes.csv").open("w", encoding="utf-8") as out:
            out.writelines(_episodes(children, year))


def _write_many(path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(_episodes(MANY * 2 // 3, 2024))


def _episodes(children: int, year: int) -> Iterator[str]:
    """Rows of a return, half as many again as children."""
    dice = random.Random(year)
    yield ",".join(column.name for column in TABLES["episodes"].columns) + "\n"
    for child in range(children):
        for number in range(1 + child % 2):
            day = f"{dice.randint(1, 28):02d}/{dice.randint(1, 12):02d}/{year - dice.randint(1, 4) + number}"
            ended = (
                f"{dice.randint(1, 28):02d}/0{dice.randint(4, 9)}/{year - 1}"
                if dice.random() < 0.4
                else ""
            )
            place = dice.choice(("U1", "U4", "U6", "K2", "K3", "P1", "H5", "A5"))
            home, there = (
                f"{dice.choice(('RH', 'BN', 'PO'))}{dice.randint(1, 20)} {dice.randint(1, 9)}{letters}"
                for letters in (
                    dice.choice(("AA", "BD", "FJ", "XY")),
                    dice.choice(("AB", "QT", "SR", "HH")),
                )
            )
            reason = "E4A" if ended else ""
            yield (
                f"{year % 100}{child:08d},{day},S,C2,N1,{place},PR{dice.randint(1, 4)},{ended},{reason},,"
                f"{home},{there},SC{dice.randint(400000, 403000)}\n"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main(*map(Path, sys.argv[1:])))
