"""The synthetic authority beside England's tables, and how long one takes to make and to write.

    python -m benches.care_sample

Below its bar where a share is 6 points or more off, a ratio 15 %, or 14,688 children over five years take more than 5
seconds of a processor.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from caremodel.sample import Authority, Settings, make, month_end_stock, write
from caremodel.sample.marginals import Table, marginals, national

CHILDREN, YEARS = 14_688, 5
MOST_SECONDS = 5.0
MOST_POINTS, MOST_RATIO = 0.06, 0.15
NATIONAL = 150 * 10
"""Authorities times years of a national history."""


def main() -> int:
    made, seconds = timed(CHILDREN)
    off = side_by_side(marginals(made))
    print(f"\n{CHILDREN:,} children over {YEARS} years: {seconds:.1f} s of a processor")
    _, small = timed(1_470)
    print(f"1,470 children over {YEARS} years: {small:.2f} s")
    print(f"150 authorities × 10 years, from that: {small * NATIONAL / YEARS:.0f} s")
    drifting()
    return int(seconds > MOST_SECONDS or off > 0)


def timed(children: int) -> tuple[Authority, float]:
    """An authority, and the seconds of a processor that making and writing it took."""
    begin = time.process_time()
    made = make(children=children, years=YEARS, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder))
    return made, time.process_time() - begin


def side_by_side(made: Mapping[str, Table]) -> int:
    """Print England and the sample, in per cent; how many figures are off by more than they may be."""
    off = 0
    differences = []
    for name, table in national().items():
        print(f"\n{name}")
        for item, figure in table.items():
            ours = made[name].get(item, 0.0)
            if name == "ratios":
                too_far = abs(ours / figure - 1) >= MOST_RATIO
                print(f"  {item:48} {figure:7.3f} {ours:7.3f}{' !' if too_far else ''}")
            else:
                differences.append(abs(ours - figure))
                too_far = differences[-1] >= MOST_POINTS
                print(f"  {item:48} {100 * figure:7.1f} {100 * ours:7.1f}{' !' if too_far else ''}")
            off += too_far
    within = sum(one < 0.02 for one in differences)
    mean = 100 * sum(differences) / len(differences)
    print(
        f"\n{within} of {len(differences)} shares within 2 points; {mean:.2f} points off on average"
    )
    return off


def drifting() -> None:
    """Print the drifting scenario's share of residential care by year, beside England's."""
    england = {2020: 8.9, 2021: 9.2, 2022: 9.3, 2023: 9.5, 2024: 10.3, 2025: 11.6}
    settings = Settings(scenario="drifting", last_year=2025)
    stock = month_end_stock(make(children=6_000, years=6, seed=1, settings=settings))
    print(
        "\nchildren's and secure homes, % of children in care on 31 March: England, drifting sample"
    )
    for day, cells in stock.items():
        if day.month == 3 and day.year in england:
            homes = sum(n for (_, kind), n in cells.items() if kind == "residential")
            share = 100 * homes / sum(cells.values())
            print(f"  {day.year} {england[day.year]:5.1f} {share:5.1f}")


if __name__ == "__main__":
    sys.exit(main())
