"""Times of day as people write them."""

from __future__ import annotations

import datetime as dt


def time_in_words(time: dt.time) -> str:
    """`10am`, `1.30pm`, `12 noon`: as bulletins write it."""
    if (time.hour, time.minute) == (12, 0):
        return "12 noon"
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"


def date_in_words(day: dt.date) -> str:
    """`Thursday 3 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"
