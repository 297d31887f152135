"""Moments as feeds and mails write them. What is not one is None, never a fault."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from alliance.text.dates import find_dates

HERE = ZoneInfo("Europe/London")
"""What is meant where no zone is written: our sources are British."""
_ISO = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*"
    r"(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)


def moment(text: str) -> dt.datetime | None:
    """The moment that a date of RFC 822 or ISO 8601 gives, in UTC."""
    said = " ".join(text.split())[:100]
    try:
        found = _iso(said) or _mail(said)
        if found is None or not 1990 <= found.year <= 2200:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=HERE)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _iso(said: str) -> dt.datetime | None:
    match = _ISO.match(said)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    made = dt.datetime(  # noqa: DTZ001 - the zone comes below
        int(year),
        int(month),
        int(day or 1),
        int(hour or 0),
        int(minute or 0),
        min(int(second or 0), 59),
    )
    if zone is None:
        return made
    if zone in "Zz":
        return made.replace(tzinfo=dt.UTC)
    ahead = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return made.replace(tzinfo=dt.timezone(-ahead if zone[0] == "-" else ahead))


def _mail(said: str) -> dt.datetime | None:
    """“BST” is not known to the standard; as no zone at all it is ours."""
    try:
        return parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_in_words(text: str) -> dt.datetime | None:
    """The beginning of a day as people write it: “Friday, 13 November 2020 at 09:12”."""
    for found in find_dates(text[:200]):
        try:
            if found.year:
                day = dt.datetime(found.year, found.month, found.day, tzinfo=HERE)
                return day.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            continue
    return None
