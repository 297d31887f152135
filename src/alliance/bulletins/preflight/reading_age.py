"""The reading age of an issue."""

from __future__ import annotations

from alliance.text.language.readability import reading_age

from .issue import Issue


def reading_age_of(issue: Issue) -> int | None:
    """Of the introduction and all items together; None where there is too little to say."""
    said = (each.text for each in issue.passages if not each.path.startswith("set_aside"))
    return reading_age("\n".join(said))
