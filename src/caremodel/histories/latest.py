"""One row for each start: what the latest return that has the episode says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from ..returns import last_day
from .changes import Note, in_words, year_in_words
from .model import Episode

_ENDING: Final = ("ended", "rec", "reason")
_FACTS: Final = (
    ("rne", "reason for new episode"),
    ("ls", "legal status"),
    ("cin", "need"),
    ("place", "placement"),
    ("provider", "provider"),
    ("home_post", "home postcode"),
    ("pl_post", "placement postcode"),
    ("urn", "URN"),
)
_NAMES: Final = (
    ("ended", "end"),
    ("rec", "reason for ending"),
    ("reason", "reason for change"),
    *_FACTS,
)


def latest(rows: Iterable[Episode], note: Note) -> list[Episode]:
    """The last word on each start, in order of starts; `rows` come in order of returns.

    That an open episode is closed by the next return is no change; that the past reads differently is.
    """
    kept: dict[dt.date, Episode] = {}
    for row in rows:
        before = kept.get(row[0])
        if before is not None and not _only_goes_on(before, row):
            row = _later_word(before, row, note)
        kept[row[0]] = row
    return sorted(kept.values()) if len(kept) > 1 else list(kept.values())


def _only_goes_on(before: Episode, row: Episode) -> bool:
    """Whether a later return says the same, or only how an open episode has ended since."""
    if before[1] is not None:
        return before[:12] == row[:12] and before[12] != row[12]
    ended = row[1]
    return (
        before[2:7] == row[2:7]
        and before[9:12] == row[9:12]
        and before[12] != row[12]
        and (ended is None or ended > last_day(before[12]))
    )


def _later_word(before: Episode, row: Episode, note: Note) -> Episode:
    if before[:12] == row[:12]:
        if before.year == row.year:
            note("duplicate", f"{_which(row)} stands twice and is read once.", row.year)
        return row
    if before.year == row.year:
        return _one_of_two(before, row, note)
    # Something left blank does not unsay what an earlier return said; an end taken back does.
    blank = {name: getattr(before, name) for name, _ in _FACTS if getattr(row, name) is None}
    word = row._replace(**blank) if blank else row
    known_end = before.ended is None and not (word.ended and word.ended <= last_day(before.year))
    changed = [
        f"{title} {_said(getattr(before, name))} → {_said(getattr(word, name))}"
        for name, title in _NAMES
        if getattr(before, name) != getattr(word, name) and not (known_end and name in _ENDING)
    ]
    if changed:
        note(
            "corrected",
            f"{_which(before)} reads differently in the return of {year_in_words(row.year)}: {'; '.join(changed)}.",
            before.year,
        )
    return word


def _one_of_two(one: Episode, other: Episode, note: Note) -> Episode:
    """Two rows of one return with one start: the one that lasts, that ends, that ends later.

    Coming into care that day (S) is kept, whichever row says it.
    """
    left, kept = sorted((one, other), key=_lasting)
    if left.ended == left.began:
        note(
            "no night",
            f"{_which(left)} ends the day it begins, and another begins that day: it is left out.",
            left.year,
        )
    else:
        note(
            "duplicate",
            f"Two rows begin on {in_words(one.began)}; the one that ends {_end(kept)} is read.",
            left.year,
        )
    return kept._replace(rne="S") if left.rne == "S" else kept


def _lasting(row: Episode) -> tuple[bool, bool, dt.date, list[str]]:
    facts = [fact or "" for fact in (*row[3:12], row.rne)]
    return row.ended != row.began, row.ended is not None, row.ended or row.began, facts


def _which(row: Episode) -> str:
    return f"The episode from {in_words(row.began)}"


def _end(row: Episode) -> str:
    return in_words(row.ended) if row.ended else "later"


def _said(value: object) -> str:
    if isinstance(value, dt.date):
        return in_words(value)
    return "blank" if value is None else str(value)
