"""Placements: ages that they are for, temporary ones, providers that can give them, and reasons for change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from .groups import FOR_ADOPTION, FOSTER, TEMPORARY
from .record import Record, by_child
from .rows import Episode
from .rules import Hits, rule

SUPPORTED_ACCOMMODATION: Final = dt.date(2023, 10, 28)
"""From this day semi-independent and independent living is registered by Ofsted, as K3."""


def _placed_under(record: Record, place: str, age: int) -> Iterator[Episode]:
    for one in record.episodes:
        if one.place == place and record.younger_than(one.child, age, one.decom):
            yield one


@rule(
    "370",
    "episodes.PLACE episodes.DECOM header.DOB",
    "A child under 16 (until 2022-23: 15) is in independent living. Mend the placement or the dates.",
    until=2024,
)
def independent_too_young(record: Record) -> Hits:
    return _placed_under(record, "P2", 15 if record.year < 2024 else 16)


@rule(
    "371",
    "episodes.PLACE episodes.DECOM header.DOB",
    "A child under 16 is in supported accommodation (until 2022-23: under 14 in H5). Mend the placement or "
    "the dates.",
)
def supported_too_young(record: Record) -> Hits:
    yield from _placed_under(record, "H5", 14 if record.year < 2024 else 16)
    yield from _placed_under(record, "K3", 16)


@rule(
    "372",
    "episodes.PLACE episodes.DECOM header.DOB",
    "A child under 10 is in youth custody. Mend the placement or the dates.",
)
def custody_too_young(record: Record) -> Hits:
    return _placed_under(record, "R5", 10)


@rule(
    "373",
    "episodes.PLACE episodes.DECOM header.DOB",
    "A child under 4 is placed in a residential school. Mend the placement or the dates.",
)
def school_too_young(record: Record) -> Hits:
    return _placed_under(record, "S1", 4)


@rule(
    "374",
    "episodes.PLACE episodes.DECOM header.DOB",
    "A child under 14 is in residential employment. Mend the placement or the dates.",
)
def employed_too_young(record: Record) -> Hits:
    return _placed_under(record, "P3", 14)


@rule(
    "217t",
    "episodes.PLACE episodes.DEC",
    "P2 goes on after 27 October 2023, when it ceased to be a placement type. Give the one that followed.",
    since=2024,
    until=2024,
)
def independent_living_no_more(record: Record) -> Hits:
    for one in record.episodes:
        if one.place == "P2" and (one.dec is None or one.dec > SUPPORTED_ACCOMMODATION):
            yield one


# Temporary placements


def _temporary_for(record: Record, place: str, days: int) -> Iterator[Episode]:
    for one in record.episodes:
        ended = one.dec or record.last
        if one.place == place and one.decom and (ended - one.decom).days > days:
            yield one


@rule(
    "375",
    "episodes.PLACE episodes.DECOM episodes.DEC",
    "A temporary stay in hospital (T1) lasted over six weeks. Give R2 for a placement there, or mend the days.",
)
def hospital_too_long(record: Record) -> Hits:
    return _temporary_for(record, "T1", 42)


@rule(
    "376",
    "episodes.PLACE episodes.DECOM episodes.DEC",
    "A temporary placement for the carer’s holiday (T3) lasted over three weeks. Give the placement that it "
    "is, or mend the days.",
)
def carers_holiday_too_long(record: Record) -> Hits:
    return _temporary_for(record, "T3", 21)


@rule(
    "379",
    "episodes.PLACE episodes.DECOM episodes.DEC",
    "A temporary placement for any other reason (T4) lasted over seven days. Give the placement that it is, or "
    "mend the days.",
)
def other_temporary_too_long(record: Record) -> Hits:
    return _temporary_for(record, "T4", 7)


@rule(
    "377",
    "episodes.PLACE",
    "A child has more than two temporary placements for a carer’s holiday in the year. Mend those that are "
    "something else.",
)
def too_many_carers_holidays(record: Record) -> Hits:
    for those in by_child(one for one in record.episodes if one.place == "T3").values():
        if len(those) > 2:
            yield from those


@rule(
    "380",
    "episodes.PLACE episodes.RNE",
    "Care begins with a temporary placement, or a child comes into one by another reason than P or B. Give the "
    "placement that the child was away from, or mend the reason.",
)
def begins_temporarily(record: Record) -> Hits:
    for one in record.episodes:
        if one.place not in TEMPORARY or one.rne in (None, "P", "B"):
            continue
        # The legal status may change while a child is away.
        before = record.previous_of.get(one.row)
        if one.rne == "S" or (before is not None and before.place not in TEMPORARY):
            yield one


@rule(
    "381",
    "episodes.PLACE episodes.REC",
    "Care ends with a temporary placement. Add the return to the usual placement, or mend the reason.",
)
def ends_temporarily(record: Record) -> Hits:
    for one in record.episodes:
        if one.place in TEMPORARY and one.rec is not None and one.rec != "X1":
            yield one


@rule(
    "383",
    "episodes.PLACE episodes.RNE",
    "After a temporary placement the child is not back in the one before it, with P. Give that placement, or "
    "mend the temporary one.",
)
def not_back_after_a_temporary_placement(record: Record) -> Hits:
    for temporary, after in record.pairs:
        usual = record.previous_of.get(temporary.row)
        if temporary.place not in TEMPORARY or usual is None:
            continue
        moved = after.place != usual.place
        if record.year >= 2026:
            moved = moved or after.pl_post != usual.pl_post
        if after.rne != "P" or moved:
            yield after


# Placed for adoption


@rule(
    "217",
    "episodes.RNE episodes.PLACE episodes.DECOM",
    "A child stays with the foster carer who adopts (A3, A5), so a new episode begins with S, T or U. Mend the "
    "reason or the placement.",
)
def adopted_by_the_carer_after_a_move(record: Record) -> Hits:
    since = dt.date(2015, 4, 1)
    for one in record.episodes:
        stays = one.place in ("A3", "A5") and one.decom is not None and one.decom >= since
        if stays and one.rne not in ("S", "T", "U"):
            yield one


@rule(
    "336",
    "episodes.PLACE episodes.DECOM",
    "A child is placed for adoption with the current foster carer, but was in no foster placement before. Mend "
    "one of the placements.",
)
def adopted_by_no_carer(record: Record) -> Hits:
    for before, one in record.pairs:
        if one.place in ("A3", "A5") and before.place not in FOSTER | FOR_ADOPTION:
            yield one


@rule(
    "390",
    "episodes.PLACE episodes.REC",
    "The child was adopted out of a placement that is none for adoption. Give A3 to A6, or mend the reason.",
)
def adopted_without_a_placement(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec in ("E11", "E12") and one.place not in FOR_ADOPTION:
            yield one


# Reasons for a change


@rule(
    "225",
    "episodes.REASON_PLACE_CHANGE episodes.RNE episodes.REC",
    "The child moved, and the reason for the change of placement is blank. Give the reason in the episode that "
    "ended with the move.",
)
def reason_for_move_blank(record: Record) -> Hits:
    for a, b in record.pairs:
        temporary = a.place in TEMPORARY or b.place in TEMPORARY
        if (
            a.rec == "X1"
            and a.reason_place_change is None
            and b.rne in ("P", "B", "T", "U")
            and not temporary
        ):
            yield a


@rule(
    "226",
    "episodes.REASON_PLACE_CHANGE episodes.PLACE",
    "A reason for the change is given at the end or the beginning of a temporary placement. Leave it blank.",
)
def reason_for_temporary_move(record: Record) -> Hits:
    for one in record.episodes:
        after = record.next_of.get(one.row)
        temporary = one.place in TEMPORARY or (after is not None and after.place in TEMPORARY)
        if one.reason_place_change is not None and temporary:
            yield one


@rule(
    "233",
    "episodes.REASON_PLACE_CHANGE episodes.DEC",
    "A reason for the change of placement is given, but the episode has not ceased. Leave it blank for now.",
    since=2026,
)
def reason_before_the_move(record: Record) -> Hits:
    unread = record.unread.get(("episodes", "DEC"), {})
    for one in record.episodes:
        if one.reason_place_change and one.dec is None and one.row not in unread:
            yield one


@rule(
    "234",
    "episodes.REASON_PLACE_CHANGE episodes.DECOM header.DOB",
    "A child under 10 moved into custody (CUSTOD). Mend the reason or the dates.",
    since=2026,
)
def custody_as_reason_under_10(record: Record) -> Hits:
    for one in record.episodes:
        if one.reason_place_change == "CUSTOD" and record.younger_than(one.child, 10, one.decom):
            yield one


@rule(
    "A030",
    "episodes.REASON_PLACE_CHANGE episodes.REC",
    "A reason for the change of placement is given, but the child left care. Leave it blank.",
)
def reason_for_move_at_leaving(record: Record) -> Hits:
    for one in record.episodes:
        if one.reason_place_change and one.rec is not None and one.rec != "X1":
            yield one
