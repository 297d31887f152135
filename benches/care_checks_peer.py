"""Run by the Python of csc-validator-be-903's own environment: its rules on two folders, as JSON.

python care_checks_peer.py FOLDER FOLDER_BEFORE YEAR
"""

import json
import logging
import sys
import warnings
from pathlib import Path

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")

from lac_validator.lac_validator import LacValidator  # type: ignore[import-not-found]  # noqa: E402
from lac_validator.rules.ruleset_utils import (  # type: ignore[import-not-found]  # noqa: E402
    get_year_ruleset,
)
from lac_validator.types import UploadedFile  # type: ignore[import-not-found]  # noqa: E402

TABLES = {
    "Header": "header",
    "Episodes": "episodes",
    "Reviews": "reviews",
    "UASC": "uasc",
    "OC2": "oc2",
    "OC3": "oc3",
    "AD1": "ad1",
    "PlacedAdoption": "placed_for_adoption",
    "PrevPerm": "previous_permanence",
    "Missing": "missing",
    "SWEpisodes": "sw_episodes",
    "DoLo": "dolo",
}


def main(folder: str, before: str, year: str) -> None:
    files = [
        UploadedFile(name=file.name, description=description, file_content=file.read_bytes())
        for path, description in ((folder, "This year"), (before, "Prev year"))
        for file in sorted(Path(path).glob("*.csv"))
        if file.stem in TABLES.values()
    ]
    metadata = {"collectionYear": year, "localAuthority": "E10000032"}
    said = sys.stdout
    sys.stdout = sys.stderr  # some of its rules print
    ran = LacValidator(metadata, files, get_year_ruleset(year))
    sys.stdout = said
    rows: dict[str, dict[str, list[int]]] = {}
    for name, table in ran.ds_results.items():
        if name in TABLES:
            for column in table.columns:
                if str(column).startswith("ERR_"):
                    found = [int(row) for row in table.index[table[column] == True]]  # noqa: E712
                    rows.setdefault(column[4:], {})[TABLES[name]] = found
    print(json.dumps({"ran": ran.dones, "failed": ran.fails, "skipped": ran.skips, "rows": rows}))


if __name__ == "__main__":
    main(*sys.argv[1:])
