"""Whether somebody may judge an answer: the one rule, asked when it is given, read and scored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .names import same_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """One of the panel, with all that ties them to answers; ids throughout."""

    key: int
    name: str = ""
    person: int | None = None
    user: int | None = None
    email: str = ""
    authorities: frozenset[int] = frozenset()
    """Where they come from, and those they declared an interest in."""
    answers: frozenset[int] = frozenset()
    """Answers they declared an interest in."""
    organisations: tuple[str, ...] = ()
    """Those they named as theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One answer, with whom it comes from. Those of answers merged with it count as its own."""

    key: int
    label: str = ""
    authorities: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()
    emails: frozenset[str] = frozenset()
    organisations: tuple[str, ...] = ()
    also: frozenset[int] = frozenset()
    """Ids of the answers merged with it."""


OWN, DECLARED, AUTHORITY, ORGANISATION = (
    "they gave it themselves",
    "they declared an interest in it",
    "it comes from an authority of theirs",
    "it comes from an organisation that they named",
)


def conflict(judge: Judge, judged: Judged) -> str:
    """Why somebody does not judge an answer, or nothing."""
    if judge.user in judged.users or (judge.email and judge.email.casefold() in judged.emails):
        return OWN
    if judge.answers & {judged.key, *judged.also}:
        return DECLARED
    if judge.authorities & judged.authorities:
        return AUTHORITY
    pairs = ((mine, theirs) for mine in judge.organisations for theirs in judged.organisations)
    return ORGANISATION if any(same_organisation(*pair) for pair in pairs) else ""


def conflicts(judges: Iterable[Judge], answers: Collection[Judged]) -> dict[tuple[int, int], str]:
    """Every conflict, by answer and judge."""
    return {
        (answer.key, judge.key): why
        for judge in judges
        for answer in answers
        if (why := conflict(judge, answer))
    }
