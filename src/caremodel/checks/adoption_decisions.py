"""Decisions that a child should be placed for adoption, and that no longer."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from .care_leavers import adoption_told
from .groups import ADOPTED, FOR_ADOPTION, SHORT_BREAKS
from .record import Record, by_child, left
from .rows import Decision
from .rules import Hits, rule

_DECISION = (
    "placed_for_adoption.DATE_PLACED placed_for_adoption.DATE_PLACED_CEASED"
    " placed_for_adoption.REASON_PLACED_CEASED"
)


def _reversed(one: Decision) -> bool:
    return one.date_placed_ceased is not None or one.reason_placed_ceased is not None


@rule(
    "117",
    "placed_for_adoption.DATE_PLACED placed_for_adoption.DATE_PLACED_CEASED episodes.DEC episodes.REC",
    "A decision on adoption is dated after the year ended or after the child left care. Mend the day, or leave "
    "it for the next return.",
)
def decided_too_late(record: Record) -> Hits:
    gone = {child: story[-1].dec for child, story in record.stories.items() if left(story[-1])}
    for one in record.placed_for_adoption:
        latest = min(gone.get(one.child) or record.last, record.last)
        days = (one.date_placed, one.date_placed_ceased)
        if any(day and day > latest for day in days):
            yield one


@rule(
    "118",
    "placed_for_adoption.DATE_PLACED_CEASED episodes.DECOM episodes.LS",
    "A decision on adoption was reversed before the year or the child’s care began. Mend the day, or take the "
    "row out.",
)
def reversed_too_early(record: Record) -> Hits:
    kept = by_child(one for one in record.episodes if one.ls not in SHORT_BREAKS and one.decom)
    for one in record.placed_for_adoption:
        began = [e.decom for e in kept.get(one.child, ()) if e.decom]
        earliest = max(record.first, min(began)) if began else None
        if one.date_placed_ceased and earliest and one.date_placed_ceased < earliest:
            yield one


@rule(
    "119",
    "placed_for_adoption.REASON_PLACED_CEASED placed_for_adoption.DATE_PLACED_CEASED",
    "A decision on adoption was reversed without a day or without a reason. Give both.",
)
def reversed_by_halves(record: Record) -> Hits:
    unread = record.unread.get(("placed_for_adoption", "DATE_PLACED_CEASED"), {})
    for one in record.placed_for_adoption:
        has_day = one.date_placed_ceased is not None or one.row in unread
        if has_day != (one.reason_placed_ceased is not None):
            yield one


@rule(
    "184",
    "placed_for_adoption.DATE_PLACED header.DOB",
    "It was decided that the child should be placed for adoption before the child was born. Mend one of the two "
    "days.",
)
def decided_before_birth(record: Record) -> Hits:
    for one in record.placed_for_adoption:
        if record.younger_than(one.child, 0, one.date_placed):
            yield one


@rule(
    "522",
    "placed_for_adoption.DATE_PLACED_CEASED placed_for_adoption.DATE_PLACED",
    "A decision on adoption was reversed before it was made. Mend one of the two days.",
)
def reversed_before_made(record: Record) -> Hits:
    for one in record.placed_for_adoption:
        if one.date_placed_ceased and one.date_placed and one.date_placed_ceased < one.date_placed:
            yield one


@rule(
    "523",
    "placed_for_adoption.DATE_PLACED ad1.DATE_INT",
    "The decision to place for adoption and the day that the child should be placed are one and the same, but "
    "the two dates differ. Put the right one in both.",
)
def other_day_than_adoption(record: Record) -> Hits:
    days = {one.child: one.date_int for one in record.ad1 if one.date_int}
    for one in record.placed_for_adoption:
        if one.date_placed and days.get(one.child, one.date_placed) != one.date_placed:
            yield one


@rule(
    "525",
    "placed_for_adoption.DATE_PLACED_CEASED ad1.CHILD",
    "The decision on adoption was reversed, but the adoption is filled in. Take one of the two out.",
)
def reversed_and_adopted(record: Record) -> Hits:
    told = {one.child for one in record.ad1 if adoption_told(one)}
    for one in record.placed_for_adoption:
        if one.date_placed_ceased and one.child in told:
            yield one


@rule(
    "551",
    f"episodes.PLACE {_DECISION}",
    "A child is placed for adoption, but there is no day on which that was decided. Add it to "
    "placed_for_adoption.",
)
def placed_without_decision(record: Record) -> Hits:
    decided = {one.child for one in record.placed_for_adoption if one.date_placed}
    for one in record.episodes:
        if one.place in FOR_ADOPTION and one.child not in decided:
            yield one


@rule(
    "552",
    "placed_for_adoption.DATE_PLACED episodes.DECOM episodes.PLACE",
    "A child was placed for adoption before that was decided. Mend one of the two days.",
)
def placed_before_decision(record: Record) -> Hits:
    first: dict[str, dt.date] = {}
    for e in record.episodes:
        if e.place in FOR_ADOPTION and e.decom:
            first[e.child] = min(e.decom, first.get(e.child, e.decom))
    for one in _latest(record):
        day = first.get(one.child)
        if one.date_placed and day and day < one.date_placed:
            yield one


def _latest(record: Record) -> list[Decision]:
    dated = by_child(one for one in record.placed_for_adoption if one.date_placed)
    return [max(those, key=lambda one: one.date_placed or dt.date.min) for those in dated.values()]


@rule(
    "553",
    f"episodes.LS {_DECISION}",
    "There is a placement order (E1), but no decision that the child should be placed for adoption. Add it to "
    "placed_for_adoption.",
)
def order_without_decision(record: Record) -> Hits:
    decided = {one.child for one in record.placed_for_adoption}
    return [one for one in record.episodes if one.ls == "E1" and one.child not in decided]


@rule(
    "554",
    "placed_for_adoption.DATE_PLACED episodes.DECOM episodes.LS",
    "A placement order (E1) was granted before it was decided that the child should be placed for adoption. "
    "Mend one of the two days.",
)
def order_before_decision(record: Record) -> Hits:
    return _status_before_decision(record, "E1")


@rule(
    "555",
    f"episodes.LS {_DECISION}",
    "There is a freeing order (D1), but no decision that the child should be placed for adoption. Add it to "
    "placed_for_adoption.",
    until=2024,
)
def freed_without_decision(record: Record) -> Hits:
    decided = {one.child for one in record.placed_for_adoption}
    return [one for one in record.episodes if one.ls == "D1" and one.child not in decided]


@rule(
    "556",
    "placed_for_adoption.DATE_PLACED episodes.DECOM episodes.LS",
    "A freeing order (D1) was granted before it was decided that the child should be placed for adoption. Mend "
    "one of the two days.",
    until=2024,
)
def freed_before_decision(record: Record) -> Hits:
    return _status_before_decision(record, "D1")


def _status_before_decision(record: Record, status: str) -> Hits:
    first: dict[str, dt.date] = {}
    for e in record.episodes:
        if e.ls == status and e.decom:
            first[e.child] = min(e.decom, first.get(e.child, e.decom))
    for one in record.placed_for_adoption:
        day = first.get(one.child)
        if one.date_placed and day and day < one.date_placed:
            yield one


@rule(
    "557",
    f"episodes.REC episodes.PLACE episodes.LS {_DECISION}",
    "A child placed or to be placed for adoption left care otherwise, but the reversal of the decision is not "
    "filled in. Give its day and reason.",
)
def left_otherwise(record: Record) -> Hits:
    closed = {
        one.child
        for one in record.placed_for_adoption
        if one.date_placed_ceased and one.reason_placed_ceased
    }
    orders = ("D1", "E1") if record.year < 2025 else ("E1",)
    for one in record.episodes:
        for_adoption = one.place in FOR_ADOPTION or one.ls in orders
        gone = one.rec is not None and one.rec != "X1" and one.rec not in ADOPTED
        if for_adoption and gone and one.child not in closed:
            yield one


@rule(
    "558",
    "placed_for_adoption.DATE_PLACED_CEASED episodes.REC",
    "A child was adopted, but every decision to place for adoption was reversed. Leave the reversal of the last "
    "one blank.",
)
def adopted_and_reversed(record: Record) -> Hits:
    adopted = {one.child for one in record.episodes if one.rec in ADOPTED}
    for child, those in by_child(record.placed_for_adoption).items():
        if child in adopted and all(one.date_placed_ceased for one in those):
            yield those[-1]


@rule(
    "563",
    "placed_for_adoption.DATE_PLACED placed_for_adoption.DATE_PLACED_CEASED",
    "A decision on adoption was reversed, but the day it was made is blank. Put it in.",
)
def reversed_without_day(record: Record) -> Hits:
    unread = record.unread.get(("placed_for_adoption", "DATE_PLACED"), {})
    for one in record.placed_for_adoption:
        if one.date_placed is None and _reversed(one) and one.row not in unread:
            yield one


@rule(
    "579",
    "placed_for_adoption.DATE_PLACED placed_for_adoption.DATE_PLACED_CEASED",
    "A decision on adoption begins before the one before it was reversed. Give the day of that, or mend this "
    "one.",
)
def decisions_overlap(record: Record) -> Hits:
    for those in _in_order(record):
        for earlier, one in pairwise(those):
            ceased = earlier.date_placed_ceased
            if ceased is None or (one.date_placed and one.date_placed < ceased):
                yield one


@rule(
    "583",
    "placed_for_adoption.DATE_PLACED_CEASED placed_for_adoption.DATE_PLACED",
    "A later decision on adoption was made, but this one was not reversed. Give the day of that, or take one "
    "out.",
)
def earlier_decision_open(record: Record) -> Hits:
    for those in _in_order(record):
        yield from (one for one in those[:-1] if one.date_placed_ceased is None)


def _in_order(record: Record) -> list[list[Decision]]:
    dated = by_child(one for one in record.placed_for_adoption if one.date_placed)
    return [
        sorted(those, key=lambda one: one.date_placed or dt.date.max) for those in dated.values()
    ]


@rule(
    "1003",
    "placed_for_adoption.DATE_PLACED episodes.DECOM episodes.RNE",
    "It was decided that the child should be placed for adoption before care began. Mend one of the two days.",
)
def decided_before_coming_in(record: Record) -> Hits:
    for one in record.placed_for_adoption:
        came_in = _came_in(record, one.child)
        if one.date_placed and came_in and one.date_placed < came_in:
            yield one


def _came_in(record: Record, child: str) -> dt.date | None:
    """The day on which care began first; None if the returns at hand begin with a child who was in care."""
    stories = (one.stories.get(child) for one in (record, *record.earlier))
    firsts = [story[0] for story in stories if story]
    first = min(firsts, key=lambda one: one.decom or dt.date.max, default=None)
    return first.decom if first and first.rne == "S" else None
