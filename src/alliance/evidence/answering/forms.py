"""What a call asks as a Django form, and what was given from it and into it.

A field is named as `taking.faults` names it: `name`, `consent`, `answers.idea`. No field judges what
is typed: all of it is kept, and `mark` puts the faults that `taking.faults` found to their fields.

    form = GivenForm(request.POST, definition=definition, shows=["answers.idea"], given=given)
    typed = form.typed
    form.mark(faults(definition, typed))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import escape

from alliance.ui.days import day_from, written
from alliance.ui.forms import RadiosWithHints

from ..models import Consent
from ..taking.definition import NO, YES, Choice, Definition, HeadingKind, Question
from ..taking.faults import Fault
from ..taking.given import Given

ANSWER = "answers."
_NEW_LINE = re.compile(r"\r\n?")
"""As browsers send one."""
WHO = ("name", "email", "phone", "role", "organisation", "authority", "section")
PUBLISHING = ("has_supplier", "supplier", "consent")
YES_OR_NO = [(YES, "Yes"), (NO, "No")]
CONSENTS = [
    (Consent.NAMED, "Yes, with our name"),
    (Consent.UNNAMED, "Yes, without our name"),
    (Consent.NO, "No"),
]
CONSENT_HINTS = {
    Consent.NAMED: "Your authority or organisation is named beside it.",
    Consent.UNNAMED: "Nothing says whose it is.",
    Consent.NO: "The panel may read it; it goes no further.",
}


class Typed(forms.CharField):
    """Words as they were typed: nothing is cut off, whatever they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return _NEW_LINE.sub("\n", str(value or "").replace("\0", ""))

    def run_validators(self, value: Any) -> None:
        """Judging is for `taking.faults`."""


class TypedDay(Typed):
    """A day as people write it; kept as 2020-11-13 where it is one."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        day = day_from(text)
        return day.isoformat() if day else text

    def prepare_value(self, value: Any) -> Any:
        return written(value)


class Chosen(Typed):
    """One of some choices, or what somebody sent instead."""


class ChosenLines(forms.Field):
    """Several of some choices, as lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return "\n".join(str(one).replace("\0", "") for one in value or ())

    def prepare_value(self, value: Any) -> Any:
        return value.split("\n") if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Condition:
    """Under which answer a field is asked: for the words beside it, and for the page's script."""

    field: str
    value: str


class GivenForm(forms.Form):
    """Some of what a call asks, or all of it. `typed` is what is given with what was sent here.

    Args:
        definition: what the call asks.
        shows: the fields that this form has, in order; without it all, the short question first.
        given: what was given before; fields that are not shown keep it.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        definition: Definition,
        given: Given,
        shows: Collection[str] | None = None,
        prefix: str | None = None,
        renderer: BaseRenderer | None = None,
    ) -> None:
        self.definition, self.given = definition, given
        super().__init__(
            data, prefix=prefix, renderer=renderer, initial=values_of(given), use_required_attribute=False
        )  # fmt: skip
        for name in shows if shows is not None else all_fields(definition):
            self.fields[name] = field_of(definition, name)

    @property
    def values(self) -> dict[str, str]:
        """What was sent here, by the names of fields; blanks are kept as they were typed."""
        self.errors  # noqa: B018 - reads what was sent
        names = [name for name in self.fields if is_asked_for(name)]
        return {name: self.cleaned_data.get(name, "") for name in names}

    @property
    def typed(self) -> Given:
        """What is given, with what was sent here."""
        return with_values(self.given, self.values)

    def mark(self, found: Iterable[Fault]) -> bool:
        """Put each fault to its field; whether there was one in this form."""
        mine = [fault for fault in found if fault.field in self.fields]
        for fault in mine:
            self.add_error(fault.field, fault.sentence)
        return bool(mine)

    def groups(self) -> list[tuple[forms.BoundField, Condition | None]]:
        """Each field with the condition under which it is asked."""
        names = [name for name in self.fields if is_asked_for(name)]
        return [(self[name], condition_of(self.definition, name)) for name in names]


def is_asked_for(name: str) -> bool:
    """Whether a field is one of what is given, and not of the form alone."""
    return name.startswith(ANSWER) or name in _OWN


def all_fields(definition: Definition) -> list[str]:
    """Every field of a call, in the order in which a person is asked."""
    short = definition.short
    first = [f"{ANSWER}{short.key}"] if short else []
    others = [f"{ANSWER}{each.key}" for each in definition.questions if each != short]
    return [*first, "title", *others, *publishing_fields(definition), *WHO]


def publishing_fields(definition: Definition) -> list[str]:
    """Those that the call's own declarations bring."""
    return [
        *(["has_supplier", "supplier"] if definition.supplier_words else []),
        *(["consent"] if definition.consent_words else []),
    ]


def values_of(given: Given) -> dict[str, Any]:
    """What is given by the names of fields, as a form shows it."""
    own = {each.name: getattr(given, each.name) for each in fields(given) if each.name != "answers"}
    own["has_supplier"] = {True: YES, False: NO, None: ""}[given.has_supplier]
    return own | {f"{ANSWER}{key}": text for key, text in given.answers.items()}


