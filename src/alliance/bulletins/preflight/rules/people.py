"""People whose details are said to be below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from alliance.text.similarity import fold

from ...parsing.people import NamedPerson, find_people, names_before
from ..finding import Finding, Mend, Rule
from ..issue import Issue, Passage

_BRACKET = re.compile(r"\(([^()\n]{4,60})\)?")
_LOOSE = re.compile(
    r"\b(?:contact\s+)?details\s+(?:are\s+)?(?:given\s+)?(?:for\s+(?:both|all|each)\s+)?(?:are\s+)?below\b"
    r"|\bwhose\s+(?:contact\s+)?details\s+(?:are|follow)\b[^.;]{0,20}?(?:below|follow)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_DETAILS = ("details", "contact", "contacts", "number", "email", "address")
_BELOW = ("below", "beneath", "underneath", "overleaf")
_AT_THE_END = re.compile(r"\bat the (?:end|foot|bottom)\b", re.IGNORECASE)
_REACH = 130
SAME, NEAR = 90, 72
"""Of a hundred: names so alike are one person's; names so alike may be."""


def not_below(issue: Issue) -> Iterator[Finding]:
    """“(details below)”, and the person is not in the contacts."""
    lost: list[tuple[Passage, NamedPerson]] = []
    seen: set[tuple[str, int]] = set()
    for passage in issue.passages:
        for person in _said_below(passage):
            if (passage.path, person.start) in seen or _in_contacts(person.name, issue):
                continue
            seen.add((passage.path, person.start))
            lost.append((passage, person))
    if lost and not issue.contacts:
        yield _none_at_all(lost)
        return
    for passage, person in lost:
        yield passage.finding(
            Rule.PERSON_NOT_BELOW,
            person.start,
            person.end,
            f"{person.name}’s details are said to be below, but {person.name} is not in the contacts.",
            _mend(person.name, issue),
        )


def _none_at_all(lost: Sequence[tuple[Passage, NamedPerson]]) -> Finding:
    # One fault, not as many as people: the whole list is missing.
    passage, person = lost[0]
    names = ", ".join(dict.fromkeys(each.name for _, each in lost))
    return passage.finding(
        Rule.PERSON_NOT_BELOW,
        person.start,
        person.end,
        f"Details are said to be below of {names}, and there is no list of contacts.",
        Mend("Add the contacts, or take out the words that point to them."),
        about=names,
    )


def _mend(name: str, issue: Issue) -> Mend:
    alike = _alike(name, issue)
    words = f"Add {name} to the contacts, or take out the words that point there."
    if alike:
        return Mend(f"If {alike[0]} is meant, correct the name. Otherwise: {words}", tuple(alike))
    if fold(name) in {fold(each) for each in issue.known.people}:
        words = f"{name} is in the directory. {words}"
    return Mend(words, address=issue.known.edit)


def _alike(name: str, issue: Issue) -> list[str]:
    scored = [(fuzz.ratio(fold(name), fold(each.name)), each.name) for each in issue.contacts]
    return [each for score, each in sorted(scored, reverse=True) if score >= NEAR][:1]


def _in_contacts(name: str, issue: Issue) -> bool:
    return any(same_person(name, contact.name) for contact in issue.contacts)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, typing errors and short forms allowed for."""
    a, b = fold(one).split(), fold(other).split()
    if not a or not b:
        return False
    if fuzz.ratio(" ".join(a), " ".join(b)) >= SAME:
        return True
    given, others = a[0], b[0]
    surnames = fuzz.ratio(" ".join(a[1:]), " ".join(b[1:])) >= SAME
    short, long = sorted((given, others), key=len)
    return surnames and (long.startswith(short) or fuzz.ratio(given, others) >= SAME)


def _said_below(passage: Passage) -> Iterator[NamedPerson]:
    """Those of whom a block says that their details are below, however it is spelt."""
    plain = passage.plain
    pointers = list(pointers_in(plain))
    if not pointers:
        return
    named = find_people(plain)
    given: set[int] = set()
    for pointer in pointers:
        near = [p for p in named if p.end <= pointer <= p.end + _REACH]
        near = [p for p in near if not re.search(r"[.;!?]\s", plain[p.end : pointer])]
        before = names_before(plain, pointer)
        for person in before or near:
            if person.start not in given:
                given.add(person.start)
                yield person
    for person in named:
        if person.below and person.start not in given:
            yield person


def pointers_in(plain: str) -> Iterator[int]:
    """Where a text points to details below: “(contact detials below)” and its like."""
    for bracket in _BRACKET.finditer(plain):
        if _points_below(bracket[1]):
            yield bracket.start()
    for loose in _LOOSE.finditer(plain):
        if plain.rfind("(", 0, loose.start()) <= plain.rfind(")", 0, loose.start()):
            yield loose.start()


def _points_below(words: str) -> bool:
    listed = [word.lower() for word in _WORD.findall(words)]
    below = any(_is(word, each) for word in listed for each in _BELOW)
    if not below and not _AT_THE_END.search(words):
        return False
    return len(listed) <= 2 or any(_is(word, each) for word in listed for each in _DETAILS)


def _is(word: str, meant: str) -> bool:
    return word == meant or (len(meant) >= 5 and OSA.distance(word, meant, score_cutoff=1) <= 1)


def not_shown(issue: Issue) -> Iterator[Finding]:
    """Somebody in the contacts whom readers will not see there."""
    for place, contact in enumerate(issue.contacts):
        if contact.is_shown:
            continue
        yield Finding(
            Rule.PERSON_NOT_SHOWN,
            f"contacts.{place}.name",
            0,
            len(issue.text_of(f"contacts.{place}.name")),
            contact.name,
            f"{contact.name} is in the contacts, but readers will not see them there.",
            Mend("Confirm in the directory that they may be listed, or leave them out."),
        )
