"""One answer as the programme reads it: under its headings, with what is lacking and what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliance.directory.models import Authority
from alliance.text.changes import Piece, word_changes
from alliance.text.personal import find

from ..models import Consent, ServiceSection, Submission, Wording
from ..taking.definition import Definition, HeadingKind, Question
from ..taking.faults import lacking
from ..taking.given import Given
from ..taking.receipt import as_read
from ..taking.rows import definition_of, sent_of

FIELDS = {
    "title": "Name of the idea",
    "name": "Name",
    "email": "E-mail address",
    "phone": "Telephone",
    "role": "What they do",
    "organisation": "School, team or organisation",
    "authority": "Authority",
    "section": "Section",
    "has_supplier": "Rests on a supplier’s product",
    "supplier": "Supplier and product",
    "consent": "Consent to publish",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with what stands under it."""

    question: Question
    text: str
    is_asked: bool
    """Not asked: a heading under a condition that does not hold, or one retired since."""
    is_lacking: bool

    @property
    def personal(self) -> list[tuple[str, str]]:
        """What in it may be about a child or family: the passage, and what it looks like."""
        if (
            self.question.kind not in (HeadingKind.LONG, HeadingKind.SHORT)
            or self.question.tells_who
        ):
            return []
        return [(found.of(self.text), found.kind.words) for found in find(self.text)]

    @property
    def is_long(self) -> bool:
        return self.question.kind is HeadingKind.LONG

    @property
    def lines(self) -> list[str]:
        return as_read(self.text).split("\n") if self.text else []


@dataclass(frozen=True, slots=True)
class Difference:
    """How one field or answer read before, and reads in the wording that followed."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A wording that was replaced, and what the next one changed."""

    wording: Wording
    followed_by: Wording
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Read:
    parts: Sequence[Part]
    lacks: Sequence[str]
    earlier: Sequence[Earlier]


def read(submission: Submission) -> Read:
    """All that is shown of what an answer says. Needs `answers__heading` and `wordings` prefetched."""
    whole = definition_of(submission.call, with_retired=True)
    today = definition_of(submission.call)
    given = sent_of(submission)
    lacks = [] if submission.erased_at else lacking(today, given)
    fields = {fault.field for fault in lacks}
    asked = {question.key for question in today.asked(given.answers)}
    parts = [
        Part(question, given.answers.get(question.key, ""), question.key in asked,
             f"answers.{question.key}" in fields)
        for question in whole.questions
        if question.key in asked or given.answers.get(question.key)
    ]  # fmt: skip
    return Read(parts, [fault.sentence for fault in lacks], _earlier(submission, whole))


def _earlier(submission: Submission, definition: Definition) -> list[Earlier]:
    wordings = list(submission.wordings.all())
    if len(wordings) < 2:
        return []
    names = _names()
    said = [_in_words(Given.from_json(row.content), definition, names) for row in wordings]
    found = [
        Earlier(wordings[n], wordings[n + 1], _differences(said[n], said[n + 1]))
        for n in range(len(wordings) - 1)
    ]
    return found[::-1]


def _in_words(given: Given, definition: Definition, names: Mapping[str, str]) -> dict[str, str]:
    """Fields and answers by their labels, as a person reads them."""
    said: dict[str, str] = {}
    for name, label in FIELDS.items():
        value: Any = getattr(given, name)
        if name in ("authority", "section"):
            value = names.get(f"{name} {value}", value)
        elif name == "has_supplier":
            value = {True: "Yes", False: "No", None: ""}[value]
        elif name == "consent":
            value = str(Consent(value).label) if value in Consent.values and value else value
        said[label] = value
    for question in definition.questions:
        said[question.label] = as_read(given.answers.get(question.key, ""))
    return said


def _names() -> dict[str, str]:
    authorities = Authority.objects.values_list("slug", "name")
    sections = ServiceSection.objects.values_list("slug", "name")
    return {f"authority {slug}": name for slug, name in authorities} | {
        f"section {slug}": name for slug, name in sections
    }


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    return [
        Difference(label, word_changes(before.get(label, ""), after[label]))
        for label in after
        if before.get(label, "") != after[label]
    ]
