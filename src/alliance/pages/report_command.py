"""`alliance pages report`: every address of the old site, and what it answers now."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from alliance.pages.import_command import DONE, FINDINGS, count, gather, say, start_django
from alliance.text.spreadsheets import harmless


def run(path: Path, *, as_json: bool = False, as_csv: bool = False) -> int:
    """Say of each address in an export whether it is moved, redirected, retired or missing.

    Returns:
        0 = the old site can be switched off; 1 = an address is missing.

    Raises:
        Unreadable: the file is no export.
    """
    site, planned = gather(path, None)
    start_django()
    from alliance.pages.oldsite.standing import Standing, standings

    rows = standings(planned)
    if as_json:
        print(json.dumps([row.to_json() for row in rows], ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(Standing.COLUMNS)
        writer.writerows([harmless(cell) for cell in row.to_json().values()] for row in rows)
    else:
        for row in rows:
            after = f" → {row.leads_to}" if row.leads_to else ""
            print(f"{row.state:<10}  {row.address}  “{row.title}”{after}")
            if row.reason:
                print(f"            {row.reason}")
    states = Counter(row.state for row in rows)
    told = ", ".join(f"{number} {state}" for state, number in states.items())
    say(f"{count(len(rows), 'address') if len(rows) == 1 else f'{len(rows)} addresses'}: {told}.")
    for fault in site.faults:
        say(f"{fault.where} {fault.message}")
    return FINDINGS if states["missing"] or site.faults else DONE
