"""How long an archive takes to come in: 700 bulletins as text files, parsed and saved on SQLite.

    python -m benches.bulletin_import [NUMBER OF BULLETINS]

The bulletins are the sample region's, over as many years of weeks as it takes. The database is a
fresh one in a folder of its own, removed at the end.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from time import perf_counter, process_time

from benches.fresh_database import fresh_database

TODAY = dt.date(2026, 11, 23)
TARGET = 30.0
"""Seconds for 700 bulletins on one core, parsing included."""


def main(count: int = 700) -> int:
    with fresh_database() as folder:
        return _measure(folder, count)


def _measure(folder: Path, count: int) -> int:
    from alliance.bulletins.import_command import gather, save_each
    from alliance.bulletins.models import Appearance, Bulletin, CatalogueEntry, Item
    from alliance.directory.models import Person
    from alliance.library.models import Publication

    cpu = process_time()
    archive = write_archive(folder / "archive", count)
    start = perf_counter()
    sources, refusals = gather([str(archive)])
    parsed = perf_counter() - start
    assert not refusals, refusals
    assert len(sources) == count
    start = perf_counter()
    save_each(sources)
    saved = perf_counter() - start
    start = perf_counter()
    save_each(sources)
    again = perf_counter() - start
    print(f"{count} bulletins: parsed in {parsed:.1f} s ({count / parsed:.0f} a second)")
    print(
        f"saved in {saved:.1f} s ({1000 * saved / count:.1f} ms each); again, unchanged: {again:.1f} s"
    )
    models = (Bulletin, Item, Appearance, CatalogueEntry, Publication, Person)
    print(", ".join(f"{m.objects.count()} {m._meta.verbose_name_plural}" for m in models))
    total = parsed + saved
    print(
        f"together {total:.1f} s ({process_time() - cpu:.1f} s of processor, all told); the target for 700 is {TARGET:.0f} s"
    )
    return int(total > TARGET * count / 700)


def write_archive(folder: Path, count: int) -> Path:
    """So many bulletins of the sample region as text files."""
    from alliance.region.weeks import plan
    from alliance.region.write import text_of

    folder.mkdir()
    for week in plan(TODAY, weeks=count, first=1):
        (folder / f"update-{week.number}.txt").write_text(text_of(week), encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
