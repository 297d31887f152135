"""OC3: what care leavers do and where they live."""

from __future__ import annotations

import datetime as dt

from ..ages import birthday
from ..returns import first_day
from .health import filled
from .record import Record
from .rows import Adoption, Leaver
from .rules import Hits, rule, rule_on_two_years

_OC3 = "oc3.IN_TOUCH oc3.ACTIV oc3.ACCOM"


def _told(one: Leaver) -> bool:
    return one.in_touch is not None or one.activ is not None or one.accom is not None


@rule(
    "153",
    _OC3,
    "A care leaver’s row is filled in by halves. Fill in being in touch, activity and accommodation, or none.",
)
def leaver_by_halves(record: Record) -> Hits:
    for one in record.oc3:
        if _told(one) and None in (one.in_touch, one.activ, one.accom):
            yield one


@rule(
    "344",
    "oc3.ACTIV oc3.ACCOM oc3.IN_TOUCH",
    "The care leaver died or went home for good, but activity or accommodation is given. Put in 0 for both.",
)
def told_of_one_who_died(record: Record) -> Hits:
    for one in record.oc3:
        if one.in_touch in ("DIED", "RHOM") and not one.activ == one.accom == "0":
            yield one


@rule(
    "345",
    "oc3.ACTIV oc3.ACCOM oc3.IN_TOUCH",
    "The authority is in touch with the care leaver, but activity or accommodation is 0. Put in what is known.",
)
def in_touch_and_nothing_known(record: Record) -> Hits:
    for one in record.oc3:
        if one.in_touch == "YES" and "0" in (one.activ, one.accom):
            yield one


@rule(
    "347",
    "oc3.ACCOM oc3.DOB",
    "A care leaver under 18 lives in a foyer. Mend the accommodation or the date of birth.",
    since=2024,
)
def foyer_under_18(record: Record) -> Hits:
    for one in record.oc3:
        if one.accom in ("T1", "T2") and record.younger_than(one.child, 18, record.last):
            yield one


@rule(
    "391",
    "oc3.DOB oc3.IN_TOUCH",
    "A care leaver is not yet 17 at the end of the year. Take the row out, or mend the date of birth.",
)
def leaver_under_17(record: Record) -> Hits:
    for one in record.oc3:
        if _told(one) and one.dob and birthday(one.dob, 17) > record.last:
            yield one


@rule(
    "3001",
    "oc3.ACCOM oc3.DOB",
    "A care leaver who became 17 in the year lives with the former foster carer, as people do from 18. Mend "
    "the accommodation.",
)
def staying_put_at_17(record: Record) -> Hits:
    for one in record.oc3:
        turns = record.birthday(one.child, 17)
        if one.accom in ("Z1", "Z2") and turns and record.first <= turns <= record.last:
            yield one


@rule(
    "134",
    "ad1.CHILD oc3.CHILD",
    "A care leaver has an adoption filled in. One of the two rows is another child’s: take it out.",
)
def leaver_adopted(record: Record) -> Hits:
    leavers = {one.child for one in record.oc3 if _told(one)}
    return [one for one in record.ad1 if one.child in leavers and adoption_told(one)]


def adoption_told(one: Adoption) -> bool:
    """Whether anything of an adoption is filled in."""
    return any(
        cell is not None
        for cell in (
            one.date_int,
            one.date_match,
            one.foster_care,
            one.nb_adoptr,
            one.sex_adoptr,
            one.ls_adoptr,
        )
    )


@rule(
    "187",
    "oc3.CHILD ad1.CHILD episodes.DECOM",
    "A child looked after for the twelve months to 31 March is also a care leaver or adopted. Take that row "
    "out, or mend the episodes.",
)
def twelve_months_and_gone(record: Record) -> Hits:
    kept = record.all_year
    yield from (one for one in record.oc3 if one.child in kept and _told(one))
    yield from (one for one in record.ad1 if one.child in kept and adoption_told(one))


@rule(
    "215",
    "oc3.CHILD oc2.CHILD",
    "A care leaver has health or conviction of twelve months filled in. Take one of the two rows out.",
)
def leaver_with_health(record: Record) -> Hits:
    with_health = {one.child for one in record.oc2 if filled(one)}
    return [one for one in record.oc3 if one.child in with_health and _told(one)]


@rule(
    "1000",
    "oc3.IN_TOUCH episodes.REC",
    "The child died in care, so there is no care leaver to tell of. Take the row out.",
)
def leaver_died_in_care(record: Record) -> Hits:
    died = {
        one.child for held in (record, *record.earlier) for one in held.episodes if one.rec == "E2"
    }
    return [one for one in record.oc3 if one.child in died]


@rule(
    "1001",
    "oc3.CHILD episodes.DECOM header.DOB",
    "The episodes show no care for 13 weeks since 14, or none at 16 or 17, so the young person is no care "
    "leaver. Take the row out, or mend the episodes.",
)
def leaver_without_enough_care(record: Record) -> Hits:
    """Asked only where the returns reach back to the 14th birthday: nobody can tell from less."""
    held = (record, *record.earlier)
    nights = _nights(record)
    reach = first_day(_unbroken_since(record))
    adopted = {one.child for each in held for one in each.episodes if one.rec in ("E11", "E12")}
    for one in record.oc3:
        from_14, from_16 = record.birthday(one.child, 14), record.birthday(one.child, 16)
        to_18 = record.birthday(one.child, 18)
        if not (from_14 and from_16 and to_18) or not _told(one):
            continue
        stays = nights.get(one.child, [])
        enough = _within(stays, from_14, to_18) >= 91 and _within(stays, from_16, to_18) >= 1
        if one.child in adopted or (from_14 >= reach and not enough):
            yield one


