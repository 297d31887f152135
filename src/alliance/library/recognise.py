"""Recognises publications and publishers in the words of a rolling list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from alliance.text.similarity import fold

PUBLISHERS = {
    "Association of Directors of Children’s Services": ("ADCS",),
    "Children’s Commissioner": (
        "Children’s Commissioner for England", "Office of the Children’s Commissioner", "CCO", "OCC",
    ),
    "CoramBAAF": ("Coram BAAF",),
    "Care Quality Commission": ("CQC",),
    "Department for Education": ("DfE", "Dept for Education", "Department of Education"),
    "Department of Health and Social Care": ("DHSC", "DoH", "Department of Health"),
    "Department for Levelling Up, Housing and Communities": ("DLUHC", "MHCLG"),
    "Education Endowment Foundation": ("EEF",),
    "Foundations": ("What Works for Children’s Social Care", "What Works Centre", "WWCSC"),
    "Home Office": ("HO",),
    "Independent Inquiry into Child Sexual Abuse": ("IICSA",),
    "Information Commissioner’s Office": ("ICO",),
    "Local Government Association": ("LGA",),
    "Ministry of Justice": ("MoJ",),
    "National Audit Office": ("NAO",),
    "National Youth Agency": ("NYA",),
    "NHS England": ("NHSE", "NHS England and Improvement"),
    "NSPCC": ("National Society for the Prevention of Cruelty to Children",),
    "Ofsted": ("Oftsed", "Office for Standards in Education"),
    "Public Health England": ("PHE",),
    "Research in Practice": ("RiP",),
    "Social Mobility Commission": ("SMC", "Social Mobility"),
    "Social Work England": ("SWE",),
    "Women’s Aid": ("Womens Aid",),
    "Youth Justice Board": ("YJB",),
}  # fmt: skip
"""Names under which readers know a publisher → other names met in bulletins."""

TOLERANCE = dt.timedelta(days=183)
"""How far apart two days of one publication may be (an update, a slip); a yearly report is new."""
_CANONICAL = {fold(other): name for name, others in PUBLISHERS.items() for other in (name, *others)}
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_DIGITS = re.compile(r"\d+")


def publisher_name(written: str) -> str:
    """The name readers know a publisher by; as written where nothing is known of it."""
    bare = re.sub(r"^the\s+", "", written.strip(), flags=re.IGNORECASE)
    return _CANONICAL.get(fold(bare), bare)


def match_key(title: str) -> str:
    """A title for comparison: folded, without a leading article, at most 500 characters."""
    return _ARTICLE.sub("", fold(title))[:500]


@dataclass(slots=True)
class KnownPublication:
    """What recognising needs of one publication."""

    id: int
    key: str
    publisher: str = ""
    date: dt.date | None = None


class Shelf:
    """The publications known so far, found by the words of an entry."""

    def __init__(self, known: Iterable[KnownPublication] = ()) -> None:
        self._by_key: dict[str, list[KnownPublication]] = {}
        for publication in known:
            self.add(publication)

    def add(self, publication: KnownPublication) -> None:
        self._by_key.setdefault(publication.key, []).append(publication)

    def find(
        self, title: str, *, publisher: str = "", date: dt.date | None = None
    ) -> KnownPublication | None:
        """The publication that an entry names, or nothing where it is another.

        Titles equal after folding are enough, whoever they are ascribed to that week (attributions
        drift), unless the days are more than `TOLERANCE` apart. Titles that differ by a slip need
        the same numbers in them and the same publisher.
        """
        key, name = match_key(title), publisher_name(publisher) if publisher else ""
        alike = [p for p in self._by_key.get(key, ()) if _near(p.date, date)]
        if alike:
            return max(alike, key=lambda p: (p.publisher == name, p.date == date))
        slips = [p for other in self._slips(key) for p in self._by_key[other]]
        slips = [p for p in slips if p.publisher == name and _near(p.date, date)]
        return slips[0] if len(slips) == 1 else None

    def _slips(self, key: str) -> list[str]:
        if len(key) <= 20:
            return []
        numbers = _DIGITS.findall(key)
        found = process.extract(key, list(self._by_key), scorer=fuzz.ratio, score_cutoff=95)
        return [other for other, _, _ in found if _DIGITS.findall(other) == numbers]


def _near(a: dt.date | None, b: dt.date | None) -> bool:
    return a is None or b is None or abs(a - b) <= TOLERANCE
