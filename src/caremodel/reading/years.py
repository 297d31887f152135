"""The collection year of pieces: as their rows say, else their names, else their dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..returns import Fault, Place, collection_year, last_day
from .naming import year_told
from .pieces import Piece

_DATES_OF_A_YEAR: Final = {
    "episodes": ("DECOM", "DEC"),
    "reviews": ("REVIEW",),
    "missing": ("MIS_START", "MIS_END"),
    "sw_episodes": ("SW_DECOM", "SW_DEC"),
    "dolo": ("DOLO_START", "DOLO_END"),
    "ad1": ("DATE_INT", "DATE_MATCH"),
    "placed_for_adoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
}
"""Dates that mostly lie in the year of the return, best first."""
_TELLING: Final = ("episodes", "reviews", "missing", "sw_episodes")
_ENOUGH: Final = 20
"""Dates that it takes to believe them rather than a name."""
_A_FEW: Final = 0.02
"""Of a table's dates, so many may be slips of the pen."""


def with_years(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Fault]]:
    """The pieces with a year each, and faults for those whose year nothing tells."""
    groups: dict[tuple[str | None, tuple[str, ...], int | None], list[Piece]] = {}
    done = [piece for piece in pieces if piece.year is not None]
    for piece in pieces:
        if piece.year is None:
            key = (piece.authority, piece.names[:-1], year_told(piece.names))
            groups.setdefault(key, []).append(piece)
    faults = []
    for (_, _, named), group in groups.items():
        if named is not None:
            done += _held_against_dates(group, named)
            continue
        year = _year_of_dates(group)
        if year is not None:
            done += [_told_by_dates(piece, year) for piece in group]
        else:
            faults += [_untold(piece) for piece in group]
    return done, faults


def _held_against_dates(group: Sequence[Piece], named: int) -> list[Piece]:
    """A name is believed, unless dates enough say that it is another year's."""
    wrong = {
        number: year
        for number, piece in enumerate(group)
        if piece.table in _TELLING and (year := _contradicted(piece, named)) is not None
    }
    telling = [number for number, piece in enumerate(group) if piece.table in _TELLING]
    if wrong and len(wrong) == len(telling) and len(set(wrong.values())) == 1:
        year = next(iter(wrong.values()))
        wrong = dict.fromkeys(range(len(group)), year)
    return [
        _moved(piece, named, wrong[number]) if number in wrong else replace(piece, year=named)
        for number, piece in enumerate(group)
    ]


def _contradicted(piece: Piece, named: int) -> int | None:
    """The year that the dates tell, where the named one cannot be right."""
    years = _years(piece)
    whole = sum(years.values())
    later = sum(count for year, count in years.items() if year > named)
    if whole < _ENOUGH or (years[named] and later <= whole / 4):
        return None
    told = _latest(years)
    return None if told == named else told


def _years(piece: Piece) -> Counter[int]:
    """How many of its telling dates lie in each collection year."""
    days: Counter[object] = Counter()
    for name in _DATES_OF_A_YEAR.get(piece.table, ()):
        days.update(piece.columns[name])
    years: Counter[int] = Counter()
    for day, count in days.items():
        if day is not None:
            years[collection_year(day)] += count  # type: ignore[arg-type]
    return years


def _latest(years: Counter[int]) -> int | None:
    """The last year that more than a few of the dates lie in."""
    few = _A_FEW * sum(years.values())
    return max((year for year, count in years.items() if count >= few), default=None)


def _year_of_dates(group: Sequence[Piece]) -> int | None:
    for table in _DATES_OF_A_YEAR:
        years: Counter[int] = Counter()
        for piece in group:
            if piece.table == table:
                years += _years(piece)
        if (year := _latest(years)) is not None:
            return year
    return None


def _told_by_dates(piece: Piece, year: int) -> Piece:
    said = (
        f"No name tells the collection year; the dates say {year} (to {last_day(year):%d %B %Y}), "
        f"so it was read as that. Put the files in a folder named {year}."
    )
    return _said(piece, year, said)


def _moved(piece: Piece, named: int, year: int) -> Piece:
    said = (
        f"Its name tells the collection year {named}, its dates {year} (to {last_day(year):%d %B %Y}): "
        f"it was read as the return of {year}. If that is right, put it in a folder named {year}."
    )
    return _said(piece, year, said)


def _said(piece: Piece, year: int, said: str) -> Piece:
    fault = Fault("mended", said, Place(piece.file, 1), piece.table)
    return replace(piece, year=year, faults=(*piece.faults, fault))


def _untold(piece: Piece) -> Fault:
    said = (
        "Neither names nor dates tell the collection year, so it was set aside. "
        "Put it in a folder named by the year in which the return ends, such as 2024."
    )
    return Fault("file", said, Place(piece.file, 1), piece.table)
