"""Write a synthetic authority's returns as folders of CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..tables import TABLES
from .model import Authority

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
