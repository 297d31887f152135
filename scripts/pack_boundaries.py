"""Pack the outlines of England's upper-tier authorities for `alliance.charts`.

    python scripts/pack_boundaries.py england_utla_2023.geojson

The file is the Office for National Statistics' “Counties and Unitary Authorities (May 2023)
Boundaries UK BUC” (ultra generalised, 500 m), in degrees, with `la_code` as a property; other
releases will do if they are in that form.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

TO = Path(__file__).resolve().parent.parent / "src" / "alliance" / "charts" / "boundaries.json"
PER_DEGREE = 1000
"""Steps of about 110 m north and 70 m east: finer than what was generalised to 500 m."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    features = json.loads(parser.parse_args().file.read_text())["features"]
    packed = {
        feature["properties"]["la_code"]: [_packed(ring) for ring in _rings(feature["geometry"])]
        for feature in features
    }
    lines = (
        f"{json.dumps(code)}: {json.dumps(rings, separators=(',', ':'))}"
        for code, rings in sorted(packed.items())
    )
    TO.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(packed)} authorities, {TO.stat().st_size // 1000} kB: {TO}")


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    """All edges, those of holes too: Derbyshire is round Derby."""
    is_one = geometry["type"] == "Polygon"
    parts = [geometry["coordinates"]] if is_one else geometry["coordinates"]
    return [ring for part in parts for ring in part]


def _packed(ring: list[list[float]]) -> list[int]:
    """Longitude and latitude in turn, in steps; a point that equals the one before is left out."""
    packed: list[int] = []
    for longitude, latitude in ring:
        point = [round(longitude * PER_DEGREE), round(latitude * PER_DEGREE)]
        if packed[-2:] != point:
            packed += point
    return packed


if __name__ == "__main__":
    main()
