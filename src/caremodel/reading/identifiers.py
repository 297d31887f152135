"""One child, one identifier: forms that spreadsheets make of it are put right where the others show what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .pieces import Note, Piece

_MENDED = (
    "other rows of the authority have this identifier with noughts before it, in another case or spacing, "
    "so it was read as theirs."
)


def with_one_form(sets: Mapping[tuple[str, int], dict[str, list[Piece]]]) -> None:
    """Put identifiers of each authority's children into one form, in all years and tables of it."""
    by_authority: dict[str, list[dict[str, list[Piece]]]] = {}
    for (authority, _), tables in sets.items():
        by_authority.setdefault(authority, []).append(tables)
    for years in by_authority.values():
        pieces = [piece for tables in years for several in tables.values() for piece in several]
        if not _can_differ(pieces):
            continue
        counts: Counter[str] = Counter()
        for piece in pieces:
            counts.update(piece.columns["CHILD"])  # type: ignore[arg-type]
        if meant := meant_forms(counts):
            for tables in years:
                for name, several in tables.items():
                    tables[name] = [_put_right(piece, meant) for piece in several]


def _can_differ(pieces: Iterable[Piece]) -> bool:
    """Whether any identifier begins with a nought, or has small letters or spaces: without, none has two forms."""
    for piece in pieces:
        text = "\n".join(piece.columns["CHILD"])  # type: ignore[arg-type]
        if "\n0" in text or text.startswith("0") or " " in text or text != text.upper():
            return True
    return False


def meant_forms(counts: Mapping[str, int]) -> dict[str, str]:
    """Identifier → what it should be, for those that are a damaged form of another.

    Noughts are never invented: 123 becomes 00123 only where some row has 00123, and no row 0123.

    >>> meant_forms({"00123": 1, "123": 5, "AB7": 4, "ab 7": 1, "99": 1})
    {'123': '00123', 'ab 7': 'AB7'}
    """
    forms: dict[str, list[str]] = {}
    for text in counts:
        plain = text.replace(" ", "").upper()
        forms.setdefault(plain.lstrip("0") if plain.isdigit() else plain, []).append(text)
    meant: dict[str, str] = {}
    for several in forms.values():
        if len(several) > 1:
            padded = [text for text in several if text.startswith("0")]
            if several[0].replace(" ", "").isdigit() and len(padded) != 1:
                continue
            best = padded[0] if padded else max(several, key=lambda text: (counts[text], text))
            meant |= {text: best for text in several if text != best}
    return meant


def _put_right(piece: Piece, meant: Mapping[str, str]) -> Piece:
    children = piece.columns["CHILD"]
    rows = [row for row, child in enumerate(children) if child in meant]
    if not rows:
        return piece
    note = Note("mended", "CHILD", _MENDED, rows, [str(children[row]) for row in rows])
    return replace(
        piece,
        columns={**piece.columns, "CHILD": [meant.get(str(child), child) for child in children]},
        notes=(*piece.notes, note),
    )
