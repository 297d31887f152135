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
    """Say of each address in an export whether it is moved, redirected, retired or missing; and name
    the links on pages that came in from it which lead nowhere.

    Returns:
        0 = the old site can be switched off; 1 = an address is missing, or a link leads nowhere.

    Raises:
        Unreadable: the file is no export.
    """
    site, planned = gather(path, None)
    start_django()
    from alliance.pages.oldsite.nowhere import dead_links
    from alliance.pages.oldsite.standing import NOWHERE, Standing, of_dead_link, standings

    dead = dead_links([one.item.id for one in planned], site.host)
    rows = [*standings(planned), *map(of_dead_link, dead)]
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
    lost = states.pop(NOWHERE, 0)
    told = ", ".join(f"{number} {state}" for state, number in states.items())
    number = sum(states.values())
    say(f"{'1 address' if number == 1 else f'{number} addresses'}: {told}.")
    if lost:
        say(
            f"{count(lost, 'link')} on pages that came in {'leads' if lost == 1 else 'lead'} nowhere."
        )
    for fault in site.faults:
        say(f"{fault.where} {fault.message}")
    return FINDINGS if states["missing"] or lost or site.faults else DONE
