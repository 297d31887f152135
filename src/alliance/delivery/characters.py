"""Text that may stand in XML, JSON and iCalendar alike, whatever somebody pasted."""

from __future__ import annotations

import re

# What XML 1.0 does not allow at all, and the control characters that it advises against.
_UNFIT = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U0010ffff]"
)


def one_line(text: str) -> str:
    """Its words with a space between them: calendars and feed readers take a line for the end."""
    return " ".join(fit(" ".join(text.split())).split())


def lines(text: str) -> str:
    """Its lines, whatever ends them, with a line feed between them."""
    return "\n".join(filter(None, (one_line(line) for line in text.splitlines())))


def fit(text: str) -> str:
    """The text without what no reader of a feed may meet."""
    return _UNFIT.sub("", text)
