"""Recognises people and authorities in names as bulletins write them.

Names are matched tolerantly (“Isablle” is Isabelle), but two people are never made one on the
strength of a likeness that two people could share: an editor merges, a program does not unmerge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from alliance.text.similarity import fold

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "cllr", "councillor", "professor", "prof", "sir", "dame"})  # fmt: skip
_OF_AN_AUTHORITY = re.compile(
    r"\b(?:royal|london|borough|county|city|district|metropolitan|unitary|council|authority|cc|bc|mbc"
    r"|of|the|childrens services|children s services)\b"
)
LONG = 6
"""Letters from which a name may have one typing slip; shorter ones are too near each other."""


def name_key(name: str) -> str:
    """A name for comparison: folded, without “Dr” or “Councillor”."""
    return " ".join(word for word in fold(name).split() if word not in _TITLES)


def same_name(a: str, b: str) -> bool:
    """Whether two spellings are one name: equal, or one slip inside one long part of it.

    A slip is a letter left out, put in, or two letters changed round, never the first or last
    letter: “Daniel” and “Daniela”, “Hansen” and “Hanson” are different names.
    """
    return _same_key(name_key(a), name_key(b))


def _same_key(a: str, b: str) -> bool:
    if a == b:
        return bool(a)
    first, second = a.split(), b.split()
    if len(first) != len(second) or len(first) < 2:
        return False
    different = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    return len(different) == 1 and _slip(*different[0])


def _slip(a: str, b: str) -> bool:
    if min(len(a), len(b)) < LONG or a[0] != b[0] or a[-1] != b[-1]:
        return False
    if OSA.distance(a, b) != 1:
        return False
    return len(a) != len(b) or sorted(a) == sorted(b)


def phone_key(number: str) -> str:
    """The digits of a telephone number, +44 written as 0."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def authority_key(organisation: str) -> str:
    """An organisation's name without the words that say what kind of authority it is."""
    return " ".join(_OF_AN_AUTHORITY.sub(" ", fold(organisation)).split())


@dataclass(slots=True)
class KnownPerson:
    """What recognising needs of one person."""

    id: int
    names: set[str]
    """Every spelling met, as `name_key` gives it."""
    organisation: str = ""
    authority: int | None = None
    roles: set[str] = field(default_factory=set)
    """Folded titles of the roles they have had."""
    reached_at: set[str] = field(default_factory=set)
    """Digits of telephone numbers, and e-mail addresses in lower case."""


def choose(
    people: Iterable[KnownPerson],
    name: str,
    *,
    organisation: str = "",
    authority: int | None = None,
    role: str = "",
    reached_at: Iterable[str] = (),
) -> KnownPerson | None:
    """The person who is meant, or nothing where it may be somebody else.

    Where the name is spelled alike, somebody at another authority is another person unless
    telephone, e-mail or role say otherwise. A slip in the name needs that nothing speaks against.
    """
    ways, title = set(reached_at), fold(role)
    best: tuple[int, KnownPerson] | None = None
    for person in people:
        likeness = _name_likeness(person, name)
        if not likeness:
            continue
        shared = bool(ways & person.reached_at) or bool(title and title in person.roles)
        conflict = _elsewhere(person, organisation, authority)
        if conflict and not shared:
            continue
        score = likeness + 2 * shared + (not conflict and bool(organisation))
        if best is None or score > best[0]:
            best = (score, person)
    return best[1] if best else None


def _name_likeness(person: KnownPerson, name: str) -> int:
    """4 = spelled alike, 2 = a slip apart, 0 = another name."""
    key = name_key(name)
    if not key:
        return 0
    if key in person.names:
        return 4
    return 2 if any(_same_key(known, key) for known in person.names) else 0


def _elsewhere(person: KnownPerson, organisation: str, authority: int | None) -> bool:
    if person.authority and authority:
        return person.authority != authority
    if person.organisation and organisation:
        return authority_key(person.organisation) != authority_key(organisation)
    return False
