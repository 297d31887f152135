"""Deprivation of liberty orders, from the collection of 2026-27 on."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from .record import Record, by_child, left
from .rows import Episode, LibertyOrder
from .rules import Hits, rule, rule_on_two_years


@rule(
    "702",
    "dolo.DOLO_END dolo.DOLO_START",
    "An order ended before it began. Mend one of the two days.",
    since=2027,
)
def order_backwards(record: Record) -> Hits:
    for one in record.dolo:
        if one.dolo_end and one.dolo_start and one.dolo_end < one.dolo_start:
            yield one


@rule(
    "703",
    "dolo.DOLO_START",
    "An order began after the collection year ended. Mend the day, or leave it for the next return.",
    since=2027,
)
def order_after_the_year(record: Record) -> Hits:
    return [one for one in record.dolo if one.dolo_start and one.dolo_start > record.last]


@rule(
    "704",
    "dolo.DOLO_END",
    "An order ended before or after the collection year. Mend the day, or take the row out.",
    since=2027,
)
def order_of_another_year(record: Record) -> Hits:
    for one in record.dolo:
        if one.dolo_end and not record.first <= one.dolo_end <= record.last:
            yield one


@rule(
    "705",
    "dolo.DOLO_START dolo.DOLO_END",
    "An order began while the one before was still open. Give the day that one ended, or mend this one.",
    since=2027,
)
def orders_overlap(record: Record) -> Hits:
    for those in by_child(one for one in record.dolo if one.dolo_start).values():
        those.sort(key=lambda one: (one.dolo_start or dt.date.max, one.dolo_end or dt.date.max))
        for earlier, one in pairwise(those):
            ended = earlier.dolo_end
            if ended is None or (one.dolo_start and one.dolo_start < ended):
                yield one


@rule_on_two_years(
    "706",
    "dolo.DOLO_START dolo.DOLO_END header.CHILD",
    "Last year’s return has an open order that this year’s does not have. Add it, with the day it ended.",
    since=2028,
)
def open_order_lost(record: Record, before: Record) -> Hits:
    now = {(one.child, one.dolo_start) for one in record.dolo}
    for last in before.dolo:
        is_open = last.dolo_start and last.dolo_end is None
        child = record.children.get(last.child)
        if is_open and child and (last.child, last.dolo_start) not in now:
            yield child


@rule(
    "707",
    "dolo.DOLO_END episodes.DEC episodes.REC",
    "The child left care, but the order has no end. Give the day that care ceased at the latest.",
    since=2027,
)
def order_outlasts_care(record: Record) -> Hits:
    for one in record.dolo:
        story = record.stories.get(one.child)
        if one.dolo_start and one.dolo_end is None and story and left(story[-1]):
            yield one


@rule(
    "708",
    "dolo.DOLO_START dolo.DOB",
    "An order began before the child was born. Mend one of the two dates.",
    since=2027,
)
def order_before_birth(record: Record) -> Hits:
    for one in record.dolo:
        if one.dolo_start and one.dob and one.dolo_start < one.dob:
            yield one


def _placed_meanwhile(record: Record, one: LibertyOrder) -> list[Episode]:
    if one.dolo_start is None:
        return []
    ended = one.dolo_end or record.last
    return [
        e
        for e in record.stories.get(one.child, ())
        if e.decom and e.decom <= ended and (e.dec is None or e.dec > one.dolo_start)
    ]


@rule(
    "709",
    "dolo.DOLO_START episodes.PLACE",
    "A child under an order is in a placement in which none is expected (K2, Z12 or Z13 are). Mend the "
    "placement or the order.",
    since=2027,
)
def order_in_another_placement(record: Record) -> Hits:
    for one in record.dolo:
        if any(e.place not in ("K2", "Z12", "Z13") for e in _placed_meanwhile(record, one)):
            yield one


@rule(
    "710",
    "dolo.DOLO_START episodes.PLACE",
    "A child under an order is in a secure home, with parents, in custody or in supported accommodation, where "
    "none can be. Mend the placement or the order.",
    since=2027,
)
def order_where_none_can_be(record: Record) -> Hits:
    for one in record.dolo:
        if any(e.place in ("K1", "P1", "R5", "K3") for e in _placed_meanwhile(record, one)):
            yield one
