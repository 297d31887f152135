"""Times missing or away from placement without authorisation."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from .record import Record, by_child
from .rows import Episode, Missing
from .rules import Hits, rule, rule_on_two_years


@rule(
    "564",
    "missing.MIS_START missing.MISSING",
    "A child was missing or away, but the day it began is blank. Put it in.",
)
def absence_without_beginning(record: Record) -> Hits:
    unread = record.unread.get(("missing", "MIS_START"), {})
    for one in record.missing:
        if one.missing in ("M", "A") and one.mis_start is None and one.row not in unread:
            yield one


@rule(
    "565",
    "missing.MISSING missing.MIS_START",
    "An absence has a day it began, but not whether the child was missing (M) or away (A). Put that in.",
)
def beginning_without_kind(record: Record) -> Hits:
    return [one for one in record.missing if one.mis_start and one.missing is None]


@rule(
    "566",
    "missing.MISSING missing.MIS_END",
    "An absence has a day it ended, but not whether the child was missing (M) or away (A). Put that in.",
)
def end_without_kind(record: Record) -> Hits:
    return [one for one in record.missing if one.mis_end and one.missing is None]


@rule(
    "567",
    "missing.MIS_END missing.MIS_START",
    "An absence ended before it began. Mend one of the two days.",
)
def absence_backwards(record: Record) -> Hits:
    for one in record.missing:
        if one.mis_start and one.mis_end and one.mis_end < one.mis_start:
            yield one


@rule(
    "570",
    "missing.MIS_START",
    "An absence began after the collection year ended. Mend the day, or leave it for the next return.",
)
def absence_after_the_year(record: Record) -> Hits:
    return [one for one in record.missing if one.mis_start and one.mis_start > record.last]


@rule(
    "571",
    "missing.MIS_END",
    "An absence ended before or after the collection year. Mend the day, or take the row out.",
)
def absence_ended_in_another_year(record: Record) -> Hits:
    for one in record.missing:
        if one.mis_end and not record.first <= one.mis_end <= record.last:
            yield one


@rule(
    "574",
    "missing.MIS_START missing.MIS_END",
    "An absence began while the one before was still open. Give the day that one ended, or mend this one.",
)
def absences_overlap(record: Record) -> Hits:
    for those in by_child(one for one in record.missing if one.mis_start).values():
        those.sort(key=lambda one: (one.mis_start or dt.date.max, one.mis_end or dt.date.max))
        for earlier, one in pairwise(those):
            ended = earlier.mis_end
            if ended is None or (one.mis_start and one.mis_start < ended):
                yield one


@rule(
    "575",
    "missing.MIS_END missing.MIS_START episodes.DEC episodes.DECOM",
    "The placement that the child went missing from ceased, but the absence has no end. Give the day.",
)
def absence_outlasts_the_placement(record: Record) -> Hits:
    for one in _open(record):
        for e in record.stories.get(one.child, ()):
            if e.decom and e.dec and one.mis_start and e.decom <= one.mis_start <= e.dec:
                yield one
                break


def _open(record: Record) -> list[Missing]:
    unread = record.unread.get(("missing", "MIS_END"), {})
    return [
        one
        for one in record.missing
        if one.mis_start and one.mis_end is None and one.row not in unread
    ]


def _stays(record: Record) -> dict[str, list[tuple[dt.date, dt.date | None]]]:
    """Unbroken times in care of each child: from and to."""
    found: dict[str, list[tuple[dt.date, dt.date | None]]] = {}
    for child, story in record.stories.items():
        for one in story:
            stays = found.setdefault(child, [])
            if stays and (stays[-1][1] is None or _reaches(one, stays[-1][1])):
                began = stays.pop()[0]
            else:
                began = one.decom or dt.date.min
            stays.append((began, one.dec))
    return found


def _reaches(one: Episode, ended: dt.date | None) -> bool:
    return one.decom is not None and ended is not None and one.decom <= ended


@rule(
    "577",
    "missing.MIS_END episodes.DEC",
    "The child left care, but the absence has no end or ends later. Give the day that care ceased at the latest.",
)
def absence_outlasts_care(record: Record) -> Hits:
    stays = _stays(record)
    for one in record.missing:
        if one.mis_start is None or one.child not in stays:
            continue
        if all(_ends_outside(one, began, ended) for began, ended in stays[one.child]):
            yield one


def _ends_outside(one: Missing, began: dt.date, ended: dt.date | None) -> bool:
    if one.mis_end is None:
        return ended is not None or (one.mis_start is not None and one.mis_start < began)
    return one.mis_end < began or (ended is not None and one.mis_end > ended)


@rule(
    "578",
    "missing.MIS_START episodes.DEC",
    "An absence began on a day on which the child was not looked after. Mend the day, or the episodes.",
)
def absence_began_out_of_care(record: Record) -> Hits:
    stays = _stays(record)
    for one in record.missing:
        start = one.mis_start
        if start is None or one.child not in stays:
            continue
        if all(start < began or (ended and start > ended) for began, ended in stays[one.child]):
            yield one


@rule(
    "580",
    "episodes.REC missing.MIS_END missing.DOB",
    "A child was missing when care ceased on the 18th birthday, but the reason is not E8. Mend the reason.",
)
def missing_at_18(record: Record) -> Hits:
    away = {
        one.child
        for one in record.missing
        if one.mis_end and one.mis_end == record.birthday(one.child, 18)
    }
    for e in record.episodes:
        if e.child in away and e.dec == record.birthday(e.child, 18) and e.rec != "E8":
            yield e


@rule(
    "581",
    "missing.MIS_START episodes.DECOM",
    "A child went missing before care began. Mend the day, or add the episode.",
)
def missing_before_care(record: Record) -> Hits:
    for one in record.missing:
        story = record.stories.get(one.child)
        first = story[0].decom if story else None
        if one.mis_start and first and one.mis_start < first:
            yield one


@rule(
    "586",
    "missing.MIS_START missing.DOB",
    "A child went missing before birth. Mend one of the two dates.",
)
def missing_before_birth(record: Record) -> Hits:
    for one in record.missing:
        if one.mis_start and one.dob and one.mis_start <= one.dob:
            yield one


@rule_on_two_years(
    "576",
    "missing.MIS_START missing.MIS_END",
    "Last year’s return has an open absence that this year’s does not have. Add it, with the day it ended.",
)
def open_absence_lost(record: Record, before: Record) -> Hits:
    first: dict[str, Missing] = {}
    for one in record.missing:
        start = one.mis_start
        held = first.get(one.child)
        if start and (held is None or held.mis_start is None or start < held.mis_start):
            first[one.child] = one
    for last in before.missing:
        now = first.get(last.child)
        if last.mis_start and last.mis_end is None and now and now.mis_start != last.mis_start:
            yield now
