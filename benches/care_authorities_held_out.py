"""Makers of synthetic authorities held out: nothing in the forecast was chosen by looking at them.

Whoever wrote them had not read the forecast. Keep it so: who tunes the forecast by them must write others.

`python -m benches.care_authorities_held_out [authorities]` prints what they make beside England's figures:
DfE, Children looked after in England, 31 March 2025 and years to March 2024 and 2025 (OGL v3.0).
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping

from benches.care_authorities_careers import careers
from benches.care_authorities_returns_like import returns_like
from caremodel.ages import AGE_BANDS, LEAVING_AGE, age_band, age_on, birthday
from caremodel.histories import Child, Histories, Period, Placement
from caremodel.placements import CATEGORIES

HELD_OUT: Mapping[str, Callable[..., Histories]] = {
    "careers": careers,
    "returns_like": returns_like,
}

DAY = dt.date(2025, 3, 31)
BEFORE = dt.date(2024, 3, 31)

ENGLAND: Mapping[str, float] = {
    "age <1": 4.4, "age 1-4": 12.3, "age 5-9": 18.5, "age 10-15": 37.8, "age 16-17": 27.0,
    "fostering": 67.0, "residential": 12.4, "supported": 9.2, "other": 11.4,
    "adopters (of other)": 2.0, "parents (of other)": 6.1, "seeking asylum": 8.0,
    "three placements or more in the year": 10.4,
    "entries in a year": 39.5, "leavers in a year": 40.2,
    "entries <1": 15.8, "entries 1-4": 14.6, "entries 5-9": 14.8, "entries 10-15": 26.3,
    "entries 16-17": 28.6, "entries seeking asylum": 22.0, "entries to supported": 20.2,
    "entries to residential": 3.5,
    "leavers <1": 4.9, "leavers 1-4": 18.9, "leavers 5-9": 11.0, "leavers 10-15": 14.4,
    "leavers 16-17": 12.0, "leavers on the 18th birthday": 38.8,
    "leavers after under 8 weeks": 14.6, "leavers after 8 weeks to 6 months": 13.9,
    "leavers after 6 to 12 months": 18.8, "leavers after 1 to 2 years": 20.8,
    "leavers after 2 to 5 years": 17.4, "leavers after 5 years and over": 14.5,
}  # fmt: skip
"""In % of the children in care, of those who came in, or of those who left. Residential settings other
than homes and schools (1.4 %) are under other, but residential care homes, which are not told apart there."""

SPANS = ((56, "under 8 weeks"), (182, "8 weeks to 6 months"), (365, "6 to 12 months"),
         (731, "1 to 2 years"), (1826, "2 to 5 years"), (99999, "5 years and over"))  # fmt: skip


def where(child: Child, day: dt.date) -> tuple[Period, Placement] | None:
    """The period of care and the placement that a child is in at the end of a day."""
    for period in child.periods:
        for one in period.placements:
            if one.began <= day and (one.ended is None or one.ended > day):
                return period, one
    return None


def figures(histories: Histories) -> Counter[str]:
    """Of one authority, under the names of `ENGLAND`: children, not yet shares."""
    seen: Counter[str] = Counter()
    for child in histories.children:
        born = child.born or DAY
        if now := where(child, DAY):
            period, place = now
            band = age_band(age_on(born, DAY))
            seen["children"] += 1
            seen[f"age {band}"] += 1
            seen[place.category] += 1
            seen[f"{band}, {place.category}"] += 1
            seen["seeking asylum"] += child.seeking_asylum
            seen["adopters (of other)"] += (place.place or "").startswith("A")
            seen["parents (of other)"] += place.place == "P1"
            lately = sum(one.ended is None or one.ended > BEFORE for one in period.placements)
            begun = sum(one.began <= DAY for one in period.placements)
            seen["three placements or more in the year"] += min(lately, begun) >= 3
            if (then := where(child, BEFORE)) and then[0] == period:
                seen["here a year ago"] += 1
                seen["in another category than a year ago"] += then[1].category != place.category
        for period in child.periods:
            first = period.placements[0]
            if BEFORE < period.began <= DAY and first.episodes[0].rne == "S":
                seen["entries in a year"] += 1
                seen[f"entries {age_band(age_on(born, period.began))}"] += 1
                seen["entries seeking asylum"] += child.seeking_asylum
                seen[f"entries to {first.category}"] += 1
            if period.ended and BEFORE < period.ended <= DAY:
                seen["leavers in a year"] += 1
                adult = period.ended >= birthday(born, LEAVING_AGE)
                band = age_band(age_on(born, period.ended))
                seen["leavers on the 18th birthday" if adult else f"leavers {band}"] += 1
                days = (period.ended - period.began).days
                seen[f"leavers after {next(name for most, name in SPANS if days < most)}"] += 1
    return seen


def show(name: str, *, drift: bool, authorities: int) -> None:
    """Print what a maker makes: stock by year of three, then the mean of all beside England."""
    started = time.process_time()
    made = [HELD_OUT[name](seed, drift=drift) for seed in range(authorities)]
    seconds = (time.process_time() - started) / authorities
    print(f"\n{name}, {'drifting' if drift else 'stationary'}: {seconds:.2f} s CPU an authority")
    print("in care on 31 March of 2020 to 2026")
    stocks = [
        [
            sum(1 for one in each.children if where(one, dt.date(year, 3, 31)))
            for year in range(2020, 2027)
        ]
        for each in made
    ]
    for stock in stocks[:8]:
        print("  ", *stock)
    seen: Counter[str] = Counter()
    for each in made:
        seen.update(figures(each))
    print("age × category, 31 March 2025, % of the children")
    for band in AGE_BANDS:
        cells = (100 * seen[f"{band}, {one}"] / seen["children"] for one in CATEGORIES)
        print(f"   {band:6}", *(f"{cell:6.1f}" for cell in cells))
    moved = 100 * seen["in another category than a year ago"] / seen["here a year ago"]
    print(f"in another category than a year ago: {moved:.1f} %")
    print(f"{'':42}{'here':>8}{'England':>9}")
    for what, england in ENGLAND.items():
        whole = "children"
        if what not in ("entries in a year", "leavers in a year"):
            whole = (
                f"{what.split()[0]} in a year"
                if what.split()[0] in ("entries", "leavers")
                else whole
            )
        print(f"   {what:39}{100 * seen[what] / seen[whole]:8.1f}{england:9.1f}")


def main() -> int:
    authorities = int(sys.argv[1]) if sys.argv[1:] else 10
    for name in HELD_OUT:
        for drift in (False, True):
            show(name, drift=drift, authorities=authorities)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
