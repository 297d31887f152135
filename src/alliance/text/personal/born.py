"""Dates of birth: a date beside a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .kinds import Found, Kind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+(?:19|20)?\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)
_LABEL = r"(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|birthday|b\.\s?)"
_LABELLED = re.compile(
    rf"\b{_LABEL}(?:\s*(?:is|was|[:=(–-]|on))*\s*(?P<date>{DATE})", re.IGNORECASE
)
_BORN = re.compile(
    rf"\bborn[\s,:]+(?:on\s+)?(?:the\s+)?(?P<date>{DATE}|(?:in\s+)?{_MONTH}\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:project|idea|service|scheme|group|team|initiative|programme|network|partnership|app|approach|"
    r"hub|it|this|that|which|model|alliance|club|charity|pilot|policy|vision|panel|board|practice|"
    r"course|café|cafe|website|offer|concept|plan|everyone|all|those|children|pupils|cohort)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Found]:
    for match in _LABELLED.finditer(text):
        yield Found(match.start(), match.end(), Kind.BORN)
    for match in _BORN.finditer(text):
        if not _THING.search(_sentence_before(text, match.start("date"))):
            yield Found(match.start("date"), match.end("date"), Kind.BORN)


def _sentence_before(text: str, place: int) -> str:
    """Who is said to be born stands in the same sentence, close by."""
    return re.split(r"[.!?\n]", text[max(0, place - 50) : place])[-1]
