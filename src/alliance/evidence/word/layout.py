"""Which places a Word form has, in what order, and what is printed beside each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..answering.forms import ANSWER, CONSENTS
from ..taking.definition import NO, YES, Choice, Definition, HeadingKind, Question

YES_OR_NO = (Choice(key=YES, name="Yes"), Choice(key=NO, name="No"))
CONSENT = tuple(Choice(key=value.value, name=label) for value, label in CONSENTS)
TO_WRITE = "Write here."
TO_CHOOSE = "Choose one."
TO_DATE = "Write a day, as 13 November 2020."
PLACEHOLDERS = (TO_WRITE, TO_CHOOSE, TO_DATE)
OTHER = "Something else, which is no longer asked"
_MARK = re.compile(r"\bForm ([A-Z]{1,6})-([0-9a-f]{8})\b")
_TAG = re.compile(r"([A-Z]{1,6})\.([0-9a-f]{8})\.([a-z_]+)(?:\.([-\w]{1,40}))?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells the form of a call from others: how its references begin, and which wording it is."""

    prefix: str
    version: str

    def __str__(self) -> str:
        return f"Form {self.prefix}-{self.version}"

    def tag(self, field: str) -> str:
        """The tag of a place: at most the 64 characters that Word can hold."""
        return f"{self.prefix}.{self.version}.{_in_tag(field)}"


def _in_tag(field: str) -> str:
    return f"a.{field.removeprefix(ANSWER)}" if field.startswith(ANSWER) else field


def field_of(tag: str) -> str:
    """The field that a tag names; nothing where it is no tag of ours."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return ""
    return f"{ANSWER}{match[4]}" if match[3] == "a" and match[4] else match[3]


def mark_in(text: str) -> Mark | None:
    """The first mark in a text: in the line that the form begins with, or in a tag."""
    match = _MARK.search(text) or _TAG.search(text)
    return Mark(match[1], match[2]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is written. `choices` are offered; `says` is printed under its label."""

    field: str
    label: str
    kind: HeadingKind
    says: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_needed: bool = False
    as_list: bool = False
    """Choices as a list that opens; otherwise a box to tick for each."""

    @property
    def hint(self) -> str:
        """What is printed under its label, in one line."""
        return " ".join(("Needed.", *self.says) if self.is_needed else self.says)

    @property
    def placeholder(self) -> str:
        if self.as_list:
            return TO_CHOOSE
        return TO_DATE if self.kind is HeadingKind.DAY else TO_WRITE

    @property
    def is_ticked(self) -> bool:
        return bool(self.choices) and not self.as_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the form under a heading of its own."""

    heading: str
    says: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole form."""

    mark: Mark
    title: str
    parts: tuple[Part, ...]
    by_field: dict[str, Place] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_field", {each.field: each for each in self.places})

    @property
    def places(self) -> Iterator[Place]:
        return (place for part in self.parts for place in part.places)

    @property
    def printed(self) -> Iterator[str]:
        """Every line that we print below the beginning, and nobody answers with."""
        for part in self.parts:
            yield from (part.heading, *part.says)
            yield from (place.hint for place in part.places if place.hint)


def version_of(definition: Definition) -> str:
    """Eight figures that change whenever what is asked does; not with a list of authorities."""
    asked = (definition.questions, definition.supplier_words, definition.consent_words)
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:8]


def layout(prefix: str, definition: Definition) -> Layout:
    """The form of a call that asks this; `prefix` is how its references begin."""
    return Layout(
        mark=Mark(prefix, version_of(definition)),
        title=definition.title,
        parts=tuple(part for part in _parts(definition) if part.places),
    )


def _parts(definition: Definition) -> Iterator[Part]:
    yield Part(
        heading="Your idea",
        says=("Only the first question needs an answer. The others help us to understand it.",),
        places=tuple(_idea(definition)),
    )
    yield Part(heading="Who you are", places=tuple(_who(definition)))
    yield Part(
        heading="Suppliers and publishing",
        places=(*_supplier(definition), *_consent(definition)),
    )


def _idea(definition: Definition) -> Iterator[Place]:
    short = definition.short
    if short:
        yield _of_question(definition, short)
    yield Place(
        field="title", label="A name for your idea", kind=HeadingKind.SHORT,
        says=("In a few words, if you like. Without one we take how it begins.",),
    )  # fmt: skip
    for question in definition.questions:
        if question != short:
            yield _of_question(definition, question)


def _of_question(definition: Definition, question: Question) -> Place:
    choices = YES_OR_NO if question.kind is HeadingKind.YES_NO else _named(question.choices)
    return Place(
        field=f"{ANSWER}{question.key}",
        label=question.label,
        kind=question.kind,
        says=tuple(_beside(definition, question)),
        choices=choices,
        is_needed=question == definition.short,
        as_list=question.kind is HeadingKind.ONE,
    )


def _named(choices: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(key=each, name=each) for each in choices)


def _beside(definition: Definition, question: Question) -> Iterator[str]:
    parent = definition.question(question.shown_if) if question.shown_if else None
    if parent:
        value = {YES: "Yes", NO: "No"}.get(question.shown_if_value, question.shown_if_value)
        yield f"Answer this only if you answer “{value}” to “{parent.label}”"
    if question.help:
        yield question.help
    if question.most_words:
        yield f"At most {question.most_words} words."
    if question.kind is HeadingKind.MANY:
        yield "Tick all that are so."
    if question.kind is HeadingKind.YES_NO:
        yield "Tick one."
    if question.kind is HeadingKind.NUMBER:
        yield "A number, as 12 or 12.5."


def _who(definition: Definition) -> Iterator[Place]:
    short = HeadingKind.SHORT
    yield Place(field="name", label="Your name", kind=short, is_needed=True)
    yield Place(
        field="email", label="Your e-mail address", kind=short,
        says=("Your copy goes there. We need this or a telephone number, to answer you.",),
    )  # fmt: skip
    yield Place(field="phone", label="Your telephone number", kind=short)
    yield Place(
        field="role", label="What you do", kind=short, says=("As “family support worker”.",)
    )
    yield Place(field="organisation", label="Your school, team or organisation", kind=short)
    one = HeadingKind.ONE
    if definition.authorities:
        yield Place(
            field="authority", label="Your authority", kind=one, as_list=True,
            choices=definition.authorities,
        )  # fmt: skip
    if definition.sections:
        yield Place(
            field="section", label="Your section of children’s services", kind=one, as_list=True,
            choices=definition.sections,
        )  # fmt: skip


def _supplier(definition: Definition) -> Iterator[Place]:
    if not definition.supplier_words:
        return
    yield Place(
        field="has_supplier", label="A supplier’s product or service", kind=HeadingKind.YES_NO,
        says=(*_lines(definition.supplier_words), "Tick one."), choices=YES_OR_NO,
    )  # fmt: skip
    yield Place(
        field="supplier", label="Supplier and product", kind=HeadingKind.SHORT,
        says=("Answer this only if you tick “Yes” above.",),
    )  # fmt: skip


def _consent(definition: Definition) -> Iterator[Place]:
    if definition.consent_words:
        yield Place(
            field="consent", label="May it be published?", kind=HeadingKind.ONE,
            says=(*_lines(definition.consent_words), "Tick one."), choices=CONSENT,
        )  # fmt: skip


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())
