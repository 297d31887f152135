"""150,000 invented entries that look like an alliance's: for measuring how long a search takes.

Words come as often as words do (Zipf): the sample region's own, the most frequent first, and behind
them 40,000 that nobody has heard of. Half are items of a page's length, the rest publications,
bulletins and people; one in ten is not public.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

FIRST_DAY = dt.date(2012, 1, 6)
WEEKS = 770
UNHEARD_OF = 40_000
LENGTHS = {"News": 150, "Publication": 0, "Bulletin": 60, "Person": 6}
PHRASES = (
    "looked after children", "children in care", "LAC", "special educational needs", "EHCP",
    "unaccompanied asylum seeking children", "care leavers", "MASH", "special guardianship",
    "independent reviewing officers", "self-evaluation", "elective home education",
)  # fmt: skip
PUBLISHERS = ("DfE", "Ofsted", "NAO", "LGA", "ADCS", "Children’s Commissioner", "")
TOPICS = ("Children in care", "Safeguarding", "Workforce", "Education", "Data", "Early help")
SYLLABLES = [a + b for a in "b br c d f g h k l m n p r s st t tr v w".split() for b in "aeiou"]


class Text(NamedTuple):
    """One entry."""

    kind: str
    title: str
    body: str
    date: dt.date | None
    publisher: str
    topics: tuple[str, ...]
    is_public: bool


def texts(count: int, seed: int = 1) -> Iterator[Text]:
    chance = random.Random(seed)
    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def some(length: int) -> str:
        drawn = chance.choices(words, cum_weights=weights, k=length)
        if chance.random() < 0.35:
            drawn.insert(chance.randrange(length + 1), chance.choice(PHRASES))
        return " ".join(drawn)

    for _ in range(count):
        [kind] = chance.choices(list(LENGTHS), (50, 40, 5, 5))
        length = LENGTHS[kind]
        day = FIRST_DAY + dt.timedelta(weeks=int(WEEKS * chance.random() ** 0.7))
        yield Text(
            kind=kind,
            title=some(9 if kind != "Person" else 2).capitalize(),
            body=some(int(length * chance.uniform(0.5, 1.5))) if length else "",
            date=None if kind == "Person" else day,
            publisher=chance.choice(PUBLISHERS) if kind == "Publication" else "",
            topics=(chance.choice(TOPICS),) if kind in {"News", "Publication"} else (),
            is_public=chance.random() < 0.9,
        )


def vocabulary(chance: random.Random) -> list[str]:
    """Words, the most frequent first."""
    from alliance.region.matters import STOCK

    told = " ".join(f"{matter.title} {matter.body}" for matter in STOCK).lower()
    told = re.sub(r"\{[^}]*\}", " ", told)
    known = [word for word, _ in Counter(re.findall(r"[a-z]{2,}", told)).most_common()]
    unheard: dict[str, None] = {}
    while len(unheard) < UNHEARD_OF:
        unheard["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return [*known, *(word for word in unheard if word not in known)]
