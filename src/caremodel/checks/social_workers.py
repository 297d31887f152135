"""Social workers of a child, from the collection of 2023-24 on."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Final

from .. import codes
from .groups import SHORT_BREAKS
from .record import Record, by_child, left
from .rows import SocialWorker
from .rules import Hits, OfTwoYears, rule, rule_on_two_years

_WEEK: Final = dt.timedelta(days=7)


def _one_year_earlier(record: Record) -> dt.date:
    return record.first.replace(year=record.first.year - 1)


def _in_order(record: Record) -> list[list[SocialWorker]]:
    dated = by_child(one for one in record.sw_episodes if one.sw_decom)
    for those in dated.values():
        those.sort(
            key=lambda one: (one.sw_decom or dt.date.max, one.sw_dec or dt.date.max, one.row)
        )
    return list(dated.values())


@rule(
    "SW01STG1",
    "episodes.CHILD sw_episodes.SW_ID",
    "A child looked after on 31 March has no social worker. Add the social worker with the day it began.",
    since=2024,
    until=2024,
)
def no_social_worker(record: Record) -> Hits:
    has = {one.child for one in record.sw_episodes}
    return [one for child, one in record.open_at_end.items() if child not in has]


@rule(
    "SW02STG1",
    "sw_episodes.SW_ID",
    "The identifier of a social worker does not begin with SW (or XX for none). Put in the one of the register.",
    since=2024,
)
def no_register_number(record: Record) -> Hits:
    strict = record.year >= 2026  # then a blank, and the letters alone, are wrong as well
    for one in record.sw_episodes:
        given = one.sw_id or ("" if strict else "SW")
        if given[:2] not in ("SW", "XX") or (strict and len(given) < 4):
            yield one


@rule(
    "SW03STG1",
    "sw_episodes.SW_ID sw_episodes.SW_DECOM sw_episodes.SW_REASON",
    "A social worker’s row has a blank. Give identifier, day it began and reason.",
    since=2024,
    until=2024,
)
def worker_by_halves(record: Record) -> Hits:
    for one in record.sw_episodes:
        if one.sw_id is None or _undated(record, one) or one.sw_reason is None:
            yield one


def _undated(record: Record, one: SocialWorker) -> bool:
    """Whether the day it began is blank; one that was not understood has a rule of its own."""
    return one.sw_decom is None and one.row not in record.unread.get(
        ("sw_episodes", "SW_DECOM"), {}
    )


@rule(
    "SW01aSTG1",
    "sw_episodes.SW_ID sw_episodes.SW_DECOM",
    "The row of a social worker who began before the time that is asked for has a blank. Give identifier and day "
    "it began.",
    since=2025,
    until=2025,
)
def early_worker_by_halves(record: Record) -> Hits:
    asked = _one_year_earlier(record)
    for one in record.sw_episodes:
        early = one.sw_decom is not None and one.sw_decom < asked
        if _undated(record, one) or (early and one.sw_id is None):
            yield one


@rule(
    "SW01bSTG1",
    "sw_episodes.SW_ID sw_episodes.SW_DECOM sw_episodes.SW_REASON",
    "The row of a social worker who began in the time that is asked for has a blank. Give identifier, day it "
    "began and reason.",
    since=2025,
    until=2025,
)
def late_worker_by_halves(record: Record) -> Hits:
    asked = _one_year_earlier(record)
    for one in record.sw_episodes:
        late = one.sw_decom is not None and one.sw_decom >= asked
        blank = one.sw_id is None or one.sw_reason is None
        if late and blank:
            yield one


@rule(
    "A073",
    "sw_episodes.SW_DECOM",
    "The day that a social worker began is blank. Put it in.",
    since=2026,
)
def worker_undated(record: Record) -> Hits:
    return [one for one in record.sw_episodes if _undated(record, one)]


@rule(
    "SW06STG2",
    "sw_episodes.SW_DECOM",
    "A social worker began after the collection year ended. Mend the day, or leave it for the next return.",
    since=2024,
)
def worker_after_the_year(record: Record) -> Hits:
    return [one for one in record.sw_episodes if one.sw_decom and one.sw_decom > record.last]


@rule(
    "SW07STG2",
    "sw_episodes.SW_DEC",
    "A social worker ended before the time that is asked for, or after the collection year. Mend the day, or "
    "take the row out.",
    since=2024,
)
def worker_of_another_year(record: Record) -> Hits:
    earliest = record.first if record.year == 2024 else _one_year_earlier(record)
    for one in record.sw_episodes:
        if one.sw_dec and not earliest <= one.sw_dec <= record.last:
            yield one


@rule(
    "SW08STG2",
    "sw_episodes.SW_DEC sw_episodes.SW_DECOM",
    "The next social worker has begun, but this one has not ended. Give the day.",
    since=2024,
)
def worker_not_ended(record: Record) -> Hits:
    unread = record.unread.get(("sw_episodes", "SW_DEC"), {})
    for those in _in_order(record):
        yield from (one for one in those[:-1] if one.sw_dec is None and one.row not in unread)


@rule(
    "SW09STG2",
    "sw_episodes.SW_DEC sw_episodes.SW_DECOM",
    "A social worker lasted less than a day (from 2025-26: less than three). Mend a day, or take the row out.",
    since=2024,
)
def worker_of_a_moment(record: Record) -> Hits:
    shortest = 3 if record.year >= 2026 else 1
    for one in record.sw_episodes:
        if one.sw_dec and one.sw_decom and 0 <= (one.sw_dec - one.sw_decom).days < shortest:
            yield one


@rule(
    "SW10STG2",
    "sw_episodes.SW_DECOM sw_episodes.SW_DEC",
    "A social worker began over a week before or after the one before ended. Close the gap or the overlap.",
    since=2024,
    until=2025,
)
def worker_out_of_step(record: Record) -> Hits:
    return _out_of_step(record, first_contact_may=record.year >= 2025)


@rule(
    "SW10aSTG2",
    "sw_episodes.SW_DECOM sw_episodes.SW_DEC sw_episodes.SW_REASON",
    "A social worker began over a week before or after the one before ended. Close the gap or the overlap.",
    since=2026,
)
def worker_out_of_step_now(record: Record) -> Hits:
    return _out_of_step(record, first_contact_may=True)


def _out_of_step(record: Record, *, first_contact_may: bool) -> Hits:
    for those in _in_order(record):
        for earlier, one in pairwise(those):
            ended, began = earlier.sw_dec, one.sw_decom
            if ended is None or began is None:
                continue
            excused = first_contact_may and one.sw_reason == "FCONTA"
            if not excused and abs(began - ended) > _WEEK:
                yield one


@rule(
    "SW10bSTG2",
    "sw_episodes.SW_DECOM sw_episodes.SW_REASON sw_episodes.SW_DEC",
    "A social worker began as first contact before the one before had ended. Mend the reason or a day.",
    since=2026,
)
def first_contact_in_between(record: Record) -> Hits:
    for those in _in_order(record):
        for earlier, one in pairwise(those):
            ended, began = earlier.sw_dec, one.sw_decom
            if one.sw_reason == "FCONTA" and ended and began and began <= ended:
                yield one


@rule(
    "SW11bSTG2",
    "sw_episodes.SW_DEC episodes.DEC",
    "The last social worker of a child looked after on 31 March ended in the last five days of March, and no "
    "other has begun. Add the next one.",
    since=2024,
)
def worker_gone_at_the_end(record: Record) -> Hits:
    late = record.last - dt.timedelta(days=5)
    for those in _in_order(record):
        one = those[-1]
        kept = one.child in record.open_at_end
        if kept and one.sw_dec and late <= one.sw_dec <= record.last:
            yield one


@rule(
    "SW12STG2",
    "episodes.CHILD sw_episodes.SW_DECOM episodes.LS",
    "A child looked after has no social worker in this time of care. Add them.",
    since=2024,
)
def care_without_social_worker(record: Record) -> Hits:
    workers = by_child(record.sw_episodes)
    for period in record.periods:
        one = period[-1]
        if one.ls in SHORT_BREAKS or (one.dec and one.dec < record.first):
            continue
        ended = one.dec if left(one) else None
        days = [worker.sw_decom for worker in workers.get(one.child, ())]
        if not any(began is None or ended is None or began <= ended for began in days):
            yield one


@rule(
    "SW13STG1",
    "sw_episodes.SW_REASON",
    "The reason for a new social worker is in no list. Put in a code of the year’s guide.",
    since=2024,
)
def worker_reason_invalid(record: Record) -> Hits:
    valid = codes.valid("SW_REASON", record.year)
    asked = _one_year_earlier(record)
    for one in record.sw_episodes:
        if one.sw_reason is None:
            needed = record.year == 2024 or (one.sw_decom is not None and one.sw_decom >= asked)
            if needed:
                yield one
        elif one.sw_reason not in valid:
            yield one


@rule(
    "SW14STG2",
    "sw_episodes.SW_DEC",
    "A social worker before the last one has no day of ending. Give the day.",
    since=2024,
    until=2024,
)
def worker_open_before_the_last(record: Record) -> Hits:
    return worker_not_ended(record)


@rule(
    "SW17STG2",
    "sw_episodes.SW_DEC sw_episodes.SW_DECOM episodes.DEC",
    "No social worker of a child looked after on 31 March is open then. Add the next one, or leave the end "
    "blank.",
    since=2026,
)
def no_worker_at_the_end(record: Record) -> Hits:
    for those in _in_order(record):
        if those[-1].sw_dec is not None and those[-1].child in record.open_at_end:
            yield those[-1]


@rule(
    "SW18STG2",
    "sw_episodes.SW_DEC sw_episodes.SW_DECOM",
    "A social worker ended before the day it began, or on it. Mend one of the two days.",
    since=2026,
)
def worker_backwards(record: Record) -> Hits:
    for one in record.sw_episodes:
        if one.sw_dec and one.sw_decom and one.sw_dec <= one.sw_decom:
            yield one


@rule(
    "SW19STG2",
    "sw_episodes.SW_DECOM",
    "Two social workers of a child began on one day. Keep the one that is right, or mend a day.",
    since=2026,
)
def two_workers_of_one_day(record: Record) -> Hits:
    for those in _in_order(record):
        for earlier, one in pairwise(those):
            if earlier.sw_decom == one.sw_decom:
                yield one


@rule(
    "A070",
    "sw_episodes.SW_DEC sw_episodes.SW_DECOM",
    "A social worker ended before it began. Mend one of the two days.",
    since=2024,
    until=2025,
)
def worker_backwards_before_2026(record: Record) -> Hits:
    for one in record.sw_episodes:
        if one.sw_dec and one.sw_decom and one.sw_dec < one.sw_decom:
            yield one


_AS_OPEN: Final = (
    ("A071", "SW_ID", "identifier"),
    ("A072", "SW_REASON", "reason"),
)


def _otherwise_than_open(column: str) -> OfTwoYears:
    cell = column.lower()

    def compares(record: Record, before: Record) -> Hits:
        latest = {those[-1].child: those[-1] for those in _in_order(before)}
        for those in _in_order(record):
            last = latest.get(those[0].child)
            if last is None or last.sw_dec is not None:
                continue
            for one in those:
                if one.sw_decom == last.sw_decom and getattr(one, cell) != getattr(last, cell):
                    yield one

    return compares


for _number, _column, _what in _AS_OPEN:
    rule_on_two_years(
        _number,
        f"sw_episodes.{_column} sw_episodes.SW_DECOM",
        f"The {_what} of a social worker still open last year is another this year. Find out which return is "
        "right.",
        since=2025,
    )(_otherwise_than_open(_column))
