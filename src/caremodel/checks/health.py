"""OC2: health, strengths and difficulties, convictions of children looked after for twelve months."""

from __future__ import annotations

from .record import Record
from .rows import Health
from .rules import Hits, rule

_HEALTH = "oc2.IMMUNISATIONS oc2.TEETH_CHECK oc2.HEALTH_ASSESSMENT oc2.SUBSTANCE_MISUSE"
_OTHERS = "oc2.CONVICTED oc2.HEALTH_CHECK oc2.INTERVENTION_RECEIVED oc2.INTERVENTION_OFFERED"


def _needed(one: Health) -> tuple[int | None, ...]:
    return one.immunisations, one.teeth_check, one.health_assessment, one.substance_misuse


def _others(one: Health) -> tuple[int | None, ...]:
    return one.convicted, one.health_check, one.intervention_received, one.intervention_offered


def _some_blank(one: Health) -> bool:
    return None in _needed(one)


def filled(one: Health) -> bool:
    """Whether anything but the SDQ is filled in."""
    return any(cell is not None for cell in (*_needed(one), *_others(one)))


def _no_sdq(one: Health) -> bool:
    return one.sdq_score is None and one.sdq_reason is None


# Strengths and difficulties


@rule(
    "157",
    "oc2.SDQ_REASON oc2.DOB episodes.DECOM",
    "SDQ1 says that the child is too young or too old for the questionnaire, but the child is 4 to 15. Give "
    "the score or another reason.",
)
def of_age_for_the_questionnaire(record: Record) -> Hits:
    for one in record.oc2:
        turns = record.birthday(one.child, 16)
        of_age = record.at_least(one.child, 4, record.first) and turns and turns >= record.last
        reason_alone = one.sdq_reason == "SDQ1" and one.sdq_score is None
        if of_age and reason_alone and one.child in record.all_year:
            yield one


@rule(
    "186",
    "oc2.SDQ_SCORE oc2.SDQ_REASON oc2.DOB episodes.DECOM",
    "A child of 4 to 16 looked after for twelve months has neither an SDQ score nor a reason for none. Give "
    "one of them.",
)
def no_score_and_no_reason(record: Record) -> Hits:
    for one in record.oc2:
        of_age = record.at_least(one.child, 4, record.first) and record.younger_than(
            one.child, 17, record.last
        )
        if of_age and _no_sdq(one) and one.child in record.all_year:
            yield one


@rule(
    "197B",
    "oc2.SDQ_REASON oc2.DOB oc2.SDQ_SCORE episodes.DECOM",
    "A child who became 4 or 17 in the year has neither an SDQ score nor a reason for none. Give one of them.",
)
def no_reason_in_the_year_of_4_or_17(record: Record) -> Hits:
    for one in record.oc2:
        if not _no_sdq(one) or one.child not in record.all_year:
            continue
        turns = (record.birthday(one.child, 4), record.birthday(one.child, 17))
        if any(day and record.first <= day <= record.last for day in turns):
            yield one


@rule(
    "197a",
    "oc2.SDQ_REASON oc2.SDQ_SCORE",
    "There is an SDQ score and a reason for none. Keep one of them.",
)
def score_and_reason_for_none(record: Record) -> Hits:
    return [one for one in record.oc2 if one.sdq_score is not None and one.sdq_reason is not None]


@rule(
    "188",
    "oc2.SDQ_SCORE oc2.SDQ_REASON oc2.DOB",
    "A child under 4 has an SDQ score or a reason for none. Leave both blank.",
)
def score_under_4(record: Record) -> Hits:
    for one in record.oc2:
        if not _no_sdq(one) and record.younger_than(one.child, 4, record.last):
            yield one


@rule(
    "189",
    "oc2.SDQ_SCORE oc2.SDQ_REASON oc2.DOB",
    "A child who was 17 before the year began has an SDQ score or a reason for none. Leave both blank.",
)
def score_past_17(record: Record) -> Hits:
    for one in record.oc2:
        turned = record.birthday(one.child, 17)
        if not _no_sdq(one) and turned and turned < record.first:
            yield one


@rule(
    "185",
    "oc2.SDQ_SCORE episodes.DECOM",
    "A child not looked after for the twelve months has an SDQ score. Take the row out, or mend the episodes.",
)
def score_without_twelve_months(record: Record) -> Hits:
    return [
        one
        for one in record.oc2
        if one.sdq_score is not None and one.child not in record.perhaps_all_year
    ]


@rule(
    "198",
    "oc2.SDQ_REASON episodes.DECOM",
    "A child not looked after for the twelve months has a reason for no SDQ score. Take the row out, or mend "
    "the episodes.",
)
def reason_without_twelve_months(record: Record) -> Hits:
    return [
        one
        for one in record.oc2
        if one.sdq_reason is not None and one.child not in record.perhaps_all_year
    ]


# Health


@rule(
    "182",
    f"{_HEALTH} {_OTHERS}",
    "Immunisations, teeth, health assessment or substance misuse is blank, while other fields are filled in. "
    "Fill in all four.",
)
def health_by_halves(record: Record) -> Hits:
    for one in record.oc2:
        if _some_blank(one) and any(cell is not None for cell in _others(one)):
            yield one


