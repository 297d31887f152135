"""Children who came unaccompanied and seek asylum."""

from __future__ import annotations

from .record import Record
from .rules import Hits, rule, rule_on_two_years


@rule(
    "104",
    "uasc.DUC",
    "The day that the status of seeking asylum ceased is no date, or before the collection year. Write it as "
    "day, month and year; of one for whom it ceased earlier there is no row.",
)
def status_ceased_before_the_year(record: Record) -> Hits:
    yield from record.not_understood("uasc", "DUC")
    yield from (one for one in record.uasc if one.duc and one.duc < record.first)


@rule(
    "304",
    "uasc.DUC uasc.DOB",
    "The status of seeking asylum ceased after the 18th birthday. It ceases then at the latest: mend the day.",
)
def status_past_18(record: Record) -> Hits:
    for one in record.uasc:
        turned = record.birthday(one.child, 18)
        if one.duc and turned and one.duc > turned:
            yield one


@rule(
    "231",
    "uasc.DOB",
    "A child seeking asylum alone is under 11, which is rare. Mend the date of birth, or tell the DfE why.",
    since=2025,
)
def alone_under_11(record: Record) -> Hits:
    return [one for one in record.uasc if record.younger_than(one.child, 11, record.last)]


@rule_on_two_years(
    "205A",
    "header.CHILD uasc.CHILD",
    "A child in last year’s UASC, whose status did not cease last year, is in this year’s no more. Add the row, "
    "or the day it ceased.",
)
def no_longer_seeking_asylum(record: Record, before: Record) -> Hits:
    held = {one.child for one in record.uasc}
    for one in before.uasc:
        child = record.children.get(one.child)
        ceased = one.duc is not None and before.first <= one.duc <= before.last
        if child and one.child not in held and not ceased and child.child in record.stories:
            yield child


@rule_on_two_years(
    "205B",
    "uasc.DUC",
    "A child in UASC in both years has a day of ceasing that neither lies in this year nor is last year’s (the "
    "18th birthday). Mend the day.",
)
def status_ceased_otherwise(record: Record, before: Record) -> Hits:
    earlier = {one.child: one for one in before.uasc}
    for one in record.uasc:
        last = earlier.get(one.child)
        if last is None:
            continue
        turned = record.birthday(one.child, 18)
        in_year = one.duc is not None and record.first <= one.duc <= record.last
        as_before = one.duc is not None and one.duc == last.duc == turned
        if not in_year and not as_before:
            yield one


@rule_on_two_years(
    "205D",
    "uasc.CHILD episodes.RNE episodes.DECOM header.CHILD",
    "A child in this year’s UASC was in last year’s return, but not in its UASC. Find out which return is right.",
)
def seeking_asylum_only_now(record: Record, before: Record) -> Hits:
    earlier = {one.child for one in before.uasc}
    for one in record.uasc:
        if one.child in before.children and one.child not in earlier:
            yield one
