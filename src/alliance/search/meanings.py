"""One meaning, several wordings: LAC, CLA, looked-after child, child in care.

Every wording of a meaning that stands in an entry leaves the meaning's mark with the entry when it
is indexed, and whoever types one of the wordings asks for the mark. So a search for five wordings
costs what a search for one word does, and the rules that keep a wording from being mistaken
(capitals of an abbreviation) are applied to the text itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .words import POSSESSIVE, WORD, Term, Words, fold

LONGEST_WORDING = 10
"""Words of a wording that count."""


class Named(NamedTuple):
    """A meaning as the table has it."""

    pk: int
    wordings: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    words: Words
    is_abbreviation: bool
    """“MASH” is not what one does to potatoes: in a text it counts with its capitals only."""
    meaning: int

    def is_at(self, place: int, words: Sequence[str]) -> bool:
        """Whether it stands at a place of a text, in the singular or the plural."""
        there = words[place : place + len(self.words)]
        return tuple(map(_singular, there)) == self.words


class Lexicon:
    """All meanings, made ready for looking through texts word by word."""

    def __init__(self, meanings: Iterable[Named]) -> None:
        self._by_first: dict[str, list[_Wording]] = defaultdict(list)
        self._names: dict[int, list[str]] = {}
        for meaning in meanings:
            self._names[meaning.pk] = []
            for name in meaning.wordings:
                words = tuple(_singular(fold(word)) for word in _words(name))[:LONGEST_WORDING]
                if words:
                    wording = _Wording(words, is_abbreviation(name), meaning.pk)
                    for first in (words[0], f"{words[0]}s"):
                        self._by_first[first].append(wording)
                    self._names[meaning.pk].append(name)
        for wordings in self._by_first.values():
            wordings.sort(key=lambda wording: -len(wording.words))

    def marks_in(self, text: str) -> str:
        """The marks of all meanings that a text speaks of, one for each time it does."""
        if not text:
            return ""
        typed = _words(text)
        words = [word.lower() if word.isascii() else fold(word) for word in typed]
        spoken_of = {
            (place, wording.meaning)
            for place, word in enumerate(words)
            if word in self._by_first
            for wording in self._by_first[word]
            if wording.is_at(place, words)
            and (not wording.is_abbreviation or _capitals(typed[place]) > 1)
        }
        return " ".join(mark_of(meaning) for _, meaning in sorted(spoken_of))

    def widen(self, terms: Sequence[Term]) -> Sequence[Term]:
        """The terms, those that make up a wording put together and given its marks.

        The longest wording wins: “looked after children” is one term, not three.
        """
        widened = []
        rest = list(terms)
        while rest:
            taken, meanings = self._longest(rest)
            if meanings:
                words = tuple(word for term in rest[:taken] for word in term.words)
                names = tuple(name for each in meanings for name in self._names[each])
                widened.append(
                    Term(
                        words,
                        marks=tuple(map(mark_of, meanings)),
                        wordings=tuple(tuple(WORD.findall(fold(name))) for name in names),
                        names=names,
                    )
                )
            else:
                widened.append(rest[0])
            del rest[: max(taken, 1)]
        return widened

    def _longest(self, terms: Sequence[Term]) -> tuple[int, list[int]]:
        """How many of the first terms make up the longest wording, and its meanings."""
        ends: dict[int, int] = {}
        words: list[str] = []
        for count, term in enumerate(terms, 1):
            if term.is_quoted or len(words) >= LONGEST_WORDING:
                break
            words += term.words
            ends[len(words)] = count
        alike = self._by_first.get(words[0], []) if words else []
        for wording in alike:
            length = len(wording.words)
            if length in ends and wording.is_at(0, words):
                meant = [each.meaning for each in alike if each.words == wording.words]
                return ends[length], list(dict.fromkeys(meant))
        return 0, []


def mark_of(meaning: int) -> str:
    """A word that nobody writes."""
    return f"qxz{meaning}"


def is_abbreviation(wording: str) -> bool:
    return len(wording.split()) == 1 and _capitals(wording) > 1


def _capitals(word: str) -> int:
    return sum(map(str.isupper, word))


def _words(text: str) -> list[str]:
    return WORD.findall(POSSESSIVE.sub("", text))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] != "s" else word


def words_in(text: str) -> Iterator[str]:
    """The words of a text that spelling can be corrected to."""
    for word in WORD.findall(text.lower()):
        if 4 <= len(word) <= 30 and word.isalpha():
            yield word if word.isascii() else fold(word)
