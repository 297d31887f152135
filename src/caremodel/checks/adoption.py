"""AD1: adoptions, their dates and the adopters."""

from __future__ import annotations

import datetime as dt
from typing import Final

from .care_leavers import adoption_told
from .groups import ADOPTED, FOR_ADOPTION
from .record import Record, by_child
from .rows import Adoption, Episode
from .rules import Hits, OfOneYear, rule

_AD1: Final = (
    "ad1.DATE_INT ad1.DATE_MATCH ad1.FOSTER_CARE ad1.NB_ADOPTR ad1.SEX_ADOPTR ad1.LS_ADOPTR"
)


def _cells(one: Adoption) -> tuple[object, ...]:
    return (
        one.date_int,
        one.date_match,
        one.foster_care,
        one.nb_adoptr,
        one.sex_adoptr,
        one.ls_adoptr,
    )


@rule("151", _AD1, "An adoption is filled in by halves. Fill in all six fields, or none.")
def adoption_by_halves(record: Record) -> Hits:
    return [one for one in record.ad1 if adoption_told(one) and None in _cells(one)]


def _adopted_in_year(record: Record) -> dict[str, Episode]:
    return {
        one.child: one
        for one in record.episodes
        if one.rec in ADOPTED and one.dec and record.first <= one.dec <= record.last
    }


@rule(
    "601",
    f"episodes.REC {_AD1}",
    "A child was adopted in the year, but the adoption is not filled in. Add the row to AD1, with all six "
    "fields.",
)
def adopted_and_not_told(record: Record) -> Hits:
    told = {one.child for one in record.ad1 if None not in _cells(one)}
    return [one for child, one in _adopted_in_year(record).items() if child not in told]


@rule(
    "602",
    "ad1.CHILD episodes.REC",
    "An adoption is filled in, but no episode of the year ends with E11 or E12. Mend the episode, or take the "
    "row out.",
)
def told_and_not_adopted(record: Record) -> Hits:
    adopted = _adopted_in_year(record)
    return [one for one in record.ad1 if adoption_told(one) and one.child not in adopted]


@rule(
    "331",
    "ad1.DATE_MATCH episodes.DECOM episodes.REC",
    "Child and adopters were matched after the child was placed with them. Mend one of the two days.",
)
def matched_after_placement(record: Record) -> Hits:
    adopted = by_child(one for one in record.episodes if one.rec in ADOPTED)
    for one in record.ad1:
        placed = adopted.get(one.child, ())
        if one.date_match and any(e.decom and one.date_match > e.decom for e in placed):
            yield one


@rule(
    "333",
    "ad1.DATE_INT ad1.DATE_MATCH",
    "Child and adopters were matched before it was decided that the child should be placed, or that day is "
    "blank. Mend one of the two days.",
)
def matched_before_decision(record: Record) -> Hits:
    for one in record.ad1:
        if one.date_match and (one.date_int is None or one.date_int > one.date_match):
            yield one


@rule(
    "334",
    "ad1.DATE_INT episodes.DECOM episodes.RNE",
    "It was decided that the child should be placed for adoption before this period of care began. Mend one of "
    "the two days.",
)
def decided_before_care(record: Record) -> Hits:
    began = _latest_start(record)
    for one in record.ad1:
        day = began.get(one.child)
        if one.date_int and day and one.date_int < day:
            yield one


def _latest_start(record: Record) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for one in record.episodes:
        if one.rne == "S" and one.decom:
            found[one.child] = max(one.decom, found.get(one.child, one.decom))
    return found


@rule(
    "335",
    "ad1.FOSTER_CARE episodes.PLACE episodes.REC",
    "Whether the current foster carer adopted says otherwise than the last placement (A3, A5: yes; A4, A6: no). "
    "Mend one of the two.",
)
def other_carer_than_placed(record: Record) -> Hits:
    adopted = by_child(one for one in record.episodes if one.rec in ADOPTED)
    for one in record.ad1:
        places = {e.place for e in adopted.get(one.child, ())}
        if (one.foster_care == 0 and places & {"A3", "A5"}) or (
            one.foster_care == 1 and places & {"A4", "A6"}
        ):
            yield one


@rule(
    "521",
    "ad1.DATE_INT episodes.PLACE episodes.DECOM",
    "It was decided that the child should be placed for adoption after the child was placed. Mend one of the "
    "two days.",
)
def decided_after_placement(record: Record) -> Hits:
    placed = by_child(one for one in record.episodes if one.place in FOR_ADOPTION)
    for one in record.ad1:
        days = [e.decom for e in placed.get(one.child, ()) if e.decom]
        if one.date_int and any(one.date_int > day for day in days):
            yield one


@rule(
    "582",
    "ad1.DATE_MATCH episodes.DEC episodes.REC",
    "Child and adopters were matched on the very day of the adoption. Mend one of the two days.",
)
def matched_on_adoption(record: Record) -> Hits:
    adopted = by_child(one for one in record.episodes if one.rec in ADOPTED)
    for one in record.ad1:
        if one.date_match and any(e.dec == one.date_match for e in adopted.get(one.child, ())):
            yield one


# The adopters


@rule(
    "511",
    "ad1.SEX_ADOPTR ad1.NB_ADOPTR",
    "There are two adopters, but the sexes are no couple’s. Give MM, FF or MF, or one adopter.",
)
def two_adopters_as_one(record: Record) -> Hits:
    couples = ("MM", "FF", "MF")
    return [one for one in record.ad1 if one.nb_adoptr == 2 and one.sex_adoptr not in couples]


_COUPLES: Final = (
    # number, legal status, sexes that it allows, what it is
    ("514", "L0", ("M1", "F1"), "a single adopter"),
    ("517", "L3", ("MF",), "an unmarried couple of a man and a woman"),
    ("518", "L4", ("MM", "FF"), "an unmarried couple of one sex"),
    ("519", "L2", ("MM", "FF", "MF"), "a civil partnership"),
    ("520", "L11", ("MF",), "a married couple of a man and a woman"),
    ("524", "L12", ("MM", "FF"), "a married couple of one sex"),
)


def _unlike(status: str, sexes: tuple[str, ...]) -> OfOneYear:
    def finds(record: Record) -> Hits:
        for one in record.ad1:
            if one.ls_adoptr == status and one.sex_adoptr not in sexes:
                yield one

    return finds


for _number, _status, _sexes, _what in _COUPLES:
    rule(
        _number,
        "ad1.SEX_ADOPTR ad1.LS_ADOPTR",
        f"The adopters are {_what} by legal status ({_status}), but not by sex. Give "
        f"{' or '.join(_sexes)}, or mend the status.",
    )(_unlike(_status, _sexes))


@rule(
    "A060",
    "ad1.NB_ADOPTR ad1.SEX_ADOPTR",
    "There is one adopter, but the sexes are a couple’s. Give M1 or F1, or two adopters.",
)
def one_adopter_as_two(record: Record) -> Hits:
    return [
        one for one in record.ad1 if one.nb_adoptr == 1 and one.sex_adoptr in ("MM", "FF", "MF")
    ]
