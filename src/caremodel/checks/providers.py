"""Who gives a placement and where: provider, URN and postcodes."""

from __future__ import annotations

import re
from typing import Final

from .groups import (
    FOR_ADOPTION,
    FOSTER,
    LISTED_ELSEWHERE,
    NO_URN,
    SHORT_BREAKS,
    TEMPORARY,
    WITHOUT_URN,
)
from .placements import SUPPORTED_ACCOMMODATION
from .record import Record
from .rows import Episode
from .rules import Hits, OfOneYear, rule

_POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
_URN: Final = re.compile(r"(SC)?\d{6,7}|[X]{7}")


def _needs_no_provider(record: Record) -> frozenset[str]:
    return TEMPORARY | LISTED_ELSEWHERE if record.year >= 2026 else TEMPORARY


@rule(
    "213",
    "episodes.PLACE_PROVIDER episodes.PLACE",
    "A provider is given for a temporary placement. Leave it blank.",
)
def provider_of_a_temporary_placement(record: Record) -> Hits:
    without = _needs_no_provider(record)
    return [one for one in record.episodes if one.place in without and one.place_provider]


@rule(
    "526",
    "episodes.PLACE_PROVIDER episodes.PLACE",
    "The placement has no provider. Put in PR0 to PR5.",
)
def provider_blank(record: Record) -> Hits:
    without = _needs_no_provider(record) | {"Z1"}
    for one in record.episodes:
        if one.place is not None and one.place not in without and one.place_provider is None:
            yield one


_CANNOT: Final = (
    ("527", "PR1", {"P1", "R2", "R5"}, "The authority itself provides no P1, R2 or R5"),
    ("528", "PR2", {"P1", "R2", "R5"}, "Another authority provides no P1, R2 or R5"),
    (
        "529",
        "PR3",
        {"P1", "K1", "K2"} | FOR_ADOPTION | FOSTER,
        "Other public bodies provide no foster care, adoption, children’s homes or placement with parents",
    ),
    ("530", "PR4", {"P1"}, "No private provider places a child with its parents (P1)"),
    ("531", "PR5", {"P1"}, "No voluntary provider places a child with its parents (P1)"),
)


def _cannot(provider: str, places: frozenset[str]) -> OfOneYear:
    def finds(record: Record) -> Hits:
        for one in record.episodes:
            if one.place_provider == provider and one.place in places:
                yield one

    return finds


for _number, _provider, _places, _why in _CANNOT:
    rule(
        _number,
        "episodes.PLACE_PROVIDER episodes.PLACE",
        f"{_why}. Mend the provider ({_provider}) or the placement.",
    )(_cannot(_provider, frozenset(_places)))


@rule(
    "550",
    "episodes.PLACE_PROVIDER episodes.PLACE",
    "PR0 is the parents, but the placement is not with parents (P1). Mend the provider or the placement.",
)
def parents_elsewhere(record: Record) -> Hits:
    return [one for one in record.episodes if one.place_provider == "PR0" and one.place != "P1"]


# URN


def _unregistered(record: Record) -> frozenset[str]:
    if record.year < 2024:
        return WITHOUT_URN | {"H5", "P2"}
    return WITHOUT_URN | {"P2"} if record.year == 2024 else WITHOUT_URN


@rule(
    "218",
    "episodes.URN episodes.PLACE episodes.LS",
    "The placement has no URN, but Ofsted registers its kind. Put in the provider’s number; outside England "
    "there is none.",
)
def urn_blank(record: Record) -> Hits:
    # H5 of 2023-24 has a rule of its own, 230. Short breaks have no URN by rule 214.
    without = _unregistered(record) | ({"H5"} if record.year == 2024 else set())
    for one in record.episodes:
        in_year = one.dec is None or one.dec >= record.first
        kept = one.ls not in SHORT_BREAKS and one.place is not None
        if one.urn is None and in_year and kept and one.place not in without and in_england(one):
            yield one