@rule(
    "190",
    f"oc2.IMMUNISATIONS oc2.TEETH_CHECK oc2.HEALTH_ASSESSMENT oc2.SUBSTANCE_MISUSE {_OTHERS} episodes.DECOM",
    "A child not looked after for the twelve months has health or conviction filled in. Take the row out, or "
    "mend the episodes.",
)
def health_without_twelve_months(record: Record) -> Hits:
    return [one for one in record.oc2 if filled(one) and one.child not in record.perhaps_all_year]


@rule(
    "191",
    f"{_HEALTH} episodes.DECOM",
    "A child looked after for the twelve months has health left blank, or no row in OC2. Fill in all four "
    "fields.",
)
def twelve_months_without_health(record: Record) -> Hits:
    yield from (one for one in record.oc2 if one.child in record.all_year and _some_blank(one))
    known = {one.child for one in record.oc2}
    for child in record.all_year - known:
        yield record.stories[child][0]


@rule(
    "192",
    "oc2.INTERVENTION_RECEIVED oc2.SUBSTANCE_MISUSE",
    "A child with a substance misuse problem has no word on whether an intervention was received. Put in 0 or 1.",
)
def intervention_blank(record: Record) -> Hits:
    for one in record.oc2:
        if one.substance_misuse == 1 and one.intervention_received is None:
            yield one


@rule(
    "193",
    "oc2.INTERVENTION_RECEIVED oc2.INTERVENTION_OFFERED oc2.SUBSTANCE_MISUSE",
    "A child without a substance misuse problem has an intervention filled in. Leave it blank, or mend the "
    "problem.",
)
def intervention_without_a_problem(record: Record) -> Hits:
    for one in record.oc2:
        told = one.intervention_received is not None or one.intervention_offered is not None
        if not one.substance_misuse and told:
            yield one


@rule(
    "158",
    "oc2.INTERVENTION_OFFERED oc2.INTERVENTION_RECEIVED",
    "An intervention was received, so whether it was offered is not asked. Leave that blank.",
)
def offered_and_received(record: Record) -> Hits:
    for one in record.oc2:
        if one.intervention_received == 1 and one.intervention_offered is not None:
            yield one


@rule(
    "159",
    "oc2.INTERVENTION_OFFERED oc2.INTERVENTION_RECEIVED oc2.SUBSTANCE_MISUSE",
    "A child with a substance misuse problem received no intervention, and whether one was offered is blank. "
    "Put in 0 or 1.",
)
def offered_blank(record: Record) -> Hits:
    for one in record.oc2:
        not_received = one.substance_misuse == 1 and one.intervention_received == 0
        if not_received and one.intervention_offered is None:
            yield one


# Convictions and health promotion


@rule(
    "542",
    "oc2.CONVICTED oc2.DOB",
    "A child under 10 on 31 March has a conviction filled in. Leave it blank.",
)
def convicted_under_10(record: Record) -> Hits:
    for one in record.oc2:
        if one.convicted is not None and record.younger_than(one.child, 10, record.last):
            yield one


@rule(
    "543",
    "oc2.CONVICTED oc2.DOB episodes.DECOM",
    "The conviction of a child of 10 or over looked after for twelve months is blank. Put in 0 or 1.",
)
def conviction_blank(record: Record) -> Hits:
    for one in record.oc2:
        of_age = record.at_least(one.child, 10, record.last)
        if one.convicted is None and of_age and one.child in record.all_year:
            yield one


@rule(
    "544",
    f"{_HEALTH} oc2.CONVICTED",
    "A convicted child has health left blank. Fill in immunisations, teeth, health assessment and substance "
    "misuse.",
)
def convicted_without_health(record: Record) -> Hits:
    return [one for one in record.oc2 if one.convicted == 1 and _some_blank(one)]


@rule(
    "545",
    "oc2.HEALTH_CHECK oc2.DOB episodes.DECOM",
    "The development check of a child under 5 looked after for twelve months is blank. Put in 0 or 1.",
)
def development_check_blank(record: Record) -> Hits:
    for one in record.oc2:
        of_age = record.younger_than(one.child, 5, record.last)
        if one.health_check is None and of_age and one.child in record.all_year:
            yield one


@rule(
    "546",
    "oc2.HEALTH_CHECK oc2.DOB episodes.DECOM",
    "A child of 5 or over on 31 March has the development check filled in. Leave it blank.",
)
def development_check_past_5(record: Record) -> Hits:
    for one in record.oc2:
        of_age = record.at_least(one.child, 5, record.last)
        if one.health_check is not None and of_age and one.child in record.all_year:
            yield one


@rule(
    "547",
    f"{_HEALTH} oc2.HEALTH_CHECK",
    "A child with a development check has other health left blank. Fill in immunisations, teeth, health "
    "assessment and substance misuse.",
)
def development_check_alone(record: Record) -> Hits:
    return [one for one in record.oc2 if one.health_check == 1 and _some_blank(one)]
