"""One meaning, several wordings: LAC, CLA, looked-after child, child in care.

Whoever types one wording of a meaning also finds what is written in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .words import WORD, Term, Words, fold


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that must all be there, or else one of the other wordings of what they mean."""

    terms: Sequence[Term]
    others: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class _Meaning:
    wordings: Sequence[Words]
    only_typed: Sequence[Words]
    """Too common in other senses to be looked for when another wording is typed."""


def _meaning(wordings: str, only_typed: str = "") -> _Meaning:
    return _Meaning(_several(wordings), _several(only_typed))


def _several(wordings: str) -> Sequence[Words]:
    return [tuple(WORD.findall(fold(each))) for each in wordings.split("|") if each.strip()]


# “SEND” is also what one does to a letter; “looked after” and “in care” shrink to “look” and “care”
# where the database leaves out small words.
MEANINGS = (
    _meaning(
        "LAC | CLA | CiC | looked-after child | looked-after children | child in care | "
        "children in care | children looked after | child looked after",
        "looked-after | in care",
    ),
    _meaning("EHCP | EHCPs | education, health and care plan | EHC plan"),
    _meaning(
        "special educational needs | SEN | special educational needs and disabilities", "SEND"
    ),
    _meaning("UASC | unaccompanied asylum-seeking child | unaccompanied asylum-seeking children"),
    _meaning("DCS | director of children's services | director of children services"),
    _meaning("IRO | IROs | independent reviewing officer"),
    _meaning("MASH | multi-agency safeguarding hub"),
    _meaning("CME | child missing education | children missing education"),
    _meaning("EHE | elective home education | electively home educated"),
    _meaning("NEET | not in education, employment or training"),
    _meaning("SGO | SGOs | special guardianship order"),
    _meaning("LADO | local authority designated officer"),
    _meaning("LSCP | local safeguarding children partnership"),
    _meaning("CSE | child sexual exploitation"),
    _meaning("CAMHS | child and adolescent mental health services"),
)
_BY_WORDS: dict[Words, list[_Meaning]] = {}
for _each in MEANINGS:
    for _words in (*_each.wordings, *_each.only_typed):
        _BY_WORDS.setdefault(_words, []).append(_each)


def widen(terms: Sequence[Term]) -> Sequence[Group]:
    """The terms, those that make up a wording put together; the longest wording wins.

    What stands in quotation marks is found as it stands.
    """
    groups: list[Group] = []
    rest = list(terms)
    while rest:
        taken, others = _longest(rest)
        groups.append(Group(rest[:taken], others))
        del rest[:taken]
    return groups


def _longest(terms: Sequence[Term]) -> tuple[int, Sequence[Words]]:
    """How many of the first terms make up the longest wording, and what else it is called."""
    best: tuple[int, Sequence[Words]] = (1, ())
    words: Words = ()
    for count, term in enumerate(terms, 1):
        if term.is_quoted:
            break
        words += term.words
        if meanings := _BY_WORDS.get(words):
            others = [each for meaning in meanings for each in meaning.wordings if each != words]
            best = (count, others)
    return best
