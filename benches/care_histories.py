"""How fast years are stitched, and how fast flows are counted from what comes out.

    python -m benches.care_histories [--national]

Returns are made here: authorities of about 500 children over ten years, one row in 200 spoilt. Rows are counted
as they stand in the returns, an episode in each return that has it. --national makes two million.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from caremodel import flows
from caremodel.histories import Histories, as_known_on, stitch
from caremodel.returns import Cell, Place, Return, Table, collection_year, first_day, last_day
from caremodel.tables import TABLES

YEARS = range(2016, 2026)
CHILDREN_A_YEAR = 330
PER_SECOND = 150_000
NATIONAL_ROWS, NATIONAL_SECONDS = 2_000_000, 15.0
PLACES = ("U6", "U6", "U6", "U3", "U3", "U4", "K2", "K2", "P1", "H5")
Row = dict[str, Cell]


def main(national: bool) -> int:
    """Print rows a second; 1 when they are under the bar."""
    returns: list[Return] = []
    rows = 0
    dice = random.Random(9)
    while rows < (NATIONAL_ROWS if national else NATIONAL_ROWS // 10):
        made = _authority(f"{800 + len(returns) // len(YEARS)}", dice)
        rows += sum(len(one.tables["episodes"]) for one in made)
        returns += made
    best, histories = _stitched(returns, 1 if national else 3)
    rate = rows / best
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"stitching {rows:,} rows of {len(histories.children):,} children: {best:.2f} s CPU, {rate:,.0f} rows a second "
        f"(bar {PER_SECOND:,}), {len(histories.changes):,} changes listed; {peak:,.0f} MB with the returns"
    )
    _flows(histories)
    return int(rate < PER_SECOND or (national and best > NATIONAL_SECONDS))


def _stitched(returns: list[Return], rounds: int) -> tuple[float, Histories]:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        histories = stitch(returns)
        best = min(best, time.process_time() - start)
    return best, histories


def _flows(histories: Histories) -> None:
    for name, work in (
        ("as_known_on, a year before the end", lambda: as_known_on(histories, last_day(YEARS[-2]))),
        (
            "stock by age and category",
            lambda: flows.stock(histories, last_day(YEARS[-1]), ("age", "category")),
        ),
        ("summary of one year", lambda: flows.summary(histories, YEARS[-1])),
    ):
        start = time.process_time()
        work()
        print(f"{name}: {time.process_time() - start:.2f} s CPU")


def _authority(code: str, dice: random.Random) -> list[Return]:
    """One authority's returns: every year has the episodes that were open on any day of it."""
    by_year: dict[int, list[Row]] = defaultdict(list)
    people: dict[int, list[Row]] = defaultdict(list)
    for number in range(CHILDREN_A_YEAR * len(YEARS)):
        child = f"{code}{number:06}"
        rows = list(_episodes(child, dice))
        seen = set()
        for row in rows:
            ended = row["DEC"]
            assert isinstance(row["DECOM"], dt.date)
            first = max(collection_year(row["DECOM"]), YEARS[0])
            last = collection_year(ended) if isinstance(ended, dt.date) else YEARS[-1]
            for year in range(first, min(last, YEARS[-1]) + 1):
                shown = row if isinstance(ended, dt.date) and ended <= last_day(year) else row | {
                    "DEC": None, "REC": None, "REASON_PLACE_CHANGE": None
                }  # fmt: skip
                if dice.random() < 0.005:
                    shown = shown | {"DEC": None, "REC": None}
                by_year[year].append(shown)
                seen.add(year)
        born = rows[0]["DECOM"]
        assert isinstance(born, dt.date)
        person: Row = {
            "CHILD": child,
            "DOB": born - dt.timedelta(days=int(dice.random() * 3000)),
            "SEX": "M",
        }
        for year in seen:
            people[year].append(person)
    return [
        Return(
            year,
            code,
            {
                "header": _table("header", people[year]),
                "episodes": _table("episodes", by_year[year]),
            },
        )
        for year in YEARS
    ]


def _episodes(child: str, dice: random.Random) -> Iterator[Row]:
    span = (last_day(YEARS[-1]) - first_day(YEARS[0])).days
    began = first_day(YEARS[0]) + dt.timedelta(days=int(dice.random() * span))
    home, rne = f"RG{dice.randrange(1, 30)} {dice.randrange(1, 9)}AA", "S"
    while began < last_day(YEARS[-1]):
        ended = began + dt.timedelta(days=1 + int(dice.expovariate(1 / 240)))
        left = dice.random() < 0.3
        row: Row = {
            "CHILD": child, "DECOM": began, "RNE": rne, "LS": dice.choice(("C1", "C2", "V2")), "CIN": "N1",
            "PLACE": dice.choice(PLACES), "PLACE_PROVIDER": "PR1", "DEC": ended,
            "REC": "E4A" if left else "X1", "REASON_PLACE_CHANGE": None if left else "CARPL",
            "HOME_POST": home, "PL_POST": f"RG{dice.randrange(1, 30)} 1AB", "URN": "SC900001",
        }  # fmt: skip
        yield row
        if left:
            return
        began, rne = ended, dice.choice("PPPLLLT")


def _table(name: str, rows: list[Row]) -> Table:
    columns = {
        column.name: [row.get(column.name) for row in rows] for column in TABLES[name].columns
    }
    return Table(name, columns, [Place(f"{name}.csv", 2)] * len(rows))


if __name__ == "__main__":
    sys.exit(main("--national" in sys.argv[1:]))
