"""How much a word says of what a telling is about: much where few tellings have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log

from alliance.text.similarity import fold

COMMON = frozenset(
    "the a an of and or in on at to by for from with is are was were be been has have had that this these those it its "
    "as than then about over under up down per cent more most less few their they them we our us you your he she his her "
    "who which what when where how why will would may might can could should must not no only also into out all each "
    "any some other another one two three first last next new there here so if do does did make made take taken give "
    "given get want wanted ask asked say said tell told find found read write see look use used work works working "
    "year years month week day days time today january february march april june july august september october "
    "november december monday tuesday wednesday thursday friday "
    "child children young people person families family parents carers services service authority authorities local "
    "area areas council councils school schools education social worker workers team teams care support help national "
    "regional region government department england south east report guidance statutory consultation survey research "
    "study evidence published publication news update programme project network meeting meetings event events training "
    "course courses place places book booking register closing closes open opens deadline contact office details "
    "information data figures numbers funding grant money costs cost plan plans review practice leads lead managers "
    "manager director directors please page link site online free form forms questions need needs special send "
    "safeguarding fostering health youth early partners partnership group groups member members".split()
)
"""Words that news of this field uses whatever it is about."""
_ASSUMED = 200
"""Tellings that are assumed to be there besides those known, so that a young site judges alike."""
_ASSUMED_HOLD = 50.0
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without the endings that the two tellings of a thing differ in."""
    if word.isdigit() or len(word) < 5:
        return word
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= 4 else word


_COMMON_STEMS = frozenset(map(stem, COMMON))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in their order."""
    return [stem(word) for word in fold(text).split()]


class Weights:
    """The weights of words among so many tellings."""

    def __init__(self, tellings: Iterable[Iterable[str]]) -> None:
        self._holders: Counter[str] = Counter()
        self._all = _ASSUMED
        for words in tellings:
            self._holders.update(set(words))
            self._all += 1

    def of(self, word: str) -> float:
        assumed = _ASSUMED_HOLD if word in _COMMON_STEMS else 0.5
        return log((self._all + 1) / (self._holders[word] + assumed + 0.5))

    def holders(self, word: str) -> int:
        return self._holders[word]

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much of what the one that says less says is said by both: 0 to 1."""
        both = sum(map(self.of, a & b))
        less = min(sum(map(self.of, a)), sum(map(self.of, b)))
        return min(1.0, both / less) if less else 0.0
