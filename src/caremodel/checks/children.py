"""The header: who the child is, their pupil number, and whether she is a mother."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Final

from .groups import SHORT_BREAKS
from .record import Record, left
from .rows import Header
from .rules import Hits, rule

_UPN: Final = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]")
_NO_UPN: Final = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})


@rule(
    "232",
    "header.SEX",
    "The sex is given as unknown. Put in M or F if it is known by now.",
    since=2025,
)
def sex_unknown(record: Record) -> Hits:
    return [one for one in record.header if one.sex == "U"]


@rule(
    "301",
    "header.DOB",
    "The child is born after the collection year ended. Mend the date of birth.",
)
def born_after_the_year(record: Record) -> Hits:
    return [one for one in record.header if one.dob and one.dob > record.last]


@rule(
    "351",
    "header.DOB",
    "The person was over 25 before the collection year began. Mend the date of birth, or take them out.",
)
def over_25(record: Record) -> Hits:
    return [one for one in record.header if record.at_least(one.child, 26, record.first)]


@rule(
    "168",
    "header.UPN",
    "The unique pupil number is not formed as one. It is a letter and twelve characters; UN1 to UN5 say "
    "why there is none.",
)
def no_pupil_number(record: Record) -> Hits:
    for one in record.header:
        if one.upn and one.upn not in _NO_UPN and not _UPN.fullmatch(one.upn):
            yield one


@rule(
    "442",
    "header.UPN episodes.LS",
    "The unique pupil number is blank. Put it in, or one of UN1 to UN5 to say why there is none.",
)
def pupil_number_blank(record: Record) -> Hits:
    kept = {one.child for one in record.episodes if one.ls not in SHORT_BREAKS}
    return [one for one in record.header if one.upn is None and one.child in kept]


@rule(
    "209",
    "header.UPN header.DOB",
    "UN1 says that the child is not of school age, but the child is. Put in the pupil number.",
)
def of_school_age_without_a_number(record: Record) -> Hits:
    # The DfE: four years old on 31 August of the year before the collection year began.
    starts = dt.date(record.year - 2, 8, 31)
    for one in record.header:
        if one.upn == "UN1" and record.at_least(one.child, 4, starts):
            yield one


@rule(
    "210",
    "header.UPN episodes.DECOM",
    "UN4 says that the child came in within the last week of the year, but the child came in before. Put "
    "in the pupil number.",
)
def longer_in_care_than_a_week(record: Record) -> Hits:
    week = record.last - dt.timedelta(days=7)
    for one in record.header:
        story = record.stories.get(one.child)
        if one.upn == "UN4" and story and story[0].decom and story[0].decom < week:
            yield one


@rule(
    "444",
    "header.UPN",
    "Two children have the same unique pupil number. Find out whose it is; if they are one child, join them.",
    since=2026,
)
def pupil_number_twice(record: Record) -> Hits:
    given = Counter(one.upn for one in record.header if one.upn and one.upn not in _NO_UPN)
    return [one for one in record.header if one.upn and given[one.upn] > 1]


# Mothers


def _female(one: Header) -> bool:
    return one.sex in ("2", "F")


@rule(
    "165",
    "header.MOTHER header.SEX",
    "The mother field is not 0 or 1, or is filled in for a male. Put in 0 or 1 for females only.",
)
def mother_status_invalid(record: Record) -> Hits:
    unread = record.unread.get(("header", "MOTHER"), {})
    for one in record.header:
        filled = one.mother is not None
        if one.row in unread or (filled and (one.mother not in (0, 1) or one.sex in ("1", "M"))):
            yield one


@rule(
    "174",
    "header.MC_DOB header.SEX",
    "A male has the date of birth of a mother’s child. Mend the sex, or leave the date blank.",
)
def male_mother(record: Record) -> Hits:
    return [one for one in record.header if one.mc_dob and one.sex in ("1", "M")]


@rule(
    "393",
    "header.MOTHER header.SEX episodes.LS",
    "The mother field of a female looked after is blank. Put in 0 or 1.",
)
def mother_status_blank(record: Record) -> Hits:
    kept = {one.child for one in record.episodes if one.ls not in SHORT_BREAKS}
    return [
        one for one in record.header if _female(one) and one.mother is None and one.child in kept
    ]


@rule(
    "607",
    "header.MOTHER header.SEX episodes.DEC episodes.REC",
    "A female ceased to be looked after in the year, and her mother field is blank. Put in 0 or 1.",
)
def mother_status_blank_at_leaving(record: Record) -> Hits:
    gone = {
        one.child
        for one in record.episodes
        if left(one)
        and one.ls not in SHORT_BREAKS
        and one.dec
        and record.first <= one.dec <= record.last
    }
    return [
        one for one in record.header if _female(one) and one.mother is None and one.child in gone
    ]


@rule(
    "611",
    "header.MC_DOB header.MOTHER",
    "The child is a mother, but the date of birth of her first child is blank. Put it in.",
)
def birth_of_her_child_blank(record: Record) -> Hits:
    unread = record.unread.get(("header", "MC_DOB"), {})
    return [
        one
        for one in record.header
        if one.mother == 1 and one.mc_dob is None and one.row not in unread
    ]


@rule(
    "612",
    "header.MC_DOB header.MOTHER header.SEX",
    "The date of birth of a first child is given, but the mother field does not say that she is a mother. "
    "Put in 1, or leave the date blank.",
)
def child_of_no_mother(record: Record) -> Hits:
    return [one for one in record.header if _female(one) and one.mc_dob and not one.mother]


@rule(
    "620",
    "header.DOB header.MOTHER header.MC_DOB",
    "A mother was under 11 when the year began or her child was born. Mend one of the dates of birth.",
)
def mother_under_11(record: Record) -> Hits:
    for one in record.header:
        days = (record.first, one.mc_dob)
        if one.mother == 1 and any(record.younger_than(one.child, 11, day) for day in days):
            yield one


@rule(
    "621",
    "header.MC_DOB header.DOB",
    "The mother is younger than her child. Mend one of the dates of birth.",
)
def mother_younger_than_her_child(record: Record) -> Hits:
    return [one for one in record.header if one.mc_dob and one.dob and one.mc_dob < one.dob]


@rule(
    "625",
    "header.MC_DOB episodes.DEC episodes.REC",
    "The first child is born after the year ended or after its mother ceased to be looked after. Mend the "
    "date, or leave it for later.",
)
def her_child_born_too_late(record: Record) -> Hits:
    for one in record.header:
        if one.mc_dob is None:
            continue
        story = record.stories.get(one.child)
        gone = story[-1].dec if story and left(story[-1]) else None
        if one.mc_dob > record.last or (gone and one.mc_dob > gone):
            yield one


@rule(
    "628",
    "header.MOTHER oc3.CHILD episodes.CHILD",
    "A care leaver who was not looked after in the year has the mother field filled in. Leave it blank.",
)
def mother_status_of_a_care_leaver(record: Record) -> Hits:
    kept = {one.child for one in record.episodes}
    leavers = {one.child for one in record.oc3} - kept
    return [one for one in record.header if one.mother is not None and one.child in leavers]
