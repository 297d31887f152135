"""The security log as a file: for a spreadsheet, or a line of JSON an event."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator

from django.utils import timezone

from alliance.directory.models import SecurityEvent
from alliance.text.spreadsheets import harmless

COLUMNS = (
    "at", "event", "account", "roles", "by", "method", "address", "browser", "detail",
)  # fmt: skip


def row_of(event: SecurityEvent) -> dict[str, str]:
    """What a file says of an event, each column as text."""
    return {
        "at": timezone.localtime(event.at).isoformat(timespec="seconds"),
        "event": event.kind,
        "account": event.account_label,
        "roles": event.roles,
        "by": event.by_label,
        "method": event.method,
        "address": event.ip or "",
        "browser": event.browser,
        "detail": event.detail,
    }


class _Line:
    """What the csv module writes to: it hands back each line instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def as_csv(events: Iterable[SecurityEvent]) -> Iterator[str]:
    """A line of names, then a line an event. No cell is run as a formula."""
    writer = csv.writer(_Line())
    yield str(writer.writerow(COLUMNS))
    for event in events:
        yield str(writer.writerow(harmless(value) for value in row_of(event).values()))


def as_json_lines(events: Iterable[SecurityEvent]) -> Iterator[str]:
    """An object a line, without what is empty, as programs that gather logs read it."""
    for event in events:
        said = {name: value for name, value in row_of(event).items() if value}
        yield json.dumps(said, ensure_ascii=False) + "\n"
