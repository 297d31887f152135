"""`alliance people load`: people and roles from a list."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

from alliance.refusals import Unreadable

DONE, FINDINGS, WRONG_USAGE = 0, 1, 2


def run(path: Path, *, dry_run: bool = False, yes: bool = False, as_json: bool = False) -> int:
    """Load a list, all of it or nothing.

    Returns:
        0 = all is in (or would be); 1 = the list has faults, nothing was saved; 2 = nobody to
        confirm it.

    Raises:
        Unreadable: the file is no such list.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    _start_django()
    from alliance.text.tables import read_table

    from .judge import COLUMNS, judge
    from .pages import in_words
    from .save import known, preview, save

    judged = judge(read_table(path.read_bytes(), path.name, COLUMNS), known())
    if judged.faults:
        print("\n".join(judged.faults), file=sys.stderr)
        print(f"Nothing was saved: {len(judged.faults)} to put right.", file=sys.stderr)
        if as_json:
            print(json.dumps({"faults": judged.faults, "lines": []}, ensure_ascii=False))
        return FINDINGS
    if not dry_run and not yes and not _confirmed(len(judged.people)):
        return WRONG_USAGE
    outcomes = preview(judged.people) if dry_run else save(judged.people, by=None)
    if as_json:
        lines = [
            {"line": each.line, "name": each.name, "role": each.role, "done": each.done.value}
            for each in outcomes
        ]
        print(json.dumps({"faults": [], "lines": lines}, ensure_ascii=False))
    else:
        for each in outcomes:
            print(f"{each.line}: {each.name}, {each.role}: {each.done.value}")
    words = in_words(Counter(each.done for each in outcomes))
    print(f"{'Would be' if dry_run else 'Saved'}: {words}.", file=sys.stderr)
    return DONE


def _confirmed(count: int) -> bool:
    if not sys.stdin.isatty():
        print("Nobody is there to ask; add --yes, or --dry-run to look only.", file=sys.stderr)
        return False
    print(f"Save {count} lines? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
    django.setup()
