"""Write a synthetic authority's returns as folders of CSV files."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from ..tables import TABLES
from .model import Authority
from .stock import month_end_stock

README: Final = """\
SYNTHETIC DATA. No real child is behind any row.

These returns (SSDA903) of the made-up authority {code} were drawn at random by
caremodel.sample (seed {seed}, {children} children, collection years {first} to {last}, scenario {scenario}).
Rates follow the DfE's national tables; children, carers, homes, URNs and unique pupil
numbers are invented.
{postcodes}

Use them to try software, to test and to teach. They say nothing about any authority.
"""
MADE_UP: Final = "Postcodes are invented too: no real postcode begins with their letters."
REAL: Final = (
    "Postcodes lie in REAL places that were given for the sample; nobody of these rows lives there."
)


def write(authority: Authority, folder: Path) -> list[Path]:
    """Write `folder`/YEAR/TABLE.csv and README.txt; the files written, in order. The same bytes every time."""
    settings = authority.settings
    written = []
    for year, tables in authority.returns.items():
        (folder / str(year)).mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            lines = [",".join(column.name for column in TABLES[name].columns)]
            lines += map(",".join, rows)
            lines.append("")
            path = folder / str(year) / f"{name}.csv"
            path.write_bytes("\r\n".join(lines).encode("ascii"))
            written.append(path)
    about = README.format(
        code=authority.code,
        seed=authority.seed,
        children=len(authority.people),
        first=authority.years[0],
        last=authority.years[-1],
        scenario=settings.scenario,
        postcodes=REAL if settings.spots else MADE_UP,
    )
    (folder / "README.txt").write_text(about, "utf-8", newline="\n")
    return [*written, folder / "README.txt"]


def write_truth(authority: Authority, folder: Path) -> list[Path]:
    """Write what no return says as CSV into a folder of its own (readers of returns would not know these tables).

    children (complexity, family), stretches (kind, provider, planned or not, miles, inside the authority), providers
    (quality, owner, place), stock (month ends by age band and category), faults (planted errors).
    """
    folder.mkdir(parents=True, exist_ok=True)
    stock = month_end_stock(authority)
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        "children": (
            ("child", "complexity", "family", "home", "easting", "northing"),
            ((p.id, p.complexity, p.family, *p.home[:3]) for p in authority.people),
        ),
        "stretches": (
            ("child", "began", "ended", "kind", "place", "urn", "planned", "miles", "inside"),
            _stretches(authority),
        ),
        "providers": (
            ("urn", "code", "kind", "quality", "owner", "postcode", "easting", "northing"),
            ((*provider[:5], *(provider.spot or ())[:3]) for provider in authority.providers),
        ),
        "stock": (
            ("date", "age_band", "category", "children"),
            ((day, *cell, stock[day][cell]) for day in stock for cell in sorted(stock[day])),
        ),
        "faults": (
            ("rule", "year", "table", "child", "field", "value", "told"),
            authority.faults,
        ),
    }
    paths = []
    for name, (columns, rows) in tables.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(columns)
            lines.writerows(rows)
        paths.append(path)
    return paths


def _stretches(authority: Authority) -> Iterable[Sequence[object]]:
    for person in authority.people:
        for period, stays in zip(person.periods, person.stays, strict=True):
            for stretch, where in zip(period, stays, strict=True):
                yield (
                    person.id,
                    dt.date.fromordinal(stretch.began),
                    dt.date.fromordinal(stretch.ended) if stretch.ended else "",
                    stretch.kind,
                    stretch.place,
                    authority.providers[stretch.provider].urn if stretch.provider >= 0 else "",
                    "" if stretch.planned is None else int(stretch.planned),
                    where.miles,
                    int(where.inside),
                )
