"""The words of an answer that can say what it is about, and how a person would write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from alliance.text.similarity import fold

SHORTEST = 3
_SAY_NOTHING = frozenset(
    """
    about above across actually after again against all almost along already also although always among and another
    any anybody anyone anything are around asked became because become been before began begin being below better
    between both brought but came can cannot could day days did different differently does doing done dont down during
    each easier either else enough even ever every everybody everyone everything far few first fewer for found from
    full further gave get gets getting give given gives giving goes going gone good got great had half happened
    happens has have having held help helped helping helps her here high him his how however idea ideas into its
    itself just keep kept know known last later least less let lets like little long longer look looked lot lots made
    make makes making many may meant means might month months more most much must near need needed needs never new
    next nobody nor not nothing now off often once one ones only open other others our ours out over own part past
    people place places put quickly quite rather ready really same saw say says see seen several shall she should
    showed simple since small some somebody someone something soon start started starting starts still such take
    taken takes taking tell than that the their them themselves then there these they thing things think this those
    though three through time times together told too took towards tried two turned under until upon use used uses
    using usual very want wanted was way ways week weekly weeks well went were what when where whether which while
    who whole whom whose why will with within without would year years yet you your yours able back felt find five
    four hard hold kind left live lives meet meeting meetings met move moved offer offered rest run running runs set
    show six stay stayed stop stopped straight sure ten today try turn twice wait work worked working works instead
    ago says call calls called plus per via due come comes decide decided eight eleven fall fell forty hour hours
    hundred log logs minute minutes nine none rise rose seven term terms thirty twelve twenty yet
    """.split()
)  # fmt: skip
_OF_THE_FIELD = frozenset(
    """
    adult adults area areas authorities authority care child children council councils county families family local
    parent parents partner partners people person practice programme project pupil pupils region regional school
    schools service services social staff support supported supporting supports team teams worker workers young youth
    """.split()
)  # fmt: skip
"""Those that any answer to a call of ours may hold: alone they bring nothing together, in a pair they may."""
_WHOLE = {
    word: singular
    for singular in (
        "evening",
        "hearing",
        "leaver",
        "learning",
        "parking",
        "housing",
        "building",
        "carer",
        "training",
    )
    for word in (singular, f"{singular}s")
}
"""Nouns that look like a form of another word: a hearing is no “hear”, a leaver no “leave”."""
_AS_TYPED = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def terms(text: str) -> list[str]:
    """The roots of the words that count, and of each two that stand beside each other."""
    found: list[str] = []
    before = ""
    for word in fold(text).split():
        if not _counts(word):
            before = ""
            continue
        now = root(word)
        if word not in _OF_THE_FIELD:
            found.append(now)
        if before and before != now:
            found.append(f"{before} {now}")
        before = now
    return found


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isdigit() and word not in _SAY_NOTHING


@lru_cache(20_000)
def root(word: str) -> str:
    """A word without the commonest endings, so that “visits”, “visited” and “visiting” are one."""
    if word in _WHOLE:
        return _WHOLE[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("sses", "ches", "shes", "xes"):
        if word.endswith(ending):
            return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed", "er"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 4 and any(letter in "aeiouy" for letter in stem):
            return _DOUBLED.sub(r"\1", stem).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def as_written(texts: Iterable[str]) -> dict[str, str]:
    """For each term, how it is written most often (then the shortest, then by the alphabet)."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        words = [(fold(word), _small(word)) for word in _AS_TYPED.findall(text)]
        words = [(folded, typed) for folded, typed in words if _counts(folded)]
        for folded, typed in words:
            seen.setdefault(root(folded), Counter())[typed] += 1
        for (one, as_one), (other, as_other) in pairwise(words):
            seen.setdefault(f"{root(one)} {root(other)}", Counter())[f"{as_one} {as_other}"] += 1
    return {term: _commonest(counts) for term, counts in seen.items()}


def _small(word: str) -> str:
    """Without a capital at its beginning; EHC and the like keep theirs."""
    return word if word.isupper() else word.lower()


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], len(word), word))
