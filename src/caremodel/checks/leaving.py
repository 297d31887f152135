"""Leaving care: ages at which a child can leave in which way."""

from __future__ import annotations

from .groups import ADOPTED, FOSTER, GUARDIANSHIP
from .record import Record
from .rules import Hits, rule


@rule(
    "359",
    "episodes.DEC episodes.LS episodes.PLACE header.DOB",
    "A person who became 18 in the year is still looked after, other than under section 20 in a children’s "
    "home. Give the day and the reason of leaving.",
)
def kept_past_18(record: Record) -> Hits:
    unread = record.unread.get(("episodes", "DEC"), {})
    for one in record.episodes:
        turned = record.birthday(one.child, 18)
        in_a_home = one.ls == "V2" and one.place == "K2"
        is_open = one.dec is None and one.row not in unread
        if is_open and turned and turned < record.last and not in_a_home:
            yield one


@rule(
    "386",
    "episodes.REC episodes.DEC header.DOB",
    "The child was adopted aged 18 or over. Mend the reason or the dates.",
)
def adopted_at_18(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec in ADOPTED and record.at_least(one.child, 18, one.dec):
            yield one


@rule(
    "387",
    "episodes.REC episodes.DEC header.DOB",
    "A child under 14 left for independent living. Mend the reason or the dates.",
)
def independent_under_14(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec in ("E5", "E6") and record.younger_than(one.child, 14, one.dec):
            yield one


@rule(
    "389",
    "episodes.REC episodes.DEC header.DOB",
    "A child under 16 moved into adult social care. Mend the reason or the dates.",
)
def adult_care_under_16(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec == "E7" and record.younger_than(one.child, 16, one.dec):
            yield one


@rule(
    "407",
    "episodes.REC episodes.DEC header.DOB",
    "A special guardianship order was made for somebody aged 18 or over. Mend the reason or the dates.",
)
def guardian_at_18(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec in GUARDIANSHIP and record.at_least(one.child, 18, one.dec):
            yield one


@rule(
    "460",
    "episodes.REC episodes.DEC header.DOB",
    "A child under 18 stayed on with the carers (E17), as people do at 18. Mend the reason or the dates.",
)
def staying_put_under_18(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec == "E17" and record.younger_than(one.child, 18, one.dec):
            yield one


@rule(
    "516",
    "episodes.PLACE episodes.REC",
    "The guardian is the former foster carer (E45, E46), but the placement is no foster care. Mend the reason "
    "or the placement.",
)
def guardian_was_no_carer(record: Record) -> Hits:
    for one in record.episodes:
        if one.rec in ("E45", "E46") and one.place not in FOSTER:
            yield one


@rule(
    "A040",
    "episodes.DEC header.DOB",
    "An episode ceased more than a day after the 18th birthday. Care ends on that day: mend the day or the "
    "date of birth.",
)
def ceased_past_18(record: Record) -> Hits:
    for one in record.episodes:
        turned = record.birthday(one.child, 18)
        in_a_home = one.ls == "V2" and one.place == "K2"
        if turned and one.dec and (one.dec - turned).days > 1 and not in_a_home:
            yield one
