"""A publication met again, in a bulletin or a file: what is new of it, and what was known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from alliance.directory.models import User
from alliance.library.models import Publication, Version
from alliance.library.models.version import latest_of, newest_first
from alliance.library.restricted import areas_of

SLIP = dt.timedelta(days=7)
"""Days no farther apart are of one version: one of them is a slip, or the day of its page."""


class Day(Enum):
    """What a day says of a publication, by the days of the versions that are known."""

    KNOWN = "a version has it, or one a few days off"
    CORRECTS = "the latest version came out then, a few days later than was said"
    COMPLETES = "the only version had no day"
    ANOTHER = "a version that was not known"


class Met(Enum):
    """What came of meeting a publication."""

    NOTHING = "all of it was known"
    COMPLETED = "a version of it knows more now"
    NEW_VERSION = "it has another version"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a version."""

    on: dt.date | None = None
    url: str = ""
    label: str = ""
    what_changed: str = ""
    by: User | None = None


def judge_day(on: dt.date, known: Collection[dt.date | None]) -> tuple[Day, dt.date | None]:
    """What to make of a day that is told of a publication, and of which known day it is.

    Args:
        known: days of its versions; None for the one without.
    """
    days = sorted(filter(None, known))
    if not days:
        return (Day.COMPLETES if known else Day.ANOTHER), None
    near = min(days, key=lambda day: abs(on - day))
    if abs(on - near) > SLIP:
        return Day.ANOTHER, None
    return (Day.CORRECTS if on > days[-1] else Day.KNOWN), near


def meet(publication: Publication, told: Told) -> Met:
    """Keep what is told of a version of a publication; what was known stays as it is.

    A day that no version has is another version's; the earlier ones stay. What lies in a
    restricted area is left to editors: a version without a document would be open to everybody.
    """
    versions = newest_first(
        Version.objects.filter(publication=publication).select_related("document__collection")
    )
    latest = latest_of(versions)
    if latest and latest.document and areas_of(latest.document.collection).exists():
        return Met.NOTHING
    if latest is None:
        if told.on is None and not told.url:
            return Met.NOTHING
        _add(publication, told, told.url)
        return Met.NEW_VERSION
    if told.on is None:
        return _complete(publication, latest, told, None)
    day, near = judge_day(told.on, [each.published_on for each in versions])
    if day is Day.ANOTHER:
        is_newest = latest.published_on is None or told.on > latest.published_on
        # An update mostly stands where its publication stood.
        _add(publication, told, told.url or (latest.url if is_newest else ""))
        return Met.NEW_VERSION
    meant = next(each for each in versions if each.published_on == near)
    return _complete(publication, meant, told, told.on if day is not Day.KNOWN else None)


def _add(publication: Publication, told: Told, url: str) -> None:
    Version.objects.create(
        publication=publication,
        published_on=told.on,
        url=url,
        label=told.label,
        what_changed=told.what_changed,
        added_by=told.by,
    )


def _complete(publication: Publication, version: Version, told: Told, day: dt.date | None) -> Met:
    """Fill in what a version does not say; a day given here is a better one."""
    missing = {
        name: value
        for name, value in (
            ("url", told.url),
            ("label", told.label),
            ("what_changed", told.what_changed),
        )
        if value and not getattr(version, name)
    }
    said = missing | ({"published_on": day} if day else {})
    if not said:
        return Met.NOTHING
    for name, value in said.items():
        setattr(version, name, value)
    version.publication = publication
    version.save(update_fields=list(said))
    return Met.COMPLETED
