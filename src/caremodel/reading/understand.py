"""A sheet of text to pieces of a table: cells understood, rows without a child set aside, authorities parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ..returns import Cell, Fault, Place
from ..tables import TABLES, Column
from .careful import Judged, read_carefully
from .cells import Seen, Unclean
from .dates import Order, evidence, orders, two_forms
from .naming import year_in
from .pieces import Note, Piece, row_faults
from .recognise import Recognised, named, recognise
from .sheets import Sheet

_A_COUNT: Final = re.compile(
    r"(?:grand |sub)?totals?:?|\(?\d+ (?:rows?|records?)(?: \w+)?\.?\)?|(?:row |record )?counts?:?(?: \d+)?",
    re.IGNORECASE,
)
"""What stands for a child in a row below the others that counts them."""
_AT_THE_END: Final = 3
"""Rows below the others that may do so."""
_COUNTS = "the row counts the others and is of no child, so it was set aside. Take it out."
_NO_CHILD = "the row names no child in its column CHILD, so it was set aside. Fill it in."


class Understood(NamedTuple):
    """What a sheet gives: pieces, and the faults that belong to none of them."""

    pieces: list[Piece]
    faults: list[Fault]


class _Kept(NamedTuple):
    """The columns of a sheet as they were understood, with the remarks on them."""

    lines: Sequence[int]
    cells: dict[str, list[Cell]]
    notes: list[Note]
    authorities: Sequence[str]
    years: Sequence[str]


def understand(sheet: Sheet, seen: Seen) -> Understood:
    """Pieces of the sheet, one for each authority and year that its rows name; raises Irregular."""
    found = recognise(sheet.heads)
    if found is None:  # whoever made the sheet has looked for its heads
        return Understood([], [])
    kept = _read(sheet, found, seen)
    faults = [
        Fault("mended", sentence, Place(sheet.file, sheet.head_line), found.table)
        for sentence in (*sheet.mends, *_about_heads(sheet, found))
    ]
    asides = [(one.line, one.message, one.text) for one in sheet.asides]
    layout = [column.name for column in TABLES[found.table].columns]
    rows = len(kept.lines)
    piece = Piece(
        found.table,
        sheet.file,
        sheet.names,
        {name: kept.cells.get(name) or (None,) * rows for name in layout},
        kept.lines,
        tuple(name for name in layout if name not in found.at),
        tuple(kept.notes),
    )
    with_child, without = _with_child(piece)
    faults += row_faults(found.table, sheet.file, asides + without)
    pieces = _part(piece, with_child, kept)
    if not pieces:
        return Understood([], faults)
    pieces[0] = replace(pieces[0], faults=tuple(faults))
    return Understood(pieces, [])


def _read(sheet: Sheet, found: Recognised, seen: Seen) -> _Kept:
    """All columns: those in proper form by looking up, the others, from the start again, with care."""
    columns = [column for column in TABLES[found.table].columns if column.name in found.at]
    cells: dict[str, list[Cell]] = {column.name: [] for column in columns}
    unclean: set[str] = set()
    first = True
    lines: Sequence[int] = range(0)
    authorities: list[str] = []
    years: list[str] = []
    for block in sheet.blocks():
        lines = _followed(lines, block.lines)
        for column in columns:
            if first and column.kind == "date" and two_forms(block.columns[found.at[column.name]]):
                unclean.add(column.name)
            if column.name not in unclean:
                try:
                    cells[column.name] += seen.read(column, block.columns[found.at[column.name]])
                except Unclean:
                    unclean.add(column.name)
        first = False
        if found.authority is not None:
            authorities += map(seen.name, block.columns[found.authority])
        if found.year is not None:
            years += map(seen.name, block.columns[found.year])
    notes: list[Note] = []
    for column, judged in _with_care(sheet, found, columns, unclean, seen):
        cells[column.name] = judged[0].cells
        notes += _notes(column.name, *judged)
    return _Kept(lines, cells, notes, authorities, years)


def _followed(lines: Sequence[int], more: Sequence[int]) -> Sequence[int]:
    if not lines:
        return more
    if isinstance(lines, range) and isinstance(more, range) and lines.stop == more.start:
        return range(lines.start, more.stop)
    return [*lines, *more]


def _with_care(
    sheet: Sheet, found: Recognised, columns: list[Column], unclean: set[str], seen: Seen
) -> list[tuple[Column, tuple[Judged, Sequence[str]]]]:
    """The columns that need care. One unclean date, and all dates do: their order is told by all together."""
    dates = [column for column in columns if column.kind == "date"]
    if any(column.name in unclean for column in dates):
        unclean = unclean | {column.name for column in dates}
    texts: dict[str, list[str]] = {name: [] for name in unclean}
    if not texts:
        return []
    for block in sheet.blocks():
        for name, column_texts in texts.items():
            column_texts += map(seen.name, block.columns[found.at[name]])
    order = dict.fromkeys(unclean, Order())
    dated = [column.name for column in dates if column.name in unclean]
    if dated:
        order |= zip(dated, orders([evidence(texts[name]) for name in dated]), strict=True)
    return [
        (
            column,
            (
                read_carefully(column, texts[column.name], seen.of(column), order[column.name]),
                texts[column.name],
            ),
        )
        for column in columns
        if column.name in unclean
    ]


def _notes(name: str, judged: Judged, texts: Sequence[str]) -> list[Note]:
    """Remarks of a column, alike ones together, with the rows they are on."""
    if not judged.remarks:
        return []
    rows: dict[tuple[bool, str], list[int]] = {}
    for row, text in enumerate(texts):
        if remark := judged.remarks.get(text):
            rows.setdefault(remark, []).append(row)
    return [
        Note("mended" if understood else "cell", name, what, there, [texts[row] for row in there])
        for (understood, what), there in rows.items()
    ]


def _about_heads(sheet: Sheet, found: Recognised) -> list[str]:
    said = []
    if found.extra:
        said.append(
            f"Columns that {found.table} does not have were left out: {', '.join(found.extra[:20])}."
        )
    if found.repeated:
        said.append(
            f"Columns that come twice were read where they come first: {', '.join(found.repeated[:20])}."
        )
    told = named(sheet.names[-1]) if sheet.names else None
    if told is not None and told != found.table:
        said.append(
            f"Its name says {told}, its columns are those of {found.table}: it was read as {found.table}."
        )
    return said


def _with_child(piece: Piece) -> tuple[Sequence[int], list[tuple[int, str, str]]]:
    """The rows that name a child; of the others, those that are not wholly blank (line, sentence, text)."""
    children = piece.columns["CHILD"]
    counting = {
        row
        for row in range(max(0, len(children) - _AT_THE_END), len(children))
        if _A_COUNT.fullmatch(str(children[row] or ""))
    }
    if None not in children and not counting:
        return range(len(piece)), []
    lost = {row: note.what for note in piece.notes if note.column == "CHILD" for row in note.rows}
    unread = {row for note in piece.notes for row in note.rows}
    asides = []
    for row, child in enumerate(children):
        if row in counting:
            asides.append((piece.lines[row], _COUNTS, str(child)))
        elif child is None:
            rest = [cells[row] for cells in piece.columns.values() if cells[row] is not None]
            if rest or row in unread:
                said = f"CHILD: {lost[row]}" if row in lost else _NO_CHILD
                asides.append((piece.lines[row], said, ""))
    kept = [row for row, child in enumerate(children) if child is not None and row not in counting]
    return kept, asides


def _part(piece: Piece, rows: Sequence[int], kept: _Kept) -> list[Piece]:
    """One piece for each authority and collection year that the rows name."""
    if not kept.authorities and not kept.years:
        return [piece.keep(rows)] if rows or not len(piece) else []
    groups: dict[tuple[str, str], list[int]] = {}
    blank = [""] * len(piece)
    keys = list(zip(kept.authorities or blank, kept.years or blank, strict=True))
    for row in rows:
        groups.setdefault(keys[row], []).append(row)
    parts: dict[tuple[str | None, int | None], list[int]] = {}
    for (authority, year), there in groups.items():
        key = (_plain_name(authority) or None, _year(year))
        parts[key] = sorted(parts[key] + there) if key in parts else there
    return [
        replace(piece.keep(there), authority=authority, year=year)
        for (authority, year), there in parts.items()
    ]


def _plain_name(text: str) -> str:
    return re.sub(r"\.0+$", "", " ".join(text.split()))


def _year(text: str) -> int | None:
    """The collection year in a cell: 2024, 2024.0, 2023-24."""
    return year_in(re.sub(r"\.0+$", "", text.strip()))