def with_values(given: Given, values: Mapping[str, str]) -> Given:
    """What is given, with these values of fields in place of its own."""
    answers = {
        name.removeprefix(ANSWER): text for name, text in values.items() if name.startswith(ANSWER)
    }
    own: dict[str, Any] = {
        name: text for name, text in values.items() if not name.startswith(ANSWER)
    }
    if "has_supplier" in own:
        own["has_supplier"] = {YES: True, NO: False}.get(own["has_supplier"])
    return replace(given, **own, answers=dict(given.answers) | answers)


def condition_of(definition: Definition, name: str) -> Condition | None:
    """The answer under which a field is asked, if it is not always."""
    if name == "supplier":
        return Condition("has_supplier", YES)
    question = definition.question(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else None
    if question is None or not question.shown_if:
        return None
    return Condition(f"{ANSWER}{question.shown_if}", question.shown_if_value)


def field_of(definition: Definition, name: str) -> forms.Field:
    """The field of one name.

    Raises:
        KeyError: the call asks nothing of that name.
    """
    if name.startswith(ANSWER):
        question = definition.question(name.removeprefix(ANSWER))
        if question is None:
            raise KeyError(name)
        return _of_question(definition, question)
    return _OWN[name](definition)


def _of_question(definition: Definition, question: Question) -> forms.Field:
    says: dict[str, Any] = {"label": question.label, "help_text": _hint(definition, question)}
    match question.kind:
        case HeadingKind.LONG:
            return Typed(widget=forms.Textarea(attrs={"rows": 7}), **says)
        case HeadingKind.NUMBER:
            return Typed(widget=_line(5, inputmode="decimal"), **says)
        case HeadingKind.DAY:
            return TypedDay(widget=_line(10), **says)
        case HeadingKind.YES_NO:
            return Chosen(widget=forms.RadioSelect(choices=YES_OR_NO), **says)
        case HeadingKind.ONE:
            choices = [(each, each) for each in question.choices]
            return Chosen(widget=forms.RadioSelect(choices=choices), **says)
        case HeadingKind.MANY:
            choices = [(each, each) for each in question.choices]
            return ChosenLines(widget=forms.CheckboxSelectMultiple(choices=choices), **says)
        case _:
            return Typed(widget=forms.TextInput, **says)


def _hint(definition: Definition, question: Question) -> str:
    """Its help, its condition and its limits in words."""
    parent = definition.question(question.shown_if) if question.shown_if else None
    value = {YES: "Yes", NO: "No"}.get(question.shown_if_value, question.shown_if_value)
    said = [
        f"Only if you answer “{value}” to “{parent.label}”" if parent else "",
        question.help,
        f"At most {question.most_words} words." if question.most_words else "",
        "As 13 November 2020." if question.kind is HeadingKind.DAY else "",
    ]
    sentences = [
        part if part[-1] in ".?!" or part.endswith("?”") else f"{part}." for part in said if part
    ]
    return escape(" ".join(sentences))  # fields' help is written into pages as it is


def _line(width: int = 0, **attrs: str) -> forms.TextInput:
    wide = {"class": f"govuk-input--width-{width}"} if width else {}
    return forms.TextInput(attrs=wide | attrs)


def _select(choices: Iterable[Choice], none: str) -> forms.Select:
    return forms.Select(choices=[("", none), *((each.key, each.name) for each in choices)])


_OWN: Mapping[str, Callable[[Definition], forms.Field]] = {
    "title": lambda definition: Typed(
        label="A name for it (if you like)",
        help_text="In a few words. Without one we take how it begins.",
        widget=_line(),
    ),
    "name": lambda definition: Typed(
        label="Your name", widget=_line(autocomplete="name")
    ),
    "email": lambda definition: Typed(
        label="Your e-mail address",
        help_text="Your copy goes there, and the answer. Without one, give a telephone number.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    ),
    "phone": lambda definition: Typed(
        label="Your telephone number (if you like)",
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}
        ),
    ),
    "role": lambda definition: Typed(
        label="What you do (if you like)",
        help_text="As “family support worker”.",
        widget=_line(autocomplete="organization-title"),
    ),
    "organisation": lambda definition: Typed(
        label="School, team or organisation (if you like)",
        widget=_line(autocomplete="organization"),
    ),
    "authority": lambda definition: Chosen(
        label="Authority",
        widget=_select(definition.authorities, "None of these, or not said"),
    ),
    "section": lambda definition: Chosen(
        label="Section of children’s services",
        widget=_select(definition.sections, "Not said"),
    ),
    "has_supplier": lambda definition: Chosen(
        label=definition.supplier_words,
        widget=forms.RadioSelect(choices=YES_OR_NO),
    ),
    "supplier": lambda definition: Typed(
        label="Supplier and product",
        help_text="Only if you answer “Yes”.",
        widget=_line(),
    ),
    "consent": lambda definition: Chosen(
        label="May it be published?",
        help_text=escape(definition.consent_words),
        widget=_consents(),
    ),
}  # fmt: skip


def _consents() -> RadiosWithHints:
    widget = RadiosWithHints({value.value: hint for value, hint in CONSENT_HINTS.items()})
    widget.choices = [(value.value, label) for value, label in CONSENTS]
    return widget
