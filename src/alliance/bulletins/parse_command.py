"""`alliance bulletin parse`: what was understood of a bulletin, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from alliance.bulletins.parsing.parse import parse_bytes
from alliance.bulletins.parsing.reading import Reading
from alliance.bulletins.parsing.sources import UnreadableSource

STANDARD_INPUT = "-"


def run(files: Sequence[str], *, format: str = "auto", as_json: bool = False) -> int:
    """Parse `files`, readings to standard output, messages to standard error.

    Returns 0, or 2 when a file could not be read; the others are parsed all the same.
    """
    status = 0
    for name in files:
        try:
            reading = parse_bytes(_read(name), _shown(name), format)
        except UnreadableSource as error:
            print(error, file=sys.stderr)
            status = 2
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            print(f"{name}: cannot be read ({reason}); check the path.", file=sys.stderr)
            status = 2
            continue
        if as_json:
            document = reading.to_json()
            if len(files) > 1:
                document = {"file": name, **document}
            print(json.dumps(document))
        else:
            print("\n".join(describe(reading, _shown(name))))
    return status


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else Path(name).name


def describe(reading: Reading, name: str) -> Iterator[str]:
    """The lines of a summary that a person can read."""
    number = (
        f"Bulletin {reading.number}" if reading.number is not None else "Bulletin without number"
    )
    date = (
        f"{reading.date:%A} {reading.date.day} {reading.date:%B %Y}" if reading.date else "no date"
    )
    yield f"{name}: {number}, {date}"
    for place, item in enumerate(reading.items, 1):
        yield f"\n{place}. {item.title}  [{item.section}{', action' if item.has_action else ''}]"
        for label, values in (
            ("deadlines", [day.isoformat() for day in item.deadlines]),
            ("events", [day.isoformat() for day in item.events]),
            ("people", item.people),
            ("links", [f"{link.text} <{link.url}>" for link in item.links]),
            ("money", item.money),
        ):
            if values:
                yield f"   {label}: {', '.join(values)}"
    if reading.publications:
        yield f"\nTools and templates: {len(reading.publications)}"
        for entry in reading.publications:
            parts = [entry.title, entry.publisher, entry.date.isoformat() if entry.date else None]
            yield "   " + " | ".join(part for part in parts if part)
    if reading.contacts:
        yield f"\nContacts: {len(reading.contacts)}"
        for contact in reading.contacts:
            details = (
                contact.name,
                contact.role,
                contact.organisation,
                contact.phone,
                contact.email,
            )
            yield "   " + " | ".join(part for part in details if part)
    if reading.doubts:
        yield f"\nTo look at: {len(reading.doubts)}"
        for doubt in reading.doubts:
            yield f"   {doubt.path}: {doubt.message}"
