"""This year's return against last year's: who the child is, the open episode, decisions on adoption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from .groups import ADOPTED
from .record import Record, by_child
from .rows import Decision, Episode, Header
from .rules import Hits, OfTwoYears, rule_on_two_years

_SEXES: Final = {"1": "M", "2": "F"}
"""Codes of SEX until 2023-24, and what they are called since."""


def _both_years(record: Record, before: Record) -> Iterator[tuple[Header, Header]]:
    for one in record.header:
        last = before.children.get(one.child)
        if last is not None:
            yield one, last


@rule_on_two_years(
    "202",
    "header.SEX",
    "The sex of a child is another than in last year’s return. Find out which is right.",
)
def other_sex(record: Record, before: Record) -> Hits:
    for one, last in _both_years(record, before):
        now, then = _sex(one), _sex(last)
        if now and then and now != then:
            yield one


def _sex(one: Header) -> str | None:
    """M or F, in whichever year's code; None where it is unknown."""
    sex = _SEXES.get(one.sex or "", one.sex)
    return sex if sex in ("M", "F") else None


@rule_on_two_years(
    "203",
    "header.DOB",
    "The date of birth of a child is another than in last year’s return. Find out which is right.",
)
def other_date_of_birth(record: Record, before: Record) -> Hits:
    return [a for a, b in _both_years(record, before) if a.dob and b.dob and a.dob != b.dob]


@rule_on_two_years(
    "204",
    "header.ETHNIC",
    "The ethnicity of a child is another than in last year’s return. Find out which is right.",
)
def other_ethnicity(record: Record, before: Record) -> Hits:
    return [a for a, b in _both_years(record, before) if a.ethnic != b.ethnic]


@rule_on_two_years(
    "207",
    "header.MOTHER episodes.CHILD",
    "A child was a mother in last year’s return, but is none in this year’s. Find out which is right.",
)
def mother_no_more(record: Record, before: Record) -> Hits:
    kept = {one.child for one in record.episodes}
    for one, last in _both_years(record, before):
        if last.mother == 1 and one.mother != 1 and one.child in kept:
            yield one


_UNKNOWN: Final = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})


@rule_on_two_years(
    "208",
    "header.UPN",
    "The unique pupil number of a child is another than in last year’s return, or gone. Find out which is right.",
)
def other_pupil_number(record: Record, before: Record) -> Hits:
    for one, last in _both_years(record, before):
        now, then = one.upn, last.upn
        learnt = then in _UNKNOWN and now is not None and now not in _UNKNOWN
        of_age_by_now = then == "UN1" and now in _UNKNOWN
        if then is not None and now != then and not learnt and not of_age_by_now:
            yield one


@rule_on_two_years(
    "624",
    "header.MC_DOB",
    "The date of birth of a first child is another than in last year’s return. Find out which is right.",
)
def other_birth_of_her_child(record: Record, before: Record) -> Hits:
    for one, last in _both_years(record, before):
        # A care leaver is not asked: a blank unsays nothing.
        asked = one.mc_dob or one.child in record.stories
        if last.mc_dob and asked and one.mc_dob != last.mc_dob:
            yield one


@rule_on_two_years(
    "626",
    "header.MC_DOB header.MOTHER",
    "A mother’s child was born before this year, but last year’s return says that she was no mother. Find out "
    "which is right.",
)
def mother_already_last_year(record: Record, before: Record) -> Hits:
    for one, last in _both_years(record, before):
        already = one.mc_dob is not None and one.mc_dob < record.first
        if one.mother == 1 and last.mother == 0 and already:
            yield one


# Episodes


def _still_open(record: Record, before: Record) -> Iterator[tuple[Episode, Episode]]:
    """The first episode of each child this year, beside the one that was open last year."""
    for child, story in record.stories.items():
        last = before.stories.get(child)
        if last and last[-1].dec is None:
            yield story[0], last[-1]


@rule_on_two_years(
    "502",
    "episodes.DECOM",
    "Last year’s return ended with an open episode, but this year’s first one began on another day. Put in the "
    "day of last year’s, or close it in this return.",
)
def open_episode_began_otherwise(record: Record, before: Record) -> Hits:
    return [one for one, last in _still_open(record, before) if one.decom != last.decom]


_FIELDS: Final = (
    ("503A", "RNE", "reason for the new episode"),
    ("503B", "LS", "legal status"),
    ("503C", "CIN", "category of need"),
    ("503D", "PLACE", "placement type"),
    ("503E", "PLACE_PROVIDER", "placement provider"),
    ("503F", "URN", "URN"),
    ("A080", "HOME_POST", "postcode of home"),
    ("A081", "PL_POST", "postcode of the placement"),
)


