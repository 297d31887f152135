"""What a synthetic authority looks like in the words of the DfE's national tables, to be laid beside them.

`national.csv` has England's numbers for the year to March 2024 (rounded by the DfE to 10): from "Children looked after in
England including adoptions", its tables of children at 31 March, starting, ceasing, durations and reasons for change,
and placement stability. Open Government Licence v3.0.
"""

from __future__ import annotations

import csv
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from ..returns import first_day, last_day
from .model import Authority, Person, Stretch

Table = Mapping[str, float]
"""Item → share of the table's total; of the table `ratios`, the ratio itself."""

_KIND: Final = {
    "kin": "kin", "carer": "carer", "adopters": "adopters", "parents": "parents", "home": "home",
    "secure": "home", "supported": "supported or elsewhere", "elsewhere": "supported or elsewhere",
}  # fmt: skip
_LEGAL: Final = {
    "C1": "care orders", "C2": "care orders", "E1": "placement order", "V2": "section 20",
    "J1": "youth justice", "L1": "protection", "L2": "protection",
}  # fmt: skip
_REASON: Final = {
    "E11": "adopted", "E12": "adopted", "E45": "guardian", "E46": "guardian", "E47": "guardian",
    "E48": "guardian", "E41": "arrangements order", "E4A": "home", "E4B": "home",
    "E13": "relatives", "E5": "independent", "E6": "independent", "E17": "stayed with carers",
    "E3": "other authority", "E7": "adult care",
}  # fmt: skip
_CARE: Final = ((14, 56, 182, 365, 730, 1096, 1826, 3652), (
    "<2 weeks", "<8 weeks", "<6 months", "<1 year", "<2 years", "<3 years", "<5 years", "<10 years", "10 years"
))  # fmt: skip
_STAY: Final = ((8, 30, 91, 182, 365, 730, 1826), (
    "1 week", "1 month", "3 months", "6 months", "1 year", "2 years", "5 years", "longer"
))  # fmt: skip
_ETHNIC: Final = {
    "W": "white", "M": "mixed", "AI": "asian", "AP": "asian", "AB": "asian", "AO": "asian", "CH": "asian",
    "BC": "black", "BA": "black", "BO": "black", "OO": "other", "RE": "unknown", "NO": "unknown",
}  # fmt: skip


