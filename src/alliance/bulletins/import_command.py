"""`alliance bulletin import`: an archive of bulletins, or one, into the database.

Each bulletin is its own transaction: stopped half-way, the command can be run again, and what is
in already is left alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alliance.bulletins.parsing.parse import parse_bytes
from alliance.bulletins.parsing.reading import Reading
from alliance.bulletins.parsing.sources import UnreadableSource

if TYPE_CHECKING:
    from alliance.bulletins.importing import Outcome

KINDS = frozenset({".txt", ".html", ".htm", ".docx", ".eml"})
DONE, REFUSED, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Source:
    path: Path
    reading: Reading


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or bulletin that cannot come in: which, why, and how to mend it."""

    path: Path
    reason: str


def run(
    paths: Sequence[str], *, dry_run: bool = False, yes: bool = False, as_json: bool = False
) -> int:
    """Import what is found at the paths; folders are walked.

    What is done goes to standard output, all else to standard error.

    Returns:
        0 = all is in; 1 = something was refused (the rest is in); 2 = nothing to import, or nobody
        to confirm it.
    """
    sources, refusals = gather(paths)
    for refusal in refusals:
        _say(f"{refusal.path}: {refusal.reason}")
    if not sources:
        _say("There is nothing to import. Name files or folders that hold bulletins.")
        return WRONG_USAGE
    _announce(sources)
    if not dry_run and not yes and not _confirmed(len(sources)):
        return WRONG_USAGE
    start_django()
    outcomes, refused = _import(sources, dry_run=dry_run)
    _report(outcomes, [*refusals, *refused], dry_run=dry_run, as_json=as_json)
    return REFUSED if refusals or refused else DONE


# Reading ---------------------------------------------------------------------------------------


def gather(paths: Iterable[str]) -> tuple[list[Source], list[Refusal]]:
    """All that can be read at the paths, by number; and all that cannot, at once."""
    sources: list[Source] = []
    refusals: list[Refusal] = []
    for path in dict.fromkeys(_walk(paths)):
        try:
            reading = parse_bytes(path.read_bytes(), path.name)
        except UnreadableSource as fault:
            refusals.append(Refusal(path, str(fault)))
        except OSError as fault:
            reason = fault.strerror or str(fault)
            refusals.append(Refusal(path, f"cannot be read ({reason}); check the path."))
        else:
            sources.append(Source(path, reading))
    sources.sort(key=lambda source: (source.reading.number or 0, str(source.path)))
    return _once(sources, refusals), refusals


def _walk(paths: Iterable[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found = (p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
            yield from sorted(found)
        else:
            yield path


def _once(sources: list[Source], refusals: list[Refusal]) -> list[Source]:
    """The sources without those whose number another file has too: which is right, who knows."""
    by_number: dict[int | None, list[Source]] = {}
    for source in sources:
        by_number.setdefault(source.reading.number, []).append(source)
    kept = []
    for number, same in by_number.items():
        first, *others = same
        differing = [s for s in others if s.reading.source_text != first.reading.source_text]
        if number is None or not differing:
            kept += same if number is None else [first]
            continue
        names = " and ".join(source.path.name for source in same)
        refusals += [
            Refusal(s.path, f"Bulletin {number} is in {names}, and they differ; name one of them.")
            for s in same
        ]
    return kept


# Asking ----------------------------------------------------------------------------------------


def _announce(sources: list[Source]) -> None:
    numbers = [source.reading.number for source in sources if source.reading.number]
    span = f", numbers {min(numbers)} to {max(numbers)}" if numbers else ""
    doubts = sum(len(source.reading.doubts) for source in sources)
    with_doubts = sum(bool(source.reading.doubts) for source in sources)
    _say(f"{_count(len(sources), 'bulletin')} read{span}.")
    if doubts:
        _say(
            f"{_count(doubts, 'reading')} in {with_doubts} of them are doubtful; "
            "“alliance bulletin parse FILE” shows which."
        )


def _confirmed(count: int) -> bool:
    if not sys.stdin.isatty():
        _say("Nobody is here to confirm it: add --yes to import, or --dry-run to see what it does.")
        return False
    _say(f"Import {_count(count, 'bulletin')}? Write yes: ", end="")
    if input().strip().lower() in {"y", "yes"}:
        return True
    _say("Nothing was imported.")
    return False


# Importing -------------------------------------------------------------------------------------


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
    django.setup()


def _import(sources: list[Source], *, dry_run: bool) -> tuple[list[Outcome], list[Refusal]]:
    from django.db import transaction

    if not dry_run:
        return save_each(sources)
    with transaction.atomic():
        result = save_each(sources)
        transaction.set_rollback(True)
    return result


def save_each(sources: list[Source]) -> tuple[list[Outcome], list[Refusal]]:
    """Save what was gathered, each in a transaction of its own."""
    from alliance.bulletins.importing import CannotSave, Memory, save_reading
    from alliance.search.registry import together

    memory = Memory()
    outcomes: list[Outcome] = []
    refusals: list[Refusal] = []
    with together():
        for place, source in enumerate(sources, 1):
            name = source.path.name
            try:
                outcomes.append(
                    save_reading(source.reading, by=None, source_name=name, memory=memory)
                )
            except CannotSave as fault:
                refusals.append(Refusal(source.path, str(fault)))
            if place % 50 == 0:
                _say(f"{place} of {len(sources)}")
    return outcomes, refusals


# Telling ---------------------------------------------------------------------------------------


def _report(
    outcomes: list[Outcome], refusals: list[Refusal], *, dry_run: bool, as_json: bool
) -> None:
    for refusal in refusals:
        _say(f"refused: {refusal.path}: {refusal.reason}")
    if as_json:
        document = {
            "dry_run": dry_run,
            "bulletins": [outcome.to_json() for outcome in outcomes],
            "refused": [{"file": str(r.path), "reason": r.reason} for r in refusals],
        }
        print(json.dumps(document, default=str, ensure_ascii=False))
        return
    for outcome in outcomes:
        print(_line(outcome))
        for change in outcome.changes:
            print(f"    {change}")
    states = Counter(outcome.state.value for outcome in outcomes)
    done = ", ".join(f"{count} {state}" for state, count in states.items()) or "none"
    would = "Nothing was written; this is what an import would do. " if dry_run else ""
    _say(f"{would}Bulletins: {done}; {len(refusals)} refused.")


def _line(outcome: Outcome) -> str:
    day = f"{outcome.date.day} {outcome.date:%B %Y}"
    line = f"Update {outcome.number}, {day}: {outcome.state}"
    if outcome.state == "unchanged":
        return line
    return (
        f"{line}; {_count(len(outcome.items), 'item')}, {outcome.told_before} told before; "
        f"{_count(outcome.new_publications, 'new publication')}, "
        f"{_count(outcome.new_people, 'new person', 'new people')}"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _say(line: str, end: str = "\n") -> None:
    print(line, file=sys.stderr, end=end, flush=True)