def _otherwise(column: str) -> OfTwoYears:
    cell = column.lower()

    def compares(record: Record, before: Record) -> Hits:
        for one, last in _still_open(record, before):
            differs = getattr(one, cell) != getattr(last, cell)
            if one.decom == last.decom and differs and not _renamed(one, last, column):
                yield one

    return compares


def _renamed(one: Episode, last: Episode, column: str) -> bool:
    """Whether a code ceased between the years, or a URN came with registration: no contradiction."""
    if column == "PLACE":
        return (last.place in ("H5", "P2") and one.place == "K3") or (
            last.place == "Z1" and one.place in ("Z11", "Z12", "Z13", "Z14")
        )
    return column == "URN" and last.urn in (None, "XXXXXXX") and last.place in ("H5", "P2")


for _number, _column, _what in _FIELDS:
    rule_on_two_years(
        _number,
        f"episodes.{_column} episodes.DECOM",
        f"The {_what} of an episode is another than in last year’s return, where it was open. Find out which is "
        "right.",
    )(_otherwise(_column))


@rule_on_two_years(
    "562",
    "episodes.DECOM",
    "The episode began before this year, but last year’s return does not end with it. Add it there, or mend the "
    "day.",
)
def not_in_last_year(record: Record, before: Record) -> Hits:
    for child, story in record.stories.items():
        one = story[0]
        last = before.stories.get(child)
        known = last is not None and last[-1].decom == one.decom
        if one.decom and one.decom < record.first and not known:
            yield one


@rule_on_two_years(
    "NoE",
    "episodes.DECOM",
    "The episode began before this year, but last year’s return has no episode of the child. Add them there, or "
    "mend the day.",
)
def no_episodes_last_year(record: Record, before: Record) -> Hits:
    known = {one.child for one in before.episodes}
    for one in record.episodes:
        if one.decom and one.decom < record.first and one.child and one.child not in known:
            yield one


@rule_on_two_years(
    "199",
    "episodes.REC",
    "The child has an episode after being adopted. An adopted child comes in under a new identifier: mend one "
    "of the episodes.",
)
def episodes_after_adoption(record: Record, before: Record) -> Hits:
    adopted: dict[str, dt.date] = {}
    for held in (record, *record.earlier):
        for one in held.episodes:
            if one.rec in ADOPTED and one.dec:
                adopted[one.child] = min(one.dec, adopted.get(one.child, one.dec))
    for one in record.episodes:
        day = adopted.get(one.child)
        if day and one.decom and one.decom >= day:
            yield one


# Decisions on adoption


def _decisions(record: Record, before: Record) -> Iterator[tuple[Decision, list[Decision]]]:
    last = by_child(before.placed_for_adoption)
    for one in record.placed_for_adoption:
        yield one, last.get(one.child, [])


@rule_on_two_years(
    "559",
    "placed_for_adoption.DATE_PLACED",
    "A decision on adoption was made before this year, but last year’s return does not have it. Find out which "
    "is right.",
)
def decision_not_in_last_year(record: Record, before: Record) -> Hits:
    for one, last in _decisions(record, before):
        told = any(other.date_placed for other in last)
        if one.date_placed and one.date_placed < record.first and not told:
            yield one


@rule_on_two_years(
    "560",
    "placed_for_adoption.DATE_PLACED",
    "A decision on adoption still stood last year, but has another day this year. Find out which is right.",
)
def decision_of_another_day(record: Record, before: Record) -> Hits:
    now = by_child(record.placed_for_adoption)
    for one, last in _decisions(record, before):
        stood = {o.date_placed for o in last if o.date_placed and o.date_placed_ceased is None}
        kept = {other.date_placed for other in now[one.child]} & stood if one.child else stood
        if stood and not kept:
            yield one


@rule_on_two_years(
    "561",
    "placed_for_adoption.DATE_PLACED placed_for_adoption.DATE_PLACED_CEASED",
    "A decision on adoption was reversed last year, but stands again with the same day this year. Take the row "
    "out, or mend the day.",
)
def decision_reversed_last_year(record: Record, before: Record) -> Hits:
    for one, last in _decisions(record, before):
        reversed_ = {o.date_placed for o in last if o.date_placed_ceased or o.reason_placed_ceased}
        if one.date_placed and one.date_placed in reversed_:
            yield one


@rule_on_two_years(
    "584",
    "placed_for_adoption.DATE_PLACED",
    "A decision on adoption was reversed last year, but this year’s has an earlier day or none. Mend the day.",
)
def new_decision_too_early(record: Record, before: Record) -> Hits:
    for one, last in _decisions(record, before):
        days = [
            o.date_placed
            for o in last
            if o.date_placed and (o.date_placed_ceased or o.reason_placed_ceased)
        ]
        if days and (one.date_placed is None or one.date_placed < max(days)):
            yield one