@cache
def national() -> Mapping[str, Table]:
    """England's shares and ratios, table by table."""
    tables: defaultdict[str, dict[str, float]] = defaultdict(dict)
    text = files(__package__).joinpath("national.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        tables[row["table"]][row["item"]] = float(row["number"])
    return {name: items if name == "ratios" else _shares(items) for name, items in tables.items()}


def marginals(authority: Authority) -> Mapping[str, Table]:
    """The same tables of a synthetic authority, the mean of all its years."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    codes = [provider.code for provider in authority.providers]
    for year in authority.years:
        first, last = first_day(year).toordinal(), last_day(year).toordinal()
        for person in authority.people:
            if person.respite:
                continue
            _stock(person, last, codes, counts)
            _flows(person, first, last, counts)
    shares = {name: _shares(items) for name, items in counts.items() if name != "sums"}
    sums = counts["sums"]
    in_care = sums["in care"]
    shares["ratios"] = {
        "in care / starting in a year": in_care / sums["starts"],
        "changes of carer / in care, a year": sums["changes"] / in_care,
        "with three or more placements in the year": sums["three or more"] / in_care,
        "placements ended in a year / in care": sums["ended"] / in_care,
        "mean days of care ended / 1000": sums["days"] / sums["ceased"] / 1000,
    }
    return shares


def _stock(person: Person, day: int, codes: list[str], counts: Mapping[str, Counter[str]]) -> None:
    for period, stays in zip(person.periods, person.stays, strict=True):
        if period[0].began > day or (period[-1].ended or day + 1) <= day:
            continue
        for stretch, where in zip(period, stays, strict=True):
            if not stretch.began <= day < (stretch.ended or day + 1):
                continue
            kind = _KIND.get(stretch.kind, "other residential")
            code = codes[stretch.provider] if stretch.provider >= 0 else ""
            counts["sums"]["in care"] += 1
            counts["stock by age"][_age(day - person.born)] += 1
            counts["stock by placement"][kind] += 1
            counts["stock by legal status"][_LEGAL[stretch.legal]] += 1
            if stretch.legal in ("C1", "C2"):
                counts["stock by care order"][stretch.legal] += 1
            counts["stock by need"][person.need] += 1
            counts["stock by sex"][person.sex] += 1
            ethnic = _ETHNIC.get(person.ethnic[:1]) or _ETHNIC[person.ethnic[:2]]
            counts["stock by ethnicity"][ethnic] += 1
            counts["stock by asylum"]["UASC" if person.asylum else "Non-UASC"] += 1
            if kind in ("kin", "carer"):
                counts["foster placements by provider"][code] += 1
            if kind == "home":
                counts["children's homes by provider"][code] += 1
            if where.miles is not None and not person.asylum:
                near = "near" if where.miles <= 20 else "far"
                band = f"{'inside' if where.inside else 'outside'} {near}"
                counts["distance, all"][band] += 1
                if kind in ("kin", "carer"):
                    counts["distance, foster"][band] += 1
                if kind == "home":
                    counts["distance, children's homes"][band] += 1
        placements = {s.began for s in period if _new_placement(s) and s.began <= day}
        ends = [*sorted(placements)[1:], day + 1]
        during = sum(1 for end in ends if end > day - 365)
        counts["sums"]["three or more"] += during >= 3


def _flows(person: Person, first: int, last: int, counts: Mapping[str, Counter[str]]) -> None:
    sums = counts["sums"]
    for number, period in enumerate(person.periods, start=1):
        start, end = period[0], period[-1]
        if first <= start.began <= last:
            sums["starts"] += 1
            counts["starts by age"][_age(start.began - person.born)] += 1
            counts["starts by placement"][_KIND.get(start.kind, "other residential")] += 1
            counts["starts by legal status"][_LEGAL[start.legal]] += 1
            counts["starts by asylum"]["UASC" if person.asylum else "Non-UASC"] += 1
        if end.ended is not None and first <= end.ended <= last:
            days = end.ended - start.began
            age = end.ended - person.born
            sums["ceased"] += 1
            sums["days"] += days
            counts["ceased by age"]["18" if age >= 6574 else _age(age)] += 1
            counts["ceased by reason"][_REASON.get(end.rec or "", "other")] += 1
            counts["ceased by legal status"][_LEGAL[end.legal]] += 1
            counts["ceased by placement"][_KIND.get(end.kind, "other residential")] += 1
            counts["duration of care ended"][_CARE[1][bisect(_CARE[0], days)]] += 1
            many = sum(1 for stretch in period if stretch.rne != "L")
            counts["placements in period ended"][str(many) if many < 6 else "6+"] += 1
            counts["periods of those ceased"][str(number) if number < 3 else "3+"] += 1
        began = start.began
        for stretch in period:
            if stretch.rne in ("P", "B", "T", "U"):
                began = stretch.began
            if stretch.ended is None or not first <= stretch.ended <= last:
                continue
            if stretch.rec == "X1" and stretch.reason is None:
                continue
            sums["ended"] += 1
            if stretch.planned is not None and stretch.reason:
                sums["changes"] += 1
                counts["reason for change of carer"][stretch.reason] += 1
            band = _STAY[1][bisect(_STAY[0], stretch.ended - began)]
            counts["duration of placements ended, all"][band] += 1
            name = _DURATIONS.get(stretch.kind)
            if name:
                counts[name][band] += 1


_DURATIONS: Final = {
    "kin": "duration of placements ended, foster", "carer": "duration of placements ended, foster",
    "home": "duration of placements ended, children's homes",
    "supported": "duration of placements ended, supported",
}  # fmt: skip


def _new_placement(stretch: Stretch) -> bool:
    return stretch.rne in ("S", "P", "B")


def _age(days: int) -> str:
    return ("<1", "1-4", "5-9", "10-15", "16-17")[bisect((365, 1826, 3652, 5844), days)]


def _shares(items: Mapping[str, float]) -> dict[str, float]:
    total = sum(items.values())
    return {item: number / total for item, number in items.items()}
