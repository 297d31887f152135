"""By what counts are split: age, category, provider, need, legal status, distance and so on.

The groups are those that the DfE prints (Children looked after in England).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from ..ages import AGE_BANDS, age_band, age_on
from ..codes import meaning
from ..placements import CATEGORIES, category
from .standing import Standing

NOT_KNOWN: Final = "not known"
FAR: Final = 20.0
"""Miles: farther than this is far from home, as the DfE prints it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the rows or columns of a table stand for, and their headings in order, without `not known`."""

    name: str
    title: str
    headings: tuple[str, ...]
    """None: those that are found, in order of letters."""

    def headings_for(self, found: Iterable[str]) -> tuple[str, ...]:
        """The headings of a table; `not known` is among them only if it was found."""
        seen = set(found)
        known = self.headings or tuple(sorted(seen - {NOT_KNOWN}))
        return known + ((NOT_KNOWN,) if NOT_KNOWN in seen else ())


@dataclass(frozen=True, slots=True)
class Split(Headings):
    """A way to group standings: `of` gives each its heading."""

    of: Callable[[Standing], str]


class Located(NamedTuple):
    """How far a placement is from home, and the authorities that the two postcodes lie in."""

    miles: float | None
    home_authority: str | None
    place_authority: str | None


Locate = Callable[[str | None, str | None], Located | None]
"""(home postcode, placement postcode) → where they are; None where they are not known."""


def chosen(by: Sequence[str | Split]) -> tuple[Split, ...]:
    """Splits by their names; ValueError for a name that is none, saying which there are."""
    unknown = [one for one in by if isinstance(one, str) and one not in SPLITS]
    if unknown:
        raise ValueError(
            f"Counts cannot be split by {', '.join(map(repr, unknown))}; choose from {', '.join(SPLITS)}."
        )
    return tuple(SPLITS[one] if isinstance(one, str) else one for one in by)


def located(one: Standing, locate: Locate) -> Located | None:
    """Where a child is placed, seen from home; None for a child seeking asylum, whose distance the DfE leaves blank."""
    return None if seeks_asylum(one) else locate(one.episode.home_post, one.episode.pl_post)


def by_distance(locate: Locate) -> tuple[Split, Split]:
    """The splits `distance` (over 20 miles or not) and `boundary` (in or out of the home authority).

    Both are not known of a child seeking asylum.
    """

    def distance(one: Standing) -> str:
        found = located(one, locate)
        if found is None or found.miles is None:
            return NOT_KNOWN
        return _FARTHER if found.miles > FAR else _NEARER

    def boundary(one: Standing) -> str:
        found = located(one, locate)
        if found is None or found.home_authority is None or found.place_authority is None:
            return NOT_KNOWN
        return _INSIDE if found.home_authority == found.place_authority else _OUTSIDE

    return (
        Split("distance", "Distance from home", (_NEARER, _FARTHER), distance),
        Split("boundary", "Where placed", (_INSIDE, _OUTSIDE), boundary),
    )


_NEARER, _FARTHER = "up to 20 miles", "over 20 miles"
_INSIDE, _OUTSIDE = "in home authority", "outside home authority"

_PROVIDERS: Final = MappingProxyType(
    {
        "PR1": "own",
        "PR2": "other authority",
        "PR3": "other public",
        "PR4": "private",
        "PR5": "voluntary",
        "PR0": "parents",
    }
)
_NEEDS: Final = MappingProxyType(
    {
        code: f"{code} {meaning('CIN', code)}"
        for code in ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8")
    }
)
_LEGAL: Final = MappingProxyType(
    {"C1": "interim care order", "C2": "full care order", "V2": "accommodated (section 20)"}
    | dict.fromkeys(("E1", "D1"), "placement order")
    | dict.fromkeys(("J1", "J2", "J3"), "youth justice")
    | dict.fromkeys(("L1", "L2", "L3"), "detained for protection")
)
_SEXES: Final = MappingProxyType({"F": "female", "M": "male"})
_ETHNIC: Final = MappingProxyType(
    {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "O": "Other"}
)
_NOT_TOLD: Final = "refused or not yet obtained"
_SEEKING: Final = "unaccompanied, seeking asylum"
NOT_SEEKING: Final = "others"
_TIMES: Final = (
    (182, "under 6 months"),
    (365, "6 to 12 months"),
    (731, "1 to 2 years"),
    (1826, "2 to 5 years"),
)
_LONGEST: Final = "5 years and over"


def seeks_asylum(one: Standing) -> bool:
    """Whether the child is counted as unaccompanied and seeking asylum on the day."""
    until = one.child.seeking_asylum_until
    return one.child.seeking_asylum and (until is None or one.day < until)


def _age(one: Standing) -> str:
    born = one.child.born
    return age_band(age_on(born, one.day)) if born else NOT_KNOWN


def _ethnicity(one: Standing) -> str:
    code = one.child.ethnic
    if code is None:
        return NOT_KNOWN
    if code in ("REFU", "NOBT"):
        return _NOT_TOLD
    # Chinese children are printed with Asian.
    return "Asian" if code == "CHNE" else _ETHNIC.get(code[0], NOT_KNOWN)


def _time_in_care(one: Standing) -> str:
    days = (one.day - one.period.began) / dt.timedelta(days=1)
    return next((title for least, title in _TIMES if days < least), _LONGEST)


def _of(codes: Mapping[str, str], code: str | None) -> str:
    return codes.get(code or "", NOT_KNOWN)


def _distinct(codes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes.values()))


_ALL: Final = (
    Split("age", "Age", AGE_BANDS, _age),
    Split("category", "Placement", CATEGORIES, lambda one: category(one.episode.place)),
    Split("place", "Placement code", (), lambda one: one.episode.place or NOT_KNOWN),
    Split(
        "provision",
        "Provider",
        _distinct(_PROVIDERS),
        lambda one: _of(_PROVIDERS, one.episode.provider),
    ),
    Split("need", "Need", _distinct(_NEEDS), lambda one: _of(_NEEDS, one.episode.cin)),
    Split(
        "legal",
        "Legal status",
        _distinct(_LEGAL),
        lambda one: _of(_LEGAL, one.episode.ls),
    ),
    Split("sex", "Sex", _distinct(_SEXES), lambda one: _of(_SEXES, one.child.sex)),
    Split("ethnicity", "Ethnicity", (*_distinct(_ETHNIC), _NOT_TOLD), _ethnicity),
    Split(
        "asylum",
        "Seeking asylum",
        (_SEEKING, NOT_SEEKING),
        lambda one: _SEEKING if seeks_asylum(one) else NOT_SEEKING,
    ),
    Split("time", "Time in care", (*(title for _, title in _TIMES), _LONGEST), _time_in_care),
    Split("authority", "Authority", (), lambda one: one.child.authority or NOT_KNOWN),
)

SPLITS: Final = MappingProxyType({one.name: one for one in _ALL})
"""Every split that needs no postcodes, by its name; `by_distance` makes the other two."""
