"""`alliance subscribers import`: a list from elsewhere, with the consent behind it."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alliance.refusals import Unreadable

if TYPE_CHECKING:
    from .judge import Judgement
    from .waiting import Opened

DONE, FINDINGS, WRONG_USAGE = 0, 1, 2


def run(
    paths: Sequence[Path],
    *,
    consent: str,
    consent_on: dt.date,
    dry_run: bool = False,
    leave_out_faults: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> int:
    """Bring a list in: all of it or, with a fault, nothing, unless faults are to be left out.

    Returns:
        0 = it is in (or would be); 1 = the list has faults, nothing was saved; 2 = nobody to
        confirm it, or the words of consent are missing.

    Raises:
        Unreadable: a file is no such list.
    """
    for path in paths:
        if not path.is_file():
            raise Unreadable(f"There is no file {path}.")
    if not consent.strip():
        print("Say with --consent what the people on the list agreed to.", file=sys.stderr)
        return WRONG_USAGE
    _start_django()
    from django.utils import timezone

    from .judge import in_words
    from .read import read_list
    from .save import save_now
    from .waiting import Opened, keep

    if consent_on > timezone.localdate():
        print("The day given with --from is still to come.", file=sys.stderr)
        return WRONG_USAGE
    files = [(path.name, path.read_bytes()) for path in paths]
    read = read_list(files)
    opened = Opened(read.entries, read.passed_over)
    judgement = opened.judged()
    _say_what_is_amiss(judgement, opened)
    blocks = bool(judgement.faults) and not leave_out_faults
    if as_json:
        print(json.dumps(_as_json(judgement, opened), ensure_ascii=False))
    else:
        for row in judgement.rows:
            print(f"{row.entry.where}: {row.entry.address}: {row.becomes.value}")
    if blocks:
        print(f"Nothing was saved: {len(judgement.faults)} to put right.", file=sys.stderr)
        return FINDINGS
    if dry_run:
        print(f"Would be: {'; '.join(in_words(judgement.counts))}.", file=sys.stderr)
        return DONE
    if not yes and not _confirmed(judgement.changes):
        return WRONG_USAGE
    waiting = keep(read, files=files, consent_words=consent, consent_on=consent_on, by=None)
    counts = save_now(waiting=waiting, by=None)
    print(f"Saved: {'; '.join(in_words(counts))}.", file=sys.stderr)
    return DONE


def _say_what_is_amiss(judgement: Judgement, opened: Opened) -> None:
    for line in [*judgement.faults, *judgement.doubts]:
        print(line, file=sys.stderr)
    if opened.passed_over:
        print(f"Passed over: {', '.join(opened.passed_over)}.", file=sys.stderr)


def _as_json(judgement: Judgement, opened: Opened) -> dict[str, Any]:
    return {
        "faults": judgement.faults,
        "doubts": judgement.doubts,
        "passed_over": list(opened.passed_over),
        "counts": {each.value: count for each, count in judgement.counts.items()},
        "rows": [
            {
                "where": row.entry.where,
                "address": row.entry.address,
                "name": row.entry.name,
                "becomes": row.becomes.value,
            }
            for row in judgement.rows
        ],
    }


def _confirmed(changes: int) -> bool:
    if not sys.stdin.isatty():
        print("Nobody is there to ask; add --yes, or --dry-run to look only.", file=sys.stderr)
        return False
    print(f"Save {changes} changes? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
    django.setup()