def _unbroken_since(record: Record) -> int:
    """The first collection year that returns are at hand from, without a gap, to this one."""
    years = {one.year for one in record.earlier}
    year = record.year
    while year - 1 in years:
        year -= 1
    return year


def _nights(record: Record) -> dict[str, list[tuple[dt.date, dt.date]]]:
    """Days from and to which each child was looked after, as the latest return that has them says."""
    found: dict[str, dict[dt.date, dt.date]] = {}
    for held in reversed((record, *record.earlier)):
        for child, story in held.stories.items():
            for one in story:
                if one.decom and one.ls not in ("V3", "V4"):
                    found.setdefault(child, {})[one.decom] = one.dec or held.last
    return {child: list(stays.items()) for child, stays in found.items()}


def _within(stays: list[tuple[dt.date, dt.date]], since: dt.date, until: dt.date) -> int:
    return sum(max(0, (min(end, until) - max(begin, since)).days) for begin, end in stays)


@rule(
    "1002",
    "oc3.CHILD episodes.CHILD header.DOB",
    "The young person has no episode of care in any return since 16, so is no care leaver. Take the row out, or "
    "add the episodes.",
)
def leaver_without_episodes(record: Record) -> Hits:
    """Asked only where the returns reach back to the 16th birthday: nobody can tell from less."""
    held = (record, *record.earlier)
    known = {one.child for each in held for one in each.episodes}
    reach = first_day(_unbroken_since(record))
    for one in record.oc3:
        from_16 = record.birthday(one.child, 16)
        if one.child not in known and from_16 and from_16 >= reach:
            yield one


@rule(
    "1007",
    "oc3.CHILD episodes.DEC header.DOB",
    "A care leaver was still looked after on the 17th or 18th birthday in this year, when it is not asked. Take "
    "the row out.",
)
def leaver_in_care_on_the_birthday(record: Record) -> Hits:
    for one in record.oc3:
        if not _told(one):
            continue
        for age in (17, 18):
            day = record.birthday(one.child, age)
            if day and record.first <= day <= record.last and _in_care(record, one.child, day):
                yield one


def _in_care(record: Record, child: str, day: dt.date) -> bool:
    return any(
        e.decom and e.decom <= day and (e.dec is None or e.dec > day)
        for e in record.stories.get(child, ())
    )


@rule(
    "1016",
    "oc3.CHILD episodes.DEC header.DOB",
    "A care leaver of 17 or 18 left care after this year’s birthday, when it is not asked. Take the row out.",
    since=2024,
)
def leaver_since_the_birthday(record: Record) -> Hits:
    for one in record.oc3:
        for age in (17, 18):
            day = record.birthday(one.child, age)
            if not day or not record.first <= day <= record.last or not _told(one):
                continue
            if any(e.dec and e.dec > day for e in record.stories.get(one.child, ())):
                yield one


@rule_on_two_years(
    "1010",
    "oc3.CHILD episodes.CHILD",
    "Last year’s return has an open episode, this year’s has none, and the child is a care leaver. Add the "
    "episode with the day it ceased.",
)
def leaver_with_an_open_episode(record: Record, before: Record) -> Hits:
    known = {one.child for one in record.episodes}
    return [one for one in record.oc3 if one.child not in known and _open_last(before, one.child)]


def _open_last(before: Record, child: str) -> bool:
    story = before.stories.get(child)
    return story is not None and story[-1].dec is None


@rule(
    "1011",
    "oc3.CHILD episodes.REC",
    "Another authority took over the care (E3), and tells of the care leaver. Take the row out.",
)
def leaver_of_another_authority(record: Record) -> Hits:
    for one in record.oc3:
        story = record.stories.get(one.child)
        if story and story[-1].rec == "E3" and _told(one):
            yield one


@rule(
    "1012",
    "oc3.CHILD episodes.CHILD",
    "A care leaver without an episode in the year has a row in another table. Take that row out.",
)
def leaver_in_other_tables(record: Record) -> Hits:
    away = {one.child for one in record.oc3} - {one.child for one in record.episodes}
    if not away:
        return
    others = ("placed_for_adoption", "missing", "reviews", "ad1", "previous_permanence", "oc2")
    for table in others:
        yield from (one for one in record.rows_of(table) if one.child in away)


@rule(
    "1014",
    "uasc.CHILD oc3.CHILD episodes.CHILD",
    "A care leaver without an episode in the year is in UASC, which is not asked. Take that row out.",
)
def leaver_seeking_asylum(record: Record) -> Hits:
    kept = {one.child for one in record.episodes}
    leavers = {one.child for one in record.oc3 if _told(one)} - kept
    return [one for one in record.uasc if one.child in leavers]


@rule_on_two_years(
    "348",
    "oc3.IN_TOUCH",
    "Last year’s return says that the care leaver died, this year’s does not. Mend the one that is wrong.",
    since=2026,
)
def leaver_risen(record: Record, before: Record) -> Hits:
    died = {one.child for one in before.oc3 if one.in_touch == "DIED"}
    return [one for one in record.oc3 if one.child in died and one.in_touch != "DIED"]
