"""Which words are misspelt, and how Britain spells them.

A word is only called wrong where a right one is near: what nobody knows may be a name, a term or a
word of another language, and is left alone.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .field import WORDS_OF_THE_FIELD

SHORTEST = 5
"""Letters below which too many words are near for one to be meant."""
MOST = 3
"""Words offered for a misspelt one."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MORE_AMERICAN = {
    "afterward": "afterwards", "artifact": "artefact", "artifacts": "artefacts",
    "cataloged": "catalogued", "cataloging": "cataloguing", "centered": "centred",
    "centering": "centring", "math": "maths", "mom": "mum", "moms": "mums",
    "practiced": "practised", "practicing": "practising", "program": "programme",
    "programed": "programmed", "programs": "programmes", "specialties": "specialities",
    "specialty": "speciality", "counseling": "counselling", "counselor": "counsellor",
}  # fmt: skip
"""Those that no rule of endings leads to, and one that is British too, of computers only."""
_ALIKE_IN_SENSE = frozenset("aging caliber chile gage ton tire tires".split())


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not spelt so here, and what may be meant: the likeliest first."""

    meant: tuple[str, ...]
    is_american: bool = False


def misspelt(word: str, known: Collection[str] = frozenset()) -> Misspelling | None:
    """What is wrong with a word in small letters; None if nothing is known to be."""
    if british := _american().get(word):
        return Misspelling((british,), is_american=True)
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return None
    if is_word(word) or word in known:
        return None
    near = _near(word)
    return Misspelling(near) if near else None


@cache
def is_word(word: str) -> bool:
    """Whether a word in small letters is one, in Britain or in this field."""
    listed = british_words()
    return (
        word in listed or word in WORDS_OF_THE_FIELD or word in _rare() or _is_made_up(word, listed)
    )


def _is_made_up(word: str, listed: Collection[str]) -> bool:
    """Of a word and what is put before or after it at will: “neuroaffirming”, “unringfenced”."""
    for before in ("anti", "co", "cross", "inter", "micro", "multi", "neuro", "non", "over", "post",
                   "pre", "re", "self", "sub", "trans", "un", "under", "well"):  # fmt: skip
        rest = word.removeprefix(before)
        if rest != word and len(rest) > 4 and rest in listed:
            return True
    for after in ("s", "ing", "ed", "ness", "ly", "wide", "less", "led", "based"):
        rest = word.removesuffix(after)
        if rest != word and len(rest) > 5 and (rest in listed or rest in WORDS_OF_THE_FIELD):
            return True
    return False


@cache
def british_words() -> frozenset[str]:
    """The words that most people know: those that are offered; names with their capitals."""
    return frozenset(_lines("british.txt.gz"))


@cache
def _rare() -> frozenset[str]:
    """The others: never offered, never called wrong."""
    return frozenset(_lines("british-rare.txt.gz"))


@cache
def _american() -> dict[str, str]:
    found = dict(line.split(" ", 1) for line in _lines("american.txt.gz"))
    return {word: meant for word, meant in (found | _MORE_AMERICAN).items()
            if word not in _ALIKE_IN_SENSE}  # fmt: skip


def _lines(name: str) -> list[str]:
    packed = files("alliance.text.language.words").joinpath(name).read_bytes()
    return gzip.decompress(packed).decode().splitlines()


@cache
def _near(word: str) -> tuple[str, ...]:
    """The words one slip away: two letters exchanged, one too many, too few, or another."""
    listed = british_words()
    found = dict.fromkeys(each for each in _slips(word) if each in listed)
    return tuple(found)[:MOST]


def _slips(word: str) -> Iterator[str]:
    splits = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    for head, tail in splits:  # the first letter is seldom wrong
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
    for head, tail in splits:
        if tail:
            yield head + tail[1:]
    for head, tail in splits:
        for letter in (head[-1], *_LETTERS):
            yield head + letter + tail
    for head, tail in splits:
        if tail:
            for letter in _LETTERS:
                yield head + letter + tail[1:]
