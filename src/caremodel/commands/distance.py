"""`care distance`: miles and authorities beside the postcodes of a file."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .refusals import Refused, Unreadable
from .writing import PICTURES

if TYPE_CHECKING:
    from ..distance import Tally

STANDARD_INPUT = "-"


def run(arguments: argparse.Namespace) -> int:
    from ..distance import add_distances

    out: Path | None = arguments.out
    if out and out.suffix.lower() not in (".csv", *PICTURES):
        raise Unreadable(f"{out}: write .csv, or a picture as .svg or .png.")
    if out and not out.absolute().parent.is_dir():
        raise Unreadable(f"{out}: there is no folder {out.absolute().parent}; make it first.")
    name = "Standard input" if arguments.file == STANDARD_INPUT else arguments.file
    lines = _text(arguments.file)
    try:
        rows, tally = add_distances(
            io.StringIO(lines, newline=""),
            authority=arguments.authority,
            delimiter=_delimiter(lines),
        )
        done = list(rows)
    except ValueError as fault:
        raise Unreadable(f"{name}: {fault}") from None
    except csv.Error as fault:
        raise Unreadable(f"{name}: is no CSV file ({fault}).") from None
    if out is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(done)
        sys.stdout.flush()
    else:
        _write(out, done, tally)
    for line in _said(tally):
        print(line, file=sys.stderr)
    return 0


def _text(name: str) -> str:
    """The file as text, in UTF-8 or as an older Excel writes it."""
    try:
        raw = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{name}: cannot be read ({error.strerror or error}); check the path."
        ) from error
    if b"\0" in raw[:4096]:
        raise Unreadable(f"{name}: is no text; save it as CSV (comma delimited) and try again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _write(out: Path, rows: Iterable[list[str]], tally: Tally) -> None:
    try:
        if out.suffix.lower() == ".csv":
            with out.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(rows)
        else:
            picture = _picture(list(rows), tally)
            if out.suffix.lower() == ".svg":
                out.write_text(picture, encoding="utf-8")
            else:
                from ..pictures.png import png

                out.write_bytes(png(picture))
    except OSError as error:
        raise Unreadable(f"{out}: cannot be written ({error.strerror or error}).") from error
    print(f"Written: {out}", file=sys.stderr)


def _picture(rows: list[list[str]], tally: Tally) -> str:
    from ..pictures.distances import FAR, distances

    heading = [name.strip().lstrip("\ufeff").upper() for name in rows[0]]
    at = heading.index("MILES")
    miles = [float(row[at]) for row in rows[1:] if row[at]]
    if not miles:
        raise Refused("There is no distance to draw: no row has two postcodes that are known.")
    far = sum(one > FAR for one in miles)
    return distances(
        miles,
        title="How far from home children are placed",
        finding=f"{far:,} of {len(miles):,} placements ({far / len(miles):.0%}) are over {FAR} miles from home.",
        source="Straight line between postcodes by the DfE's formula. Contains public sector information licensed under "
        "the Open Government Licence v3.0 (ONS).",
    )


def _said(tally: Tally) -> Iterable[str]:
    yield (
        f"{tally.rows:,} rows: {tally.measured:,} measured, {tally.out:,} out of the authority, "
        f"{tally.far:,} of them over 20 miles away."
    )
    if tally.from_sector:
        yield f"{tally.from_sector:,} measured from the middle of a postcode sector, not from the postcode itself."
    if tally.seeking_asylum:
        yield f"{tally.seeking_asylum:,} of children seeking asylum: no distance, as the DfE asks."
    if tally.unmeasured:
        yield f"{tally.unmeasured:,} without a distance; DISTANCE_NOTE says why of each."
