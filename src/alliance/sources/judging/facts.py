"""The facts by which two tellings of a thing can be held together: days, months, sums, numbers.

“Thirty-eight councils” and “38 councils” are one fact; “£38.40” and “38” are two. Each keeps the
words it was read from and the words beside it, which say what it is a number of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alliance.text.dated.dated_words import Passage
from alliance.text.dated.deadlines import Role, read_dates
from alliance.text.dates import MONTHS, find_dates

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth".split(), 1)
}
_SEASONS = "spring summer autumn winter"
_TENS_AT = rf"(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<unit>{'|'.join(list(_UNITS)[1:10])}))?"
_FACT = re.compile(
    rf"""(?P<sum>[£€$]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|m|bn|k)\b)?)
      | (?P<figure>(?<![\w/.-])\d[\d,]*(?:\.\d+)?(?=%|[^\w]|$))
      | (?P<month>\b(?-i:{"|".join(name.title() for name in MONTHS)})\b(?:\s+20\d\d\b)?)
      | \b(?P<spelt>{_TENS_AT}|(?P<small>{"|".join(list(_UNITS)[2:])}))\b
      | \b(?P<edition>(?:{"|".join(_ORDINALS)})(?=\s+(?:round|quarter|wave|edition|cohort|phase))
          |(?:{"|".join(_SEASONS.split())})(?=\s+(?:cohort|term|edition|20\d\d|conference|campaign)))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_BESIDE = 26
"""Characters to either side that say what a number is a number of."""
_LITTLE = frozenset(
    "the a an of and or in on at to by for from with is are was were be been has have had that this it its as than "
    "about over under up down per cent percent more less their they which who will may can all each one".split()
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its value for comparison, what kind it is, its words, and the words beside it."""

    kind: str
    """day, month, sum, number or edition"""
    value: str
    words: str
    beside: frozenset[str]
    role: str = ""
    """Of a day: deadline or event, where the words say so."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that the one telling gives so and the other otherwise."""

    what: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.what} from “{self.was}” to “{self.now}”"


@lru_cache(maxsize=8192)
def facts_of(text: str, issued: dt.date | None = None) -> tuple[Fact, ...]:
    """The facts of a text in its order. What was read is remembered: one text is met many times."""
    found: list[Fact] = []
    roles = _roles(text, issued)
    taken: list[tuple[int, int]] = []
    for written in find_dates(text):
        for each in filter(None, (written, written.until)):
            value = f"{each.month:02d}-{each.day:02d}"
            found.append(
                Fact("day", value, text[each.start : each.end], _beside(text, written.start, written.end),
                     roles.get(written.start, ""), each.start)
            )  # fmt: skip
        taken.append((written.start, written.end))
    for match in _FACT.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        kind, value = _read(match)
        if value:
            beside = _beside(text, match.start(), match.end())
            found.append(Fact(kind, value, match.group(), beside, at=match.start()))
    return tuple(sorted(found, key=lambda fact: fact.at))


def _roles(text: str, issued: dt.date | None) -> dict[int, str]:
    """Which written days are deadlines or events, by where they start."""
    passages, start = [], 0
    for place, line in enumerate(text.split("\n")):
        if line.strip():
            passages.append(Passage(line, start, is_title=place == 0))
        start += len(line) + 1
    meant = read_dates(passages, issued)
    return {each.start: each.role.value for each in meant if each.role is not Role.ODD}


def _read(match: re.Match[str]) -> tuple[str, str]:
    if match["sum"]:
        return "sum", re.sub(r"[\s,]", "", match["sum"].lower()).replace("million", "m").rstrip(".")
    if match["month"]:
        return "month", match["month"][:3].lower()
    if match["edition"]:
        word = match["edition"].lower()
        return "edition", _ORDINALS.get(word, word)
    if match["figure"]:
        value = match["figure"].replace(",", "").rstrip(".")
        if re.fullmatch(r"(?:19|20)\d\d", value):
            return "edition", value
        return ("number", value) if value != "1" else ("", "")
    tens, unit, small = match["tens"], match["unit"], match["small"]
    number = (
        _UNITS[small.lower()]
        if small
        else _TENS[tens.lower()] + (_UNITS[unit.lower()] if unit else 0)
    )
    return "number", str(number)


def _beside(text: str, start: int, end: int) -> frozenset[str]:
    """The words next to a fact, to the end of its clause."""
    before = re.split(r"[.;:!?\n]", text[max(0, start - _BESIDE) : start])[-1]
    after = re.split(r"[.;:!?\n]", text[end : end + _BESIDE])[0]
    words = [*_WORD.findall(before)[-3:], *_WORD.findall(after)[:3]]
    return frozenset(word.lower().rstrip("s") for word in words) - _LITTLE


def values(facts: Iterable[Fact]) -> frozenset[str]:
    """What is compared of facts."""
    return frozenset(f"{fact.kind} {fact.value}" for fact in facts)


def changes(was: Sequence[Fact], now: Sequence[Fact]) -> list[Change]:
    """The facts of which the other telling gives another value for what seems the same thing.

    A fact that only one of them gives is no change: one tells more than the other.
    """
    said, says = values(was), values(now)
    gone = [fact for fact in was if f"{fact.kind} {fact.value}" not in says]
    new = [fact for fact in now if f"{fact.kind} {fact.value}" not in said]
    found: list[Change] = []
    used: set[int] = set()
    for old in gone:
        fits = [
            (len(old.beside & each.beside) + (2 if old.role and old.role == each.role else 0), -place)
            for place, each in enumerate(new)
            if each.kind == old.kind and place not in used
            and (not old.role or not each.role or old.role == each.role)
        ]  # fmt: skip
        if not fits:
            continue
        score, place = max(fits)
        alone = (
            old.kind in {"day", "sum"} and len(fits) == sum(o.kind == old.kind for o in gone) == 1
        )
        if score >= 1 or alone:
            used.add(-place)
            change = Change(_what(old), old.words.strip(), new[-place].words.strip())
            if change not in found:
                found.append(change)
    return found


def _what(fact: Fact) -> str:
    if fact.role == "deadline":
        return "closing date moved"
    if fact.role == "event":
        return "date moved"
    return {"day": "date changed", "month": "month changed", "sum": "sum changed"}.get(
        fact.kind, "figure changed"
    )
