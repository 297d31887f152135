"""Leaving out of a text what says whose it is, for a panel that reads blind.

Names of people and places are found however they are joined or spelled with capitals or accents. What is
left out is replaced by “…”. No list is complete: the programme still looks (decision 75).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .names import (
    folded,
    parts_of_organisation,
    parts_of_person,
    parts_of_place,
    patterns,
    plain,
)

LEFT_OUT = "…"
_ALWAYS = (
    r"[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]*[^\W_]",  # e-mail addresses
    r"(?i:\b(?:https?://|www\.)[^\s<>()]*[^\s<>().,;:!?'\"])",
    r"(?i:\b[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|info|london|wales|education|school)\b(?:/[^\s<>()]*[^\W_])?)",
    r"(?<![\w£])(?:\+44[\s.-]?|\(?0)(?:\(0\)[\s.-]?)?\d(?:[\s().-]*\d){8,10}(?!\w)",
    r"(?i:\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)",  # postcodes
    r"(?<!\w)@\w{3,}",
)
"""Addresses, numbers and handles lead to somebody, whoever it is."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Leaves the names of one answer, and addresses and numbers of any, out of its texts."""

    finds: tuple[re.Pattern[str], ...]

    def __call__(self, text: str) -> str:
        shown = plain(text)
        pieces, end = [], 0
        for start, stop in self._found(shown):
            pieces += [shown[end:start], LEFT_OUT]
            end = stop
        return "".join([*pieces, shown[end:]])

    def names_in(self, text: str) -> list[str]:
        """What would be left out, each once."""
        shown = plain(text)
        return list(dict.fromkeys(shown[start:stop] for start, stop in self._found(shown)))

    def _found(self, shown: str) -> list[tuple[int, int]]:
        """Where names stand, in order; those that overlap are one."""
        searched = folded(shown)
        spans = sorted(match.span() for each in self.finds for match in each.finditer(searched))
        found: list[tuple[int, int]] = []
        for start, stop in spans:
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(stop, found[-1][1]))
            else:
                found.append((start, stop))
        return found


def blank_for(
    *,
    people: Iterable[str] = (),
    places: Iterable[str] = (),
    organisations: Iterable[str] = (),
    prefix: str = "",
) -> Blank:
    """What leaves the names out.

    Args:
        people: whoever gave the answer.
        places: authorities, all of the directory's: to leave out only the right one would tell it.
        organisations: where they work, whose product it rests on.
        prefix: how references of the call begin.
    """
    own = {
        *(part for name in people for part in parts_of_person(name)),
        *(part for name in organisations for part in parts_of_organisation(name)),
    }
    return Blank((_of_all(tuple(places), prefix), *_finds(own)))


@cache
def _of_all(places: tuple[str, ...], prefix: str) -> re.Pattern[str]:
    """What is left out of every answer to a call: made once, for it is long."""
    reference = [rf"(?i:\b{re.escape(prefix)}-\d+\b)"] if prefix else []
    names = {part for name in places for part in parts_of_place(name)}
    return re.compile("|".join([*_ALWAYS, *reference, *_patterns(names)]))


def _finds(names: Iterable[str]) -> Iterator[re.Pattern[str]]:
    if found := _patterns(names):
        yield re.compile("|".join(found))


def _patterns(names: Iterable[str]) -> list[str]:
    """The longest first, so that a name is found whole."""
    return list(patterns(sorted(names, key=lambda name: (-len(name), name))))
