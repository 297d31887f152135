"""Reads a rule for the complex cohort from the words that it prints in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .complex_cohort import (
    CameBack,
    Costs,
    Far,
    Moved,
    Needs,
    PlacedIn,
    Rule,
    SeeksAsylum,
    Sign,
)

_AGES: Final = re.compile(r"aged (\d+) to (\d+)")
_LEAST: Final = re.compile(r"(\d+) or more of:\s*")
_SIGNS: Final[tuple[tuple[str, Callable[[re.Match[str]], Sign]], ...]] = (
    (
        r"(\d+) or more (unplanned )?moves in (\d+) months",
        lambda m: Moved(int(m[1]), int(m[3]), bool(m[2])),
    ),
    (r"placed in (\w+(?: or \w+)*)", lambda m: PlacedIn(tuple(m[1].split(" or ")))),
    (r"over (\d+(?:\.\d+)?) miles from home", lambda m: Far(float(m[1]))),
    (r"£([\d,]+(?:\.\d+)?) a week or more", lambda m: Costs(float(m[1].replace(",", "")))),
    (r"came back into care in (\d+) months", lambda m: CameBack(int(m[1]))),
    (r"need (\w+(?: or \w+)*)", lambda m: Needs(tuple(m[1].split(" or ")))),
    (r"unaccompanied, seeking asylum", lambda _: SeeksAsylum()),
)

EXAMPLE: Final = (
    "aged 10 to 17; 2 or more of: 3 or more moves in 12 months; placed in K1; over 20 miles from home; "
    "2 or more unplanned moves in 12 months; £5,000 a week or more"
)
"""Ours, to start from: no definition of complex needs is agreed."""


def read_rule(text: str) -> Rule:
    """A rule from its words: ages (if any), how many signs (1 if not said), and the signs, between semicolons.

    ValueError names each part that was not understood and gives an example.
    """
    words = " ".join(text.split()).rstrip(".")
    parts = [part.strip() for part in _LEAST.sub("", words, count=1).split(";")]
    ages, least = (0, 17), 1
    if found := _LEAST.search(words):
        least = int(found[1])
    signs, unknown = [], []
    for part in filter(None, parts):
        if found := _AGES.fullmatch(part):
            ages = int(found[1]), int(found[2])
        elif sign := _sign(part):
            signs.append(sign)
        else:
            unknown.append(part)
    if unknown or not signs or not 1 <= least <= len(signs):
        raise ValueError(_refusal(unknown, len(signs), least))
    return Rule(tuple(signs), least, ages)


def _sign(part: str) -> Sign | None:
    for pattern, make in _SIGNS:
        if found := re.fullmatch(pattern, part):
            return make(found)
    return None


def _refusal(unknown: list[str], signs: int, least: int) -> str:
    if unknown:
        fault = f"These parts of the rule are not understood: {'; '.join(map(repr, unknown))}."
    elif not signs:
        fault = "The rule has no sign."
    else:
        fault = f"The rule asks for {least} of {signs} signs."
    return f"{fault} An example: {EXAMPLE}"
