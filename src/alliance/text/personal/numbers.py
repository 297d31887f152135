"""Numbers that stand for a person: checked by their own check digits, or said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .kinds import Found, Kind

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_TEN = re.compile(r"(?<![\d.,£+/-])[1-9]\d{2}([ -]?)\d{3}\1\d{4}(?![\d/]|[.,]\d)")
_UPN = re.compile(r"\b([A-HJ-NP-RT-Z])(\d{11}[0-9A-HJ-NP-RT-Z])\b")
_SAID_TO_BE_NHS = re.compile(r"\bNHS\b[^.\n]{0,20}$")
_SAID_TO_BE_ULN = re.compile(r"\b(?:ULN|unique learner)\b[^.\n]{0,20}$", re.IGNORECASE)
_SAID_TO_BE_A_TELEPHONE = re.compile(
    r"\b(?:tel|telephone|phone|ring|call|fax|helpline|text|dial)\b\.?[^.\n]{0,20}$", re.IGNORECASE
)
_A_NUMBER = (
    r"(?P<number>(?=[A-Z/-]*\d{2})[A-Z]{0,4}[/-]?\d{2,10}(?:[/-]\d{1,6}){0,2})(?![\w£%]|[.,/:-]\d)"
)
_IS = r"(?:\s*(?:is|was|[:#=–-]))?\s*#?\s*"
_CASE = re.compile(
    r"\b(?:case|record|child|client|pupil|file|referral|family|crime|court|EHCP|plan|person)\s*"
    r"(?:file\s*)?(?:number|num|no|nr|ref|reference(?:\s+number)?|id|i\.d)\b\.?" + _IS + _A_NUMBER,
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"\b(?:LCS|EHM|ICS|Mosaic|MOSAIC|CareFirst|Care\s?First|Liquid\s?[Ll]ogic|Azeus|[Ff]ramework-?i|"
    r"Eclipse|CareDirector|ContrOCC|ChildView|Childview)\b"
    r"(?P<said>\s*(?:number|no|ref|reference|id|ID|case)\b\.?)*" + _IS + _A_NUMBER
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def find(text: str) -> Iterator[Found]:
    yield from _upns(text)
    yield from _tens(text)
    for match in _CASE.finditer(text):
        yield Found(match.start(), match.end(), Kind.CASE)
    for match in _SYSTEM.finditer(text):
        number = match["number"]
        if match["said"] or (len(re.sub(r"\D", "", number)) > 3 and not _YEAR.fullmatch(number)):
            yield Found(match.start(), match.end(), Kind.CASE)


def _upns(text: str) -> Iterator[Found]:
    for match in _UPN.finditer(text):
        if is_upn(match.group()):
            yield Found(match.start(), match.end(), Kind.UPN)


def _tens(text: str) -> Iterator[Found]:
    for match in _TEN.finditer(text):
        before, figures = text[: match.start()], re.sub(r"\D", "", match.group())
        if _SAID_TO_BE_ULN.search(before[-60:]) and is_uln(figures):
            yield Found(match.start(), match.end(), Kind.ULN)
        elif is_nhs(figures) and (
            _SAID_TO_BE_NHS.search(before[-40:]) or not _SAID_TO_BE_A_TELEPHONE.search(before[-40:])
        ):
            yield Found(match.start(), match.end(), Kind.NHS)


def is_nhs(figures: str) -> bool:
    """Whether ten figures are a number of the health service, by its check digit."""
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    total = sum(
        int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)
    )
    return -total % 11 == int(figures[9])


def is_upn(written: str) -> bool:
    """Whether a letter and twelve signs are a pupil's number: the letter checks the rest."""
    values = [UPN_LETTERS.index(sign) if sign.isalpha() else int(sign) for sign in written[1:]]
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return UPN_LETTERS[total % 23] == written[0]


def is_uln(figures: str) -> bool:
    """Whether ten figures are a learner's number, by its check digit."""
    total = sum(
        int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)
    )
    return total % 11 != 0 and 10 - total % 11 == int(figures[9])
