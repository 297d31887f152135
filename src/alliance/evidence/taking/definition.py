"""A call's form as plain values: the one definition of the page, the Word form and the export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HeadingKind(StrEnum):
    """What kind of answer a question takes."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in cls]


_KINDS = {
    HeadingKind.SHORT: "A line",
    HeadingKind.LONG: "A text",
    HeadingKind.NUMBER: "A number",
    HeadingKind.DAY: "A day",
    HeadingKind.YES_NO: "Yes or no",
    HeadingKind.ONE: "One of several",
    HeadingKind.MANY: "Some of several",
}
WITH_CHOICES = (HeadingKind.ONE, HeadingKind.MANY)
YES, NO = "yes", "no"


class CasePart(StrEnum):
    """The part of a showcase page that an answer drafts."""

    SUMMARY = "summary"
    PROBLEM = "problem"
    DONE = "done"
    CHANGED = "changed"
    COST = "cost"
    TO_COPY = "to_copy"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        return _PARTS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(part.value, part.label) for part in cls]


_PARTS = {
    CasePart.SUMMARY: "In one or two sentences",
    CasePart.PROBLEM: "The problem",
    CasePart.DONE: "What was done",
    CasePart.CHANGED: "What changed",
    CasePart.COST: "What it cost",
    CasePart.TO_COPY: "What to copy",
    CasePart.CONTACT: "Whom to ask",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One heading. `shown_if` names another one's key, which must have the answer `shown_if_value`."""

    key: str
    kind: HeadingKind
    label: str
    help: str = ""
    is_required: bool = False
    is_short: bool = False
    most_words: int | None = None
    choices: tuple[str, ...] = ()
    shown_if: str = ""
    shown_if_value: str = ""
    tells_who: bool = False
    part: CasePart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something of the directory that can be chosen, by its key (a slug)."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """All that a call asks. Authorities and sections are those that may answer."""

    title: str
    questions: tuple[Question, ...]
    sections: tuple[Choice, ...] = ()
    authorities: tuple[Choice, ...] = ()
    consent_words: str = ""
    supplier_words: str = ""

    @property
    def short(self) -> Question | None:
        """The question of the short way: the marked one, or the first long text."""
        marked = next((q for q in self.questions if q.is_short), None)
        return marked or next(
            (q for q in self.questions if q.kind is HeadingKind.LONG and not q.shown_if), None
        )

    def question(self, key: str) -> Question | None:
        return next((q for q in self.questions if q.key == key), None)

    def asked(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """The questions that these answers leave asked; one under a question not asked is not either."""
        shown: dict[str, Question] = {}
        for question in self.questions:
            if not question.shown_if or (question.shown_if in shown and _has(answers, question)):
                shown[question.key] = question
        return tuple(shown.values())


def _has(answers: Mapping[str, str], question: Question) -> bool:
    lines = answers.get(question.shown_if, "").split("\n")
    return question.shown_if_value in lines
