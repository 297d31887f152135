"""The days of one episode: not before birth, not after the year, not backwards."""

from __future__ import annotations

import datetime as dt
from typing import Final

from .record import Record
from .rules import Hits, rule

_CHILDREN_ACT: Final = dt.date(1991, 10, 14)


@rule(
    "148",
    "episodes.REC episodes.DEC",
    "The episode has a day it ceased without a reason, or a reason without a day. Give both, or neither.",
)
def ceased_by_halves(record: Record) -> Hits:
    unread = record.unread.get(("episodes", "DEC"), {})
    for one in record.episodes:
        if (one.dec is None and one.row not in unread) != (one.rec is None):
            yield one


@rule(
    "302",
    "episodes.DECOM header.DOB",
    "The episode began before the child was born. Mend one of the two dates.",
)
def began_before_birth(record: Record) -> Hits:
    return [one for one in record.episodes if record.younger_than(one.child, 0, one.decom)]


@rule(
    "352",
    "episodes.DECOM header.DOB",
    "A child came into care aged 18 or over. Mend the day the episode began or the date of birth.",
)
def came_in_at_18(record: Record) -> Hits:
    return [
        one
        for one in record.episodes
        if one.rne == "S" and record.at_least(one.child, 18, one.decom)
    ]


@rule(
    "353",
    "episodes.DECOM",
    "The episode began before 14 October 1991, when the Children Act came into force. Mend the day.",
)
def began_before_the_act(record: Record) -> Hits:
    return [one for one in record.episodes if one.decom and one.decom < _CHILDREN_ACT]


@rule(
    "354",
    "episodes.DECOM",
    "The episode began after the collection year ended. Mend the day, or leave it for the next return.",
)
def began_after_the_year(record: Record) -> Hits:
    return [one for one in record.episodes if one.decom and one.decom > record.last]


@rule(
    "355",
    "episodes.DEC episodes.DECOM",
    "The episode ceased on the day it began. An episode lasts over a night: mend a day, or take it out.",
)
def lasted_no_night(record: Record) -> Hits:
    return [one for one in record.episodes if one.decom and one.decom == one.dec]


@rule(
    "356",
    "episodes.DEC episodes.DECOM",
    "The episode ceased before it began. Mend one of the two days.",
)
def ceased_before_it_began(record: Record) -> Hits:
    return [one for one in record.episodes if one.decom and one.dec and one.dec < one.decom]


@rule(
    "385",
    "episodes.DEC",
    "The episode ceased after the collection year ended. Leave the day and the reason blank for now.",
)
def ceased_after_the_year(record: Record) -> Hits:
    return [one for one in record.episodes if one.dec and one.dec > record.last]


@rule(
    "A020",
    "episodes.DEC",
    "The episode ceased before the collection year began. It belongs into an earlier return: take it out.",
)
def ceased_before_the_year(record: Record) -> Hits:
    return [one for one in record.episodes if one.dec and one.dec < record.first]
