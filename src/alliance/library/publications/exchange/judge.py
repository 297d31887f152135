"""Everything that is wrong with the records of a file. Needs no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from alliance.library.recognise import match_key
from alliance.text.similarity import fold

from .records import MOST, Record


def faults_of(records: Iterable[Record], topics: Mapping[str, int]) -> list[str]:
    """The faults of records, a sentence each, saying where and how to mend it.

    Args:
        topics: those of the site, by name and slug, folded.
    """
    faults: list[str] = []
    told: dict[tuple[object, ...], str] = {}
    for number, record in enumerate(records, 1):
        if number > MOST:
            faults.append(f"{record.where}: a file has {MOST} publications at most. Split it.")
            break
        faults += [f"{record.where}: {fault}" for fault in _of_one(record, topics)]
        same = (match_key(record.title), fold(record.publisher), record.published_on)
        if match_key(record.title) and same in told:
            faults.append(
                f"{record.where}: “{_short(record.title)}” of that day is in {told[same]} already; "
                "leave one, or give the day of each version."
            )
        told.setdefault(same, record.where)
    return faults


def _of_one(record: Record, topics: Mapping[str, int]) -> Iterable[str]:
    if not record.title:
        yield "write the title."
    elif not match_key(record.title):
        yield f"the title “{_short(record.title)}” has no letter or figure in it."
    for name, text, most in (
        ("title", record.title, 500),
        ("name of the publisher", record.publisher, 200),
        ("name of the version", record.label, 100),
        ("address", record.url, 2000),
        ("account of what changed", record.what_changed, 5000),
    ):
        if len(text) > most:
            yield f"the {name} has {len(text):,} characters; {most:,} is the most."
    if record.url and not _is_address(record.url):
        yield f"“{_short(record.url)}” is no address of a web page; write it with https://."
    for topic in record.topics:
        if fold(topic) not in topics:
            yield f"there is no topic “{_short(topic)}”; leave it out, or add it in the editors’ area."


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in text


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
