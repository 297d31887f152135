"""Names as people write them: told apart from ordinary words, and found again however they are spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from alliance.text.language.spelling import british_words

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL = {"and", "of", "the", "for", "on", "upon", "in", "at", "with", "to", "by", "de", "la", "le"}
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "cllr", "rev"}
_COMMON = _SMALL | _TITLES | {
    "academy", "agency", "authority", "borough", "care", "centre", "charity", "child", "children",
    "children's", "childrens", "city", "college", "community", "company", "council", "county", "district", "early",
    "east", "education", "family", "families", "fostering", "foundation", "group", "hall", "health",
    "help", "high", "home", "house", "hub", "infant", "isle", "junior", "limited", "local", "ltd", "nhs",
    "north", "nursery", "partnership", "plc", "practice", "primary", "project", "royal", "school",
    "schools", "secondary", "send", "service", "services", "social", "south", "special", "team",
    "the", "trust", "unitary", "university", "west", "work", "young", "youth",
}  # fmt: skip


def plain(text: str) -> str:
    """As shown, without characters that nobody sees; each letter and its accent are one character."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """Without accents and with straight quotes, letter for letter: as long as `plain` text is."""
    return "".join(unicodedata.normalize("NFD", each)[0] for each in text.translate(_QUOTES))


def words_of(name: str) -> list[str]:
    return _WORD.findall(folded(plain(name)))


def is_ordinary(word: str) -> bool:
    """Whether small letters make a word of it that most people know, as “reading” or “will”."""
    return word.lower() in british_words()


def parts_of_person(name: str) -> Iterator[str]:
    """A person's name, and each part of it that stands for them."""
    yield name
    yield from (
        word for word in words_of(name) if len(word) >= SHORTEST and word.lower() not in _TITLES
    )


def parts_of_place(name: str) -> Iterator[str]:
    """The name of an authority, the places joined in it, and its initials where they are several."""
    yield name
    places = re.split(r"\s+(?:and|&)\s+", name)
    yield from (place for place in places if len(places) > 1 and place.lower() not in _COMMON)
    yield from _initials(name)


def parts_of_organisation(name: str) -> Iterator[str]:
    """An organisation's name, the words in it that are nobody else's, and its initials."""
    yield name
    yield from distinctive(name)
    yield from _initials(name)


def distinctive(name: str) -> list[str]:
    """The words of a name that say which one it is: not “primary school”, not any ordinary word."""
    return [
        word
        for word in words_of(name)
        if len(word) >= SHORTEST and word.lower() not in _COMMON and not is_ordinary(word)
    ]


def _initials(name: str) -> Iterator[str]:
    words = words_of(name)
    for kept in (words, [word for word in words if word.lower() not in _SMALL]):
        if len(kept) >= SHORTEST:
            yield "".join(word[0] for word in kept).upper()


def same_organisation(one: str, other: str) -> bool:
    """Whether two people may mean the same organisation: in doubt, yes.

    Every word of the shorter name is in the longer, or they share a word that is nobody else's.
    """
    first, second = ({word.lower() for word in words_of(name)} - _SMALL for name in (one, other))
    if not first or not second:
        return False
    ours, theirs = ({word.lower() for word in distinctive(name)} for name in (one, other))
    if ours & theirs:
        return True
    return (first <= second or second <= first) and not (ours ^ theirs)


def patterns(names: Iterable[str]) -> Iterator[str]:
    """A regular expression over folded text for each name: whole words, however they are joined.

    Capitals matter only where small letters make an ordinary word of it.
    """
    for name in dict.fromkeys(" ".join(words_of(name)) for name in names):
        words = name.split()
        if not words:
            continue
        joined = r"[\W_]+".join(_either(word) for word in words)
        if len(words) == 1 and words[0].isupper() and len(words[0]) <= 6:
            yield rf"(?<![^\W_]){joined}(?![^\W_])"
        elif len(words) == 1 and is_ordinary(words[0]):
            word = words[0]
            yield rf"(?<![^\W_])(?:{word.capitalize()}|{word.upper()})(?![^\W_])"
        else:
            yield rf"(?i:(?<![^\W_]){joined}(?![^\W_]))"


def _either(word: str) -> str:
    return r"(?:and|&)" if word.lower() == "and" else re.escape(word)
