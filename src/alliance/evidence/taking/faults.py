"""What keeps something from being sent, all at once, and what is still lacking when it is sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .definition import NO, YES, Definition, HeadingKind, Question
from .given import Given

LONGEST_ANSWER = 20_000
"""Characters of one answer beyond which nobody reads it."""
_PHONE = re.compile(r"[+()\d][\d\s()+./-]{5,38}(\s*(ext|x)\.?\s*\d+)?", re.IGNORECASE)
HOW_TO_WRITE_A_NUMBER = "Write the telephone number in figures, as 01234 567890."
CONSENTS = ("named", "unnamed", "no")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where something is wrong (a field of `Given`, or `answers.<key>`), and how to mend it."""

    field: str
    sentence: str


def faults(definition: Definition, given: Given) -> list[Fault]:
    """What must be mended before it can be sent: only the short question and a way to reply are needed."""
    return [*_of_person(given), *_of_answers(definition, given), *_of_choices(definition, given)]


def _of_person(given: Given) -> Iterator[Fault]:
    if not given.name.strip():
        yield Fault("name", "Give your name.")
    if not given.email.strip() and not given.phone.strip():
        yield Fault(
            "email", "Give an e-mail address or a telephone number, so that you can be answered."
        )
    if given.email.strip() and not is_email(given.email.strip()):
        yield Fault("email", "Write the e-mail address as name@example.org.")
    if given.phone.strip() and not is_phone(given.phone.strip()):
        yield Fault("phone", HOW_TO_WRITE_A_NUMBER)
    for name, most in _LONGEST.items():
        if len(getattr(given, name)) > most:
            yield Fault(name, f"Shorten this to at most {most} characters.")
    if given.has_supplier and not given.supplier.strip():
        yield Fault("supplier", "Name the supplier and the product.")
    if given.consent and given.consent not in CONSENTS:
        yield Fault("consent", "Choose one of the answers.")


def is_phone(text: str) -> bool:
    return _PHONE.fullmatch(text) is not None


_LONGEST = {
    "title": 150, "name": 200, "email": 254, "phone": 40, "role": 200, "organisation": 200,
    "supplier": 300,
}  # fmt: skip


def _of_answers(definition: Definition, given: Given) -> Iterator[Fault]:
    short = definition.short
    if short and not given.answers.get(short.key, "").strip():
        yield Fault(f"answers.{short.key}", "Tell us your idea: a few lines are enough.")
    for question in definition.asked(given.answers):
        text = given.answers.get(question.key, "").strip()
        if text and (sentence := fault_of(question, text)):
            yield Fault(f"answers.{question.key}", sentence)


def fault_of(question: Question, text: str) -> str:
    """What is wrong with one answer, or nothing."""
    if len(text) > LONGEST_ANSWER:
        return f"Shorten this to at most {LONGEST_ANSWER:,} characters, or attach it as a document."
    if question.most_words and (count := len(text.split())) > question.most_words:
        return f"Shorten this to at most {question.most_words} words: it has {count}."
    match question.kind:
        case HeadingKind.SHORT if "\n" in text:
            return "Write this in one line."
        case HeadingKind.NUMBER if not is_number(text):
            return "Write a number, as 12 or 12.5."
        case HeadingKind.DAY if not is_day(text):
            return "Write the day as 13 November 2020."
        case HeadingKind.YES_NO if text not in (YES, NO):
            return "Answer yes or no."
        case HeadingKind.ONE if text not in question.choices:
            return "Choose one of the answers."
        case HeadingKind.MANY if set(text.split("\n")) - set(question.choices):
            return "Choose from the answers."
    return ""


def is_email(text: str) -> bool:
    """Whether mail can be written to it: by the same rule as the outbox, which refuses others."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", "")).is_finite()
    except InvalidOperation:
        return False


def is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _of_choices(definition: Definition, given: Given) -> Iterator[Fault]:
    if given.section and given.section not in {each.key for each in definition.sections}:
        yield Fault("section", "Choose one of the sections.")
    if given.authority and given.authority not in {each.key for each in definition.authorities}:
        yield Fault("authority", "Choose one of the authorities.")


def lacking(definition: Definition, given: Given) -> list[Fault]:
    """What a panel needs and is not there yet; it can be sent all the same, and this added later."""
    return [
        *(
            Fault(f"answers.{question.key}", question.label)
            for question in definition.asked(given.answers)
            if question.is_required and not given.answers.get(question.key, "").strip()
        ),
        *([Fault("section", "Which section of children’s services")]
          if definition.sections and not given.section else []),
        *([Fault("authority", "Which authority, or which organisation")]
          if not given.authority and not given.organisation.strip() else []),
        *([Fault("has_supplier", "Whether it rests on a supplier’s product")]
          if definition.supplier_words and given.has_supplier is None else []),
        *([Fault("consent", "Whether it may be published")]
          if definition.consent_words and not given.consent else []),
    ]  # fmt: skip
