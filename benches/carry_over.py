"""What the carry-over rules would have proposed, against what editors carried.

    python -m benches.carry_over [FOLDER OF BULLETINS]

On the sample year as text, read by the parser; and on a folder of bulletins, as far as they follow each
other within three weeks.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benches.fresh_database import fresh_database

if TYPE_CHECKING:
    from alliance.bulletins.parsing.reading import Reading

TODAY = dt.date(2026, 11, 23)


def main(folder: str = "") -> int:
    from alliance.bulletins.parsing.parse import parse_bytes, parse_text

    with fresh_database():
        from alliance.region.weeks import plan
        from alliance.region.write import text_of

        year = [parse_text(text_of(week)) for week in plan(TODAY)]
    _tell("The sample year", year)
    if folder:
        files = sorted(Path(folder).glob("*.txt"))
        _tell(folder, [parse_bytes(file.read_bytes(), file.name) for file in files])
    return 0


def _tell(name: str, readings: list[Reading]) -> None:
    from alliance.bulletins.carrying.replay import replay

    start = perf_counter()
    score = replay(readings)
    print(f"{name}: {len(readings)} bulletins, {perf_counter() - start:.1f} s")
    print(
        f"  editors carried {score.carried}; ticked {score.proposed}, of which {score.true} carried, "
        f"{score.again} told again as news"
    )
    print(
        f"  share of true reminders ticked {score.recall:.3f}, offered {score.recall_of_offers:.3f}; "
        f"share of the ticked that was right {score.precision:.3f}"
    )
    for why, how in score.by_rule.items():
        print(
            f"  {why:18} true {how['true']:3}  false {how['false']:3}  again as news {how['again']:3}"
        )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
