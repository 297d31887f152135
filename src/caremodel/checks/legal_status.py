"""Legal statuses: ages and lengths that the law sets, short breaks, orders of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from .groups import SHORT_BREAKS, TEMPORARY, YOUTH_JUSTICE
from .record import Record, by_child
from .rows import Episode
from .rules import Hits, rule

_PLACEMENT_ORDERS: Final = dt.date(2005, 12, 30)
"""From here courts make placement orders (E1) and no freeing orders (D1)."""


def _in_a_row(record: Record, status: str) -> Iterator[tuple[list[Episode], int]]:
    """Episodes with this status that follow each other without a gap, and their days together."""
    for story in record.stories.values():
        run: list[Episode] = []
        for one in story:
            if one.ls != status:
                continue
            if run and run[-1].dec != one.decom:
                yield run, _days(record, run)
                run = []
            run.append(one)
        if run:
            yield run, _days(record, run)


def _days(record: Record, run: list[Episode]) -> int:
    began, ended = run[0].decom, run[-1].dec or record.last
    return (ended - began).days if began else 0


def _longer_than(record: Record, status: str, days: int) -> Hits:
    return [one for run, length in _in_a_row(record, status) if length > days for one in run]


@rule(
    "361",
    "episodes.DEC episodes.LS episodes.DECOM",
    "Police protection lasted over 72 hours. Mend the days, or give the status that followed it.",
)
def police_protection_too_long(record: Record) -> Hits:
    return _longer_than(record, "L1", 3)


@rule(
    "362",
    "episodes.DEC episodes.LS episodes.DECOM",
    "An emergency protection order lasted over 21 days. Mend the days, or give the status that followed it.",
)
def emergency_protection_too_long(record: Record) -> Hits:
    return _longer_than(record, "L2", 21)


@rule(
    "363",
    "episodes.DEC episodes.LS episodes.DECOM",
    "A child assessment order lasted over 7 days. Mend the days, or give the status that followed it.",
)
def assessment_order_too_long(record: Record) -> Hits:
    return _longer_than(record, "L3", 7)


@rule(
    "364",
    "episodes.DEC episodes.LS episodes.DECOM",
    "A child held under PACE was in local authority accommodation for over three days. Mend the days, or give "
    "the status that followed.",
)
def police_detention_too_long(record: Record) -> Hits:
    return _longer_than(record, "J2", 3)


@rule(
    "358",
    "episodes.LS episodes.DECOM header.DOB",
    "A child under 10 has a legal status of youth justice. Mend the status or the date of birth.",
)
def youth_justice_under_10(record: Record) -> Hits:
    for one in record.episodes:
        if one.ls in YOUTH_JUSTICE and record.younger_than(one.child, 10, one.decom):
            yield one


@rule(
    "365",
    "episodes.DEC episodes.LS episodes.DECOM",
    "A short break lasted over 17 days. Mend the days; a longer stay is no short break.",
)
def short_break_too_long(record: Record) -> Hits:
    for one in record.episodes:
        ended = one.dec or record.last
        if one.ls == "V3" and one.decom and (ended - one.decom).days > 17:
            yield one


@rule(
    "366",
    "episodes.RNE episodes.LS",
    "A short break does not begin with S. A child changes no placement within one: put in S.",
)
def short_break_moves(record: Record) -> Hits:
    return [one for one in record.episodes if one.ls == "V3" and one.rne != "S"]


@rule(
    "367",
    "episodes.DEC episodes.LS episodes.DECOM",
    "Short breaks come to over 75 days in the year. Mend the days; so much is no series of short breaks.",
)
def too_many_short_breaks(record: Record) -> Hits:
    breaks = [one for one in record.episodes if one.ls == "V3" and one.decom]
    for those in by_child(breaks).values():
        if sum(_nights_in_year(record, one) for one in those) > 75:
            yield from those


def _nights_in_year(record: Record, one: Episode) -> int:
    began = max(one.decom or record.last, record.first)
    ended = min(one.dec or record.last, record.last)
    return max(0, (ended - began).days)


@rule(
    "378",
    "episodes.LS episodes.PLACE",
    "A child accommodated under section 20 is placed with parents. That is no placement of a looked-after "
    "child: mend the status or the placement.",
)
def with_parents_under_section_20(record: Record) -> Hits:
    return [one for one in record.episodes if one.place == "P1" and one.ls == "V2"]


@rule(
    "382",
    "episodes.PLACE episodes.LS",
    "A short break is in a temporary placement. Give the placement of the short break itself.",
)
def short_break_in_a_temporary_placement(record: Record) -> Hits:
    return [one for one in record.episodes if one.ls in SHORT_BREAKS and one.place in TEMPORARY]


@rule(
    "384",
    "episodes.PLACE episodes.LS",
    "A short break is in a long-term foster placement. Give U3 or U6, or mend the status.",
)
def short_break_in_long_term_care(record: Record) -> Hits:
    return [one for one in record.episodes if one.ls in SHORT_BREAKS and one.place in ("U1", "U4")]


@rule(
    "398",
    "episodes.PL_POST episodes.HOME_POST episodes.LS",
    "A short break has postcodes. They are not collected for V3 and V4: leave them blank.",
)
def short_break_with_postcodes(record: Record) -> Hits:
    for one in record.episodes:
        if one.ls in SHORT_BREAKS and (one.home_post or one.pl_post):
            yield one


@rule(
    "214",
    "episodes.URN episodes.PL_POST episodes.LS",
    "A short break says where the placement is. Postcode and URN are not collected for V3 and V4: leave them "
    "blank.",
)
def short_break_with_a_place(record: Record) -> Hits:
    return [one for one in record.episodes if one.ls in SHORT_BREAKS and (one.pl_post or one.urn)]


@rule(
    "426",
    "episodes.LS",
    "A child has short breaks under V3 and V4 in one year. Choose one way of recording them.",
)
def two_kinds_of_short_breaks(record: Record) -> Hits:
    for those in by_child(one for one in record.episodes if one.ls in SHORT_BREAKS).values():
        if len({one.ls for one in those}) == 2:
            yield from those


@rule(
    "399",
    "reviews.REVIEW episodes.LS header.MOTHER",
    "A child who has short breaks only has a review. Reviews are not collected for V3 and V4: take it out.",
)
def review_of_short_breaks(record: Record) -> Hits:
    return [one for one in record.reviews if one.child in record.short_breaks_only]


@rule(
    "408",
    "episodes.LS episodes.PLACE",
    "A child is placed for adoption with a placement order (A5, A6), but the legal status is not E1. Mend the "
    "placement or the status.",
)
def placed_without_an_order(record: Record) -> Hits:
    return [one for one in record.episodes if one.place in ("A5", "A6") and one.ls != "E1"]


@rule(
    "445",
    "episodes.LS episodes.DECOM",
    "A freeing order (D1) begins after December 2005, when courts ceased to make them. Mend the status.",
    until=2024,
)
def freed_too_late(record: Record) -> Hits:
    for one in record.episodes:
        if one.ls == "D1" and one.decom and one.decom >= _PLACEMENT_ORDERS:
            yield one


@rule(
    "446",
    "episodes.LS episodes.DECOM",
    "A placement order (E1) begins before December 2005, when there was none. Mend the status.",
)
def placement_order_too_early(record: Record) -> Hits:
    for one in record.episodes:
        if one.ls == "E1" and one.decom and one.decom < _PLACEMENT_ORDERS:
            yield one


@rule(
    "451",
    "episodes.LS episodes.DEC",
    "A child is still freed for adoption (D1), which none has been since 2005. Mend the status.",
    until=2024,
)
def still_freed(record: Record) -> Hits:
    return [
        one for one in record.episodes if one.ls == "D1" and one.dec is None and one.rec is None
    ]