@rule(
    "222",
    "episodes.URN episodes.PLACE",
    "The placement has a URN, but Ofsted registers nobody for its kind. Leave it blank, or mend the placement.",
)
def urn_of_an_unregistered_kind(record: Record) -> Hits:
    without = _unregistered(record)
    return [
        one for one in record.episodes if one.place in without and one.urn and one.urn != NO_URN
    ]


@rule(
    "230",
    "episodes.URN episodes.PLACE episodes.DEC",
    "H5 goes on after 27 October 2023 without a URN. From then on Ofsted registers such places: put in the "
    "number.",
    since=2024,
    until=2024,
)
def semi_independent_without_urn(record: Record) -> Hits:
    for one in record.episodes:
        goes_on = one.dec is None or one.dec > SUPPORTED_ACCOMMODATION
        if one.place == "H5" and goes_on and one.urn in (None, NO_URN) and in_england(one):
            yield one


@rule(
    "242",
    "episodes.URN episodes.PLACE",
    "XXXXXXX stands for a regional adoption agency only, but this is neither foster care nor adoption. Put in "
    "the provider’s number.",
    since=2026,
)
def agency_of_another_kind(record: Record) -> Hits:
    for one in record.episodes:
        if one.urn == NO_URN and one.place not in FOR_ADOPTION | FOSTER:
            yield one


@rule(
    "1008",
    "episodes.URN",
    "The URN is not formed as one of Ofsted’s. It is SC and six digits, or six or seven digits.",
)
def no_urn(record: Record) -> Hits:
    return [one for one in record.episodes if one.urn and not _URN.fullmatch(one.urn)]


# Postcodes

_NOT_ENGLAND: Final = re.compile(
    r"(AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|ZE|BT|CF|LD|LL|NP|SA|TD|SY|JE|GY|IM)\d"
)
"""Areas wholly or in part in Scotland, Wales, Northern Ireland and the islands: there a URN may rightly lack."""


def in_england(one: Episode) -> bool:
    """Whether the placement is surely in England: its postcode lies in an area of England alone, or is blank."""
    return one.pl_post is None or not _NOT_ENGLAND.match(one.pl_post)


@rule(
    "392b",
    "episodes.PL_POST episodes.HOME_POST episodes.LS",
    "A child is looked after, and the postcode of home or placement is blank. Put it in; only those seeking "
    "asylum have none of home.",
)
def postcode_blank(record: Record) -> Hits:
    # From episodes alone nobody can tell who seeks asylum.
    told = record.has(["uasc"]) or record.has(["header"])
    for one in record.episodes:
        if one.ls in SHORT_BREAKS or one.child in record.seeking_asylum:
            continue
        if one.pl_post is None or (told and one.home_post is None):
            yield one


@rule(
    "392c",
    "episodes.PL_POST episodes.HOME_POST",
    "A postcode is not formed as one. Write it as AB12 3CD.",
)
def no_postcode(record: Record) -> Hits:
    for one in record.episodes:
        if any(post and not _POSTCODE.fullmatch(post) for post in (one.home_post, one.pl_post)):
            yield one


@rule(
    "392d",
    "episodes.PL_POST episodes.HOME_POST episodes.PLACE",
    "Home and placement have one postcode, but the child is not placed with parents (P1). Mend one of them.",
)
def placed_at_home(record: Record) -> Hits:
    for one in record.episodes:
        if one.place != "P1" and one.home_post and one.home_post == one.pl_post:
            yield one


@rule(
    "406",
    "episodes.HOME_POST episodes.PL_POST uasc.CHILD",
    "A child who seeks or sought asylum has a postcode of home, so that a distance comes out. Leave it blank.",
)
def home_of_one_seeking_asylum(record: Record) -> Hits:
    for one in record.episodes:
        if one.child in record.seeking_asylum and one.home_post and one.pl_post:
            yield one
