"""Words that were probably meant, of those that the asker may find.

Candidates come from the words of the asker's own audiences and are looked up in the index, as the
asker, before one is offered: what only others may find is neither offered nor changes what is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz.distance import OSA

from .models import SearchWord
from .words import Words

SHORTEST = 4
TWO_SLIPS_FROM = 7
"""Letters from which two slips may be put right; in shorter words one."""
START, END = 2, 3
"""A candidate shares so many letters at the start or the end: slips at both are not put right."""
LOOKED_UP = 6
COUNTED = 200
"""So many entries tell a frequent word from a rare one."""
Count = Callable[[Words], int]
"""How many entries that the asker may find have these words (one after the other)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    words: Words
    slips: float


def corrections(
    unknown: Sequence[str], audiences: Collection[str], *, count: Count, together: Count
) -> dict[str, str]:
    """What to put in the place of words that nothing has.

    Args:
        unknown: the words; those that are short or have figures stay as they are.
        count: of entries with the words, whatever else was typed.
        together: of entries with the words and all that was typed and is known.
    """
    put_right = {}
    for word in unknown:
        if len(word) < SHORTEST or not word.isalpha():
            continue
        near = nearest(word, audiences)[:LOOKED_UP]
        fits = [(-each.slips, together(each.words), each) for each in near]
        # If the rest of the query goes with none of them, what is said at all.
        found = [one for one in fits if one[1]] or [
            (slips, count(each.words), each) for slips, _, each in fits
        ]
        # Fewest slips first; then what is said more.
        best = max(found, key=lambda one: (one[1] > 0, *one[:2], one[2].words), default=None)
        if best and best[1]:
            put_right[word] = " ".join(best[2].words)
    return put_right


def nearest(word: str, audiences: Collection[str]) -> list[Candidate]:
    """Words that differ by a slip or two, and two words written as one; nearest first."""
    most = 2 if len(word) >= TWO_SLIPS_FROM else 1
    by_slips = [
        Candidate((other,), slips)
        for other in _near(word, audiences)
        if (slips := slips_between(word, other)) <= most
    ]
    return sorted([*by_slips, *_parted(word, audiences)], key=lambda each: (each.slips, each.words))


def slips_between(typed: str, meant: str) -> float:
    """Letters left out, added, mistaken or swapped; a doubled letter and another end are half one."""
    slips: float = OSA.distance(typed, meant, score_cutoff=2)
    if slips and _undoubled(typed) == _undoubled(meant):
        slips -= 0.5
    if typed[0] != meant[0]:
        slips += 0.5
    return slips


def _undoubled(word: str) -> str:
    return "".join(one for one, before in zip(word, " " + word, strict=False) if one != before)


def _near(word: str, audiences: Collection[str]) -> Iterator[str]:
    start, end = word[:START], word[: -END - 1 : -1]
    alike = Q(word__gte=start, word__lt=_after(start)) | Q(
        backwards__gte=end, backwards__lt=_after(end)
    )
    words = SearchWord.objects.filter(alike, audience__in=audiences).values_list("word", flat=True)
    yield from {other for other in words if abs(len(other) - len(word)) <= 2}


def _after(start: str) -> str:
    """What comes after all words that begin so."""
    return start[:-1] + chr(ord(start[-1]) + 1)


def _parted(word: str, audiences: Collection[str]) -> Iterator[Candidate]:
    """“fostercarers” as “foster carers”."""
    places = range(SHORTEST, len(word) - SHORTEST + 1)
    halves = {half for place in places for half in (word[:place], word[place:])}
    if not halves:
        return
    known = set(
        SearchWord.objects.filter(audience__in=audiences, word__in=halves).values_list(
            "word", flat=True
        )
    )
    for place in places:
        if {word[:place], word[place:]} <= known:
            yield Candidate((word[:place], word[place:]), 1.0)
