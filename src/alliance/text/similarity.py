"""How alike two texts are: folding, word pairs, and days named. No Django, no state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from rapidfuzz import fuzz

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?: 20\d\d)?")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?: 20\d\d)?")


def fold(text: str) -> str:
    """Text for comparison: no case, accents or punctuation, “and” for “&”, one space apart."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("&", " and ").replace("’", "").replace("'", "")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def days_named(folded: str) -> frozenset[tuple[int, int]]:
    """The (month, day) pairs that a folded text names in words, as “13 november”."""
    found = {(_month(m), int(d)) for d, m in _DAY_MONTH.findall(folded)}
    found |= {(_month(m), int(d)) for m, d in _MONTH_DAY.findall(folded)}
    return frozenset(pair for pair in found if 1 <= pair[1] <= 31)


def without_days(folded: str) -> str:
    """A folded text without the days it names."""
    return " ".join(_MONTH_DAY.sub(" ", _DAY_MONTH.sub(" ", folded)).split())


def _month(word: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def pairs(words: Iterable[str]) -> frozenset[int]:
    """The neighbouring pairs of words, as hashes that hold for the life of the process."""
    listed = list(words)
    return frozenset(hash(pair) for pair in pairwise(listed))


def shared(a: frozenset[int], b: frozenset[int]) -> tuple[float, float]:
    """How much of the smaller set is in the larger, and of both together in both: 0 to 1 each."""
    common = len(a & b)
    if not common:
        return 0.0, 0.0
    return common / min(len(a), len(b)), common / (len(a) + len(b) - common)


def titles_alike(a: str, b: str) -> float:
    """How alike two folded titles are, 0 to 1; one inside the other counts from three words on."""
    whole = fuzz.token_sort_ratio(a, b)
    if min(len(a.split()), len(b.split())) < 3:
        return whole / 100
    return max(whole, fuzz.token_set_ratio(a, b)) / 100
