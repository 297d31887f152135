"""`alliance pages import`: pages, files and addresses of a WordPress site, from its export.

Each thing is its own transaction: stopped half-way, the command can be run again, and what is in
already is left alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alliance.pages.oldsite.plan import Attachments, Planned, plan
from alliance.pages.oldsite.wxr import Fault, OldSite, UnreadableExport, read
from alliance.refusals import Unreadable

if TYPE_CHECKING:
    from alliance.pages.oldsite.outcome import Outcome

DONE, FINDINGS, WRONG_USAGE = 0, 1, 2


def run(
    path: Path,
    *,
    attachments: Path | None = None,
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> int:
    """Bring in what the export holds.

    What is done goes to standard output, all else to standard error.

    Returns:
        0 = all is in; 1 = something is missing or was refused (the rest is in); 2 = nobody to
        confirm it.

    Raises:
        Unreadable: the file is no export, or the folder is none.
    """
    site, planned = gather(path, attachments)
    _announce(site, planned)
    if not dry_run and not yes and not _confirmed(len(planned)):
        return WRONG_USAGE
    start_django()
    outcomes = _save(planned, site.host, dry_run=dry_run)
    _report(outcomes, site.faults, dry_run=dry_run, as_json=as_json)
    lacking = any(outcome.done in {"missing", "refused"} for outcome in outcomes)
    return FINDINGS if lacking or site.faults else DONE


def gather(path: Path, attachments: Path | None) -> tuple[OldSite, list[Planned]]:
    """What the export holds, and what becomes of each thing in it.

    Raises:
        Unreadable: the file is no export, holds nothing, or the folder is none.
    """
    if attachments is not None and not attachments.is_dir():
        raise Unreadable(f"{attachments} is no folder. Name the copy of the old site’s uploads.")
    try:
        site = read(path)
    except UnreadableExport as fault:
        raise Unreadable(str(fault)) from fault
    if not site.items:
        _tell_faults(site.faults)
        raise Unreadable(f"{path} holds no published page, post or file. Export “All content”.")
    return site, plan(site, Attachments(attachments))


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
    django.setup()


def say(line: str, end: str = "\n") -> None:
    """To the person at the terminal."""
    print(line, file=sys.stderr, end=end, flush=True)


def count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else f'{one}s'}"


# Asking ----------------------------------------------------------------------------------------


def _announce(site: OldSite, planned: Sequence[Planned]) -> None:
    _tell_faults(site.faults)
    kinds = Counter(one.fate.value for one in planned if not one.reason)
    held = ", ".join(count(number, kind) for kind, number in kinds.items() if kind != "list")
    lacking = sum(bool(one.reason) for one in planned)
    where = f" of {site.host}" if site.host else ""
    say(f"Read{where}: {held or 'nothing that comes in'}; {lacking} that cannot come in as it is.")


def _tell_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        say(f"{fault.where} {fault.message}")


def _confirmed(number: int) -> bool:
    if not sys.stdin.isatty():
        say("Nobody is here to confirm it: add --yes to import, or --dry-run to see what it does.")
        return False
    say(f"Bring in {count(number, 'thing')}, published at once? Write yes: ", end="")
    if input().strip().lower() in {"y", "yes"}:
        return True
    say("Nothing was brought in.")
    return False


# Doing -----------------------------------------------------------------------------------------


def _save(planned: Sequence[Planned], host: str, *, dry_run: bool) -> list[Outcome]:
    from django.db import transaction

    from alliance.pages.oldsite.save import save_all

    def tell(done: int) -> None:
        if done % 50 == 0:
            say(f"{done} of {len(planned)}")

    if not dry_run:
        return save_all(planned, host, tell=tell)
    with transaction.atomic():
        outcomes = save_all(planned, host, dry_run=True, tell=tell)
        transaction.set_rollback(True)
    return outcomes


# Telling ---------------------------------------------------------------------------------------


def _report(
    outcomes: Sequence[Outcome], faults: Sequence[Fault], *, dry_run: bool, as_json: bool
) -> None:
    if as_json:
        document = {
            "dry_run": dry_run,
            "things": [outcome.to_json() for outcome in outcomes],
            "faults": [{"where": fault.where, "message": fault.message} for fault in faults],
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    for outcome in outcomes:
        print(_line(outcome))
        for doubt in outcome.doubts:
            print(f"    {doubt}")
    states = Counter(outcome.done.value for outcome in outcomes)
    done = ", ".join(f"{number} {state}" for state, number in states.items())
    would = "Nothing was written; this is what an import would do. " if dry_run else ""
    say(f"{would}{done}.")


def _line(outcome: Outcome) -> str:
    leads = f" → {outcome.leads_to}" if outcome.leads_to else ""
    return f"{outcome.address}  “{outcome.planned.item.title}”: {outcome.done.value}{leads}"
