"""Where a family lives and how it is reached, as against where a service is and is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .kinds import Found, Kind

_STREET = (
    r"\d{1,4}[a-z]?,?\s+(?:[A-Z][\w’']+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Close|Lane|Drive|Way|"
    r"Gardens|Crescent|Terrace|Court|Place|Grove|Walk|Rise|Hill|Row|Mews|Square|Park|View|Green)\b"
)
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
_WITH_POSTCODE = re.compile(rf"\b{_STREET}[^.;\n]{{0,40}}?\b{_POSTCODE}")
_NUMBER_AND_POSTCODE = re.compile(
    rf"\b(?:number|no\.?|flat|house)\s\d{{1,4}}[a-z]?,?\s+(?:in\s+|at\s+)?{_POSTCODE}",
    re.IGNORECASE,
)
_LIVES_AT = re.compile(
    rf"(?i:\b(?:lives?|lived|living|stays?|staying|resides?|home\s+address(?:\s+is)?|moved\s+(?:in)?to|"
    rf"family\s+home)\b[\s:,]*(?:at|is)?)\s*(?P<address>(?:flat\s\d+[a-z]?,?\s+)?{_STREET})"
)
_OF_A_SERVICE = re.compile(
    r"\b(?:council|hall|offices?|centre|hub|school|academy|library|trust|charity|write to|visit|venue|"
    r"meets?|meeting|based|clinic|surgery|hospital|church|nursery|college|court|department|room|team|"
    r"headquarters|drop-in|held|event|conference|PO Box|help|services?)\b",
    re.IGNORECASE,
)
_PHONE = r"(?:\+44\s?|\b0)\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b"
_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_REACHED = re.compile(rf"(?P<reached>{_PHONE}|{_EMAIL})")
_FAMILY = re.compile(
    r"\b(?:mum|mam|mummy|mother|dad|daddy|father|parent|foster carer|carer|nan|gran|grandmother|"
    r"grandfather|guardian|aunt|uncle|step-?(?:mum|dad|mother|father)|family|child|boy|girl|son|daughter|"
    r"young person|sister|brother)(?:['’]s)?\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:his|her|their|whose|the child|the boy|the girl|this|'s|’s|mum|dad|birth)\b",
    re.IGNORECASE,
)
_OF_SUPPORT = re.compile(
    r"\b(?:team|service|hub|office|helpline|line|group|support|advice|duty|worker|adviser|centre|"
    r"school|programme|any|every|each|should|if|recruitment|information|enquir\w*|charity|"
    r"become|who wants?|contact us|project|network|council|club|liaison|nurse|links?)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Found]:
    yield from _homes(text)
    yield from _reached(text)


def _homes(text: str) -> Iterator[Found]:
    for match in _LIVES_AT.finditer(text):
        yield Found(match.start("address"), match.end("address"), Kind.ADDRESS)
    for pattern in (_WITH_POSTCODE, _NUMBER_AND_POSTCODE):
        for match in pattern.finditer(text):
            if not _OF_A_SERVICE.search(_before(text, match.start(), 70)):
                yield Found(match.start(), match.end(), Kind.ADDRESS)


def _reached(text: str) -> Iterator[Found]:
    for match in _REACHED.finditer(text):
        before = _before(text, match.start(), 60)
        family = _FAMILY.search(before)
        if family and _OF_SOMEBODY.search(before) and not _OF_SUPPORT.search(before):
            yield Found(match.start(), match.end(), Kind.CONTACT)


def _before(text: str, place: int, most: int) -> str:
    """The same sentence before a place."""
    return re.split(r"[.!?;\n]\s", text[max(0, place - most) : place])[-1]
