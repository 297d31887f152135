"""RIS: a line a fact, “TY  - RPRT” to “ER  -”, as reference managers write and read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alliance.library.kinds import Kind

from .records import Read, Record, day_of, one_line

_LINE = re.compile(r"^\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)$")
_TYPES = {Kind.STATISTICS: "DATA"}
"""Everything else is a report to a reference manager; M3 says the kind in words."""
Fields = dict[str, list[str]]


def write_ris(records: Iterable[Record]) -> str:
    """Records as RIS, with the line ends that its description asks for."""
    return "".join(f"{line}\r\n" for record in records for line in _lines(record))


def _lines(record: Record) -> Iterator[str]:
    kind = Kind(record.kind) if record.kind in Kind.values else None
    facts = [
        ("TY", _TYPES.get(kind, "RPRT") if kind else "RPRT"),
        ("TI", record.title),
        ("AU", record.publisher),
        ("PB", record.publisher),
        ("M3", kind.label if kind else ""),
        ("PY", f"{record.published_on:%Y}" if record.published_on else ""),
        ("DA", f"{record.published_on:%Y/%m/%d/}" if record.published_on else ""),
        ("ET", record.label),
        ("UR", record.url),
        ("N1", record.what_changed),
        *(("KW", topic) for topic in record.topics),
    ]
    yield from (f"{tag}  - {one_line(value)}" for tag, value in facts if value)
    yield "ER  - "
    yield ""


def read_ris(text: str) -> Read:
    """The records of a file, each with the line of its TY; lines that fit nowhere are faults."""
    read = Read()
    fields: Fields | None = None
    begun, tag = 0, ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        found = _LINE.match(line)
        if found is None:
            if line.strip() and fields is not None and tag:
                fields[tag][-1] += f" {line.strip()}"
            elif line.strip():
                read.faults.append(f"line {number}: begin each record with “TY  - RPRT”.")
            continue
        tag, value = found[1], found[2] or ""
        if tag == "TY":
            if fields is not None:
                read.faults.append(f"line {number}: end the record of line {begun} with “ER  -”.")
            fields, begun = {}, number
        if fields is None:
            read.faults.append(f"line {number}: “{tag}” stands outside a record; begin with TY.")
            tag = ""
            continue
        if tag == "ER":
            read.records.append(_record(fields, begun))
            fields, tag = None, ""
            continue
        fields.setdefault(tag, []).append(value)
    if fields is not None:
        read.faults.append(f"line {begun}: end the record with “ER  -”.")
    return read


def _record(fields: Fields, line: int) -> Record:
    def first(*tags: str) -> str:
        said = (one_line(value) for tag in tags for value in fields.get(tag, ()))
        return next(filter(None, said), "")

    # the day that says most: a whole one before the year alone
    days = [day_of(first(tag)) for tag in ("DA", "Y1", "PY")]
    said = [found for found in days if found[0]]
    day, doubts = next((found for found in said if not found[1]), said[0] if said else (None, ()))
    bodies = [one_line(name) for name in fields.get("AU", ()) if "," not in name]
    labels = {kind.label.casefold(): kind.value for kind in Kind}
    kind = first("M3").casefold()
    is_data = first("TY") in {"DATA", "STAT"}
    return Record(
        title=first("TI", "T1", "CT"),
        publisher=first("PB") or next(iter(bodies), ""),
        kind=labels.get(kind, Kind.STATISTICS.value if is_data else ""),
        published_on=day,
        url=first("UR", "L1", "L2"),
        label=first("ET"),
        what_changed=first("N1"),
        topics=tuple(filter(None, (one_line(word) for word in fields.get("KW", ())))),
        where=f"line {line}",
        doubts=doubts,
    )
