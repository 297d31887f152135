"""Statutory returns as authorities hold them, read: files in, returns out, and a sentence for every doubt."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..returns import Fault, Place, Return
from . import files
from .assemble import assemble
from .cells import Seen
from .files import File, Unread, by_ending
from .pieces import Piece
from .recognise import SHARED, head, named
from .safe_xml import BadXml
from .sheets import Irregular, Sheet
from .text import NoHeads, NotText, read_text
from .understand import Understood, understand
from .workbooks import BadWorkbook, Tab, read_workbook
from .xml_returns import read_xml

_TELLING_HEADS: Final = 3
_MOST_HEADS: Final = 0.7
"""So many heads of returns, and such a share of all, make a table look like one that lacks what it is known by."""

Progress = Callable[[int, int, str], None]
"""Called with how many files are read, of how many, and the name of the one that comes next."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a return for each authority and year, in order, and the faults of no return."""

    returns: tuple[Return, ...]
    faults: tuple[Fault, ...] = ()


def read(paths: Sequence[Path], *, progress: Progress | None = None) -> Reading:
    """Read files, folders and zips of returns, of any number of authorities and years.

    The year is told by a column YEAR, by names (2024, 2023-24) or by the dates; the authority by a column LA,
    by a code of three digits in a name, or by folders side by side. Nothing raises: what cannot be read is a
    fault.
    """
    found, faults = files.find([Path(path) for path in paths])

    def contents() -> Iterator[File]:
        for number, one in enumerate(found):
            if progress is not None:
                progress(number, len(found), one.file)
            opened = files.opened(one)
            if isinstance(opened, Fault):
                faults.append(opened)
            else:
                yield opened
        if progress is not None:
            progress(len(found), len(found), "")

    reading = _read(contents())
    return Reading(reading.returns, (*faults, *reading.faults))


def read_files(contents: Iterable[tuple[str, bytes]]) -> Reading:
    """Read files given as name (with folders, if any) and bytes: for a browser, or what was uploaded."""
    return _read(files.named(name, content) for name, content in contents)


def _read(contents: Iterable[File]) -> Reading:
    seen = Seen()
    pieces: list[Piece] = []
    faults: list[Fault] = []
    for file in contents:
        for one in files.unpacked(file) if _is_archive(file.content) else (file,):
            understood = Understood([], [one]) if isinstance(one, Fault) else _understand(one, seen)
            pieces += understood.pieces
            faults += understood.faults
    returns, untold = assemble(pieces)
    return Reading(tuple(returns), (*faults, *untold))


def _is_archive(content: bytes) -> bool:
    return files.is_zip(content) and not files.is_workbook(content)


def _understand(file: File, seen: Seen) -> Understood:
    """The pieces of one file that is no archive."""
    content = file.content
    if len(content) < 1 << 16 and not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return _set_aside(
            file, "The file is empty. Export it again, or take it out.", kind=by_ending(file.file)
        )
    if files.is_zip(content):
        return _of_workbook(file, seen)
    if content.startswith(b"%PDF"):
        return _set_aside(file, "It is a PDF. A return is CSV, XLSX or XML.", kind="other")
    for start, said in _OTHER_KINDS.items():
        if content.startswith(start):
            return _set_aside(file, said)
    if content[:100].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        return _of_xml(file, seen)
    return _of_text(file, seen)


_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "It is a workbook of an old kind (XLS) or one with a password. Save it as XLSX or CSV.",
    b"\x1f\x8b": "It is packed by gzip. Unpack it first.",
    b"7z\xbc\xaf": "It is packed by 7-Zip. Unpack it first, or make a zip.",
    b"Rar!": "It is packed by RAR. Unpack it first, or make a zip.",
}


def _of_text(file: File, seen: Seen) -> Understood:
    try:
        try:
            return understand(read_text(*file), seen)
        except Irregular:
            return understand(read_text(*file, regular=False), seen)
    except NotText:
        said = "It is not text. A return is CSV, XLSX or XML."
        return _set_aside(file, said, kind=by_ending(file.file))
    except NoHeads as fault:
        kind = _by_heads(file.names[-1], fault.nearest)
        return _set_aside(file, _no_table(fault.nearest), kind=kind)
    except csv.Error:
        said = "A cell has more than 131,072 characters. Look for a quotation mark that is closed too late."
        return _set_aside(file, said)


_OTHER_XML = {
    b"<html": "It is a web page, whatever its name says. Open it in Excel and save it as XLSX or CSV.",
    b"urn:schemas-microsoft-com:office:spreadsheet": "It is a workbook of Excel 2003. Save it as XLSX or CSV.",
}


def _of_xml(file: File, seen: Seen) -> Understood:
    first = file.content[:2000].lower()
    for within, said in _OTHER_XML.items():
        if within in first:
            return _set_aside(file, said, kind=by_ending(file.file))
    try:
        sheets = read_xml(*file)
    except BadXml as fault:
        return _set_aside(file, str(fault), kind=by_ending(file.file))
    if not sheets:
        said = "The XML has no children of a return in it (elements CHILD)."
        return _set_aside(file, said, kind=by_ending(file.file))
    return _all_of(sheets, seen)


def _of_workbook(file: File, seen: Seen) -> Understood:
    try:
        sheets, others = read_workbook(*file)
    except BadWorkbook as fault:
        return _set_aside(file, str(fault), kind=by_ending(file.file))
    understood = _all_of(sheets, seen)
    understood.faults.extend(_no_table_in(file, tab) for tab in others)
    if not sheets and not others:
        understood.faults.append(_fault(file.file, "The workbook is empty."))
    return understood


def _all_of(sheets: Sequence[Sheet], seen: Seen) -> Understood:
    whole = Understood([], [])
    for sheet in sheets:
        found = understand(sheet, seen)
        whole.pieces.extend(found.pieces)
        whole.faults.extend(found.faults)
    return whole


def _no_table_in(file: File, tab: Tab) -> Fault:
    heads = tab.rows[0][1]
    return _fault(f"{file.file} › {tab.name}", _no_table(heads), _by_heads(tab.name, heads))


def _no_table(heads: Sequence[str]) -> str:
    columns = ", ".join(text.strip()[:30] for text in heads[:8] if text.strip()) or "none"
    return (
        f"No table of the return (SSDA903) has its columns ({columns}), so it was set aside. "
        "A table needs CHILD and the heads of the DfE's guide in one row near the top."
    )


def _by_heads(name: str, heads: Sequence[str]) -> Unread:
    """Whether a table that is none of the return's may have been meant as one: by its name, or its heads."""
    texts = [text for text in heads if text.strip()]
    known = [column for text in texts if (column := head(text))]
    telling = set(known) - SHARED
    is_like = len(telling) >= _TELLING_HEADS and len(known) > _MOST_HEADS * len(texts)
    return "file" if named(name) or is_like else "other"


def _set_aside(file: File, said: str, kind: Unread = "file") -> Understood:
    return Understood([], [_fault(file.file, said, kind)])


def _fault(name: str, said: str, kind: Unread = "file") -> Fault:
    return Fault(kind, said, Place(name, 1))
