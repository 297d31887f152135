"""Earlier permanent homes that children came back into care from."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from .record import Record
from .rules import Hits, rule

_COLLECTED_SINCE: Final = dt.date(2016, 4, 1)
_COUNTRIES: Final = frozenset({"WAL", "SCO", "NIR", "NUK"})
_DAY: Final = re.compile(r"(\d\d?|z{1,2})[/-](\d\d?|z{1,2})[/-](\d{4}|z{4})", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@rule(
    "630",
    "episodes.RNE previous_permanence.PREV_PERM previous_permanence.LA_PERM previous_permanence.DATE_PERM",
    "A child came into care in the year, but the earlier permanent home is not told in full. Add the row: Z1 for "
    "none, else the kind, the authority and the day.",
)
def earlier_home_not_told(record: Record) -> Hits:
    told = {
        one.child
        for one in record.previous_permanence
        if one.prev_perm == "Z1"
        or (one.prev_perm is not None and one.la_perm is not None and one.date_perm is not None)
    }
    for one in record.episodes:
        began = one.decom is not None and one.decom >= record.first
        if one.rne == "S" and began and one.child not in told:
            yield one


@rule(
    "632",
    "previous_permanence.DATE_PERM episodes.DECOM",
    "The day of the earlier order is no date, or not before this care began. Write zz for a day or month that "
    "is not known.",
)
def order_no_date(record: Record) -> Hits:
    for one in record.previous_permanence:
        if one.date_perm is None:
            continue
        known, latest = _earliest(one.date_perm)
        story = record.stories.get(one.child)
        began = story[0].decom if story else None
        if not known or (latest and began and latest >= began):
            yield one


def _earliest(text: str) -> tuple[bool, dt.date | None]:
    """Whether this is a date as asked for, and the earliest day it can mean; None if no year is known."""
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif written := _DAY.fullmatch(text):
        day, month, year = written.groups()
    else:
        return False, None
    if year[0] in "zZ":
        return True, None
    try:
        return True, dt.date(int(year), _or_first(month), _or_first(day))
    except ValueError:
        return False, None


def _or_first(text: str) -> int:
    return 1 if text[0] in "zZ" else int(text)


@rule(
    "633",
    "previous_permanence.LA_PERM",
    "The authority of the earlier order has no code of three figures. Put in the DfE’s code, or WAL, SCO, NIR "
    "or NUK.",
)
def order_of_no_authority(record: Record) -> Hits:
    for one in record.previous_permanence:
        code = one.la_perm
        if code and code not in _COUNTRIES and not re.fullmatch(r"[2-9]\d\d", code):
            yield one


@rule(
    "634",
    "previous_permanence.PREV_PERM episodes.DECOM",
    "An earlier permanent home is told of a child who came into care before it was asked (1 April 2016). Take "
    "the row out.",
)
def earlier_home_not_asked(record: Record) -> Hits:
    for one in record.previous_permanence:
        story = record.stories.get(one.child)
        told = one.prev_perm or one.la_perm or one.date_perm
        latest = story[-1].decom if story else None
        if told and latest and latest < _COLLECTED_SINCE:
            yield one


@rule(
    "635",
    "previous_permanence.PREV_PERM previous_permanence.LA_PERM previous_permanence.DATE_PERM",
    "Authority or day of an earlier order is given, but the kind is Z1 (none) or blank. Give the kind, or leave "
    "them blank.",
)
def order_of_no_kind(record: Record) -> Hits:
    for one in record.previous_permanence:
        if (one.la_perm or one.date_perm) and one.prev_perm in (None, "Z1"):
            yield one
