"""The form in which a question is answered; which fields it has follows from its kind."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone

from alliance.library.documents.taking_in import check as check_file
from alliance.ui.days import DayField

from ..models import AnswerKind, Form, Question, Response, Way
from ..said import NoAnswer, Said, check, in_words

_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
FIELDS = {
    AnswerKind.YES_NO: "yes",
    AnswerKind.CHOICE: "choice",
    AnswerKind.COUNT: "number",
    AnswerKind.PERCENTAGE: "number",
    AnswerKind.SHARE: "number",
    AnswerKind.FILE: "document",
}
"""The field that answers each kind; without one the words do, or the button alone."""


class NumberField(forms.CharField):
    """A number as people write it: `14`, `1,200`, `82.5 %`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            max_length=40,
            **kwargs,
        )

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value) or "").strip().removesuffix("%").strip()
        if not text:
            return None
        if _GROUPED.match(text):
            text = text.replace(",", "")
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number.as_tuple().exponent < -2:  # type: ignore[operator]
            raise forms.ValidationError("Write a number, as 14 or 82.5.")
        return number


class AnswerForm(forms.Form):
    """One say. `said` is what it says, once it is valid in the form that was pressed."""

    question = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    yes = forms.ChoiceField(
        required=False, choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    number = NumberField(required=False)
    whole = NumberField(required=False)
    document = forms.FileField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(
        required=False,
        label="Why it is not for you",
        max_length=500,
        help_text="In a line, as “We have no such service”.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        question: Question,
        pressed: Form = Form.ANSWER,
        counting: Response | None = None,
        start: Response | None = None,
        usual_whole: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Make it for a question.

        Args:
            pressed: which button sent it.
            counting: the answer that counts now, which whoever looks at the form sees.
            start: the answer that it begins from: what was begun, or what is to be corrected.
            usual_whole: of how many they counted the week before, where nothing was said yet.
        """
        self.asked, self.pressed, self.kept = question, pressed, start
        begins: dict[str, Any] = {
            "question": question.pk,
            "seen": counting.pk if counting else None,
            "whole": usual_whole,
        }
        super().__init__(*args, **kwargs | {"initial": begins | _from(start)})
        kind = AnswerKind(question.kind)
        for name in set(FIELDS.values()) - {FIELDS.get(kind, "")}:
            del self.fields[name]
        if kind == AnswerKind.SHARE:
            self.fields["whole"].label = f"Of how many {question.whole_unit}?"
        else:
            del self.fields["whole"]
        if kind == AnswerKind.CHOICE:
            self.fields["choice"].choices = [(each, each) for each in question.choices]  # type: ignore[attr-defined]
        label = question.words or _LABELS[kind]
        if field := FIELDS.get(kind):
            self.fields[field].label = label
            self.fields["text"].label = "A note to it (if you like)"
        else:
            is_text = kind == AnswerKind.TEXT
            self.fields["text"].label = label if is_text else "A note (if you like)"
        if kind == AnswerKind.SHARE:
            self.fields["text"].help_text = "Name nobody, and nothing by which they are known."
        elif "number" in self.fields:
            self.fields["number"].help_text = (
                "From 0 to 100." if kind == AnswerKind.PERCENTAGE else question.unit
            )

    def clean_document(self) -> Any:
        file = self.cleaned_data["document"]
        if file:
            check_file(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors or cleaned.get("question") != self.asked.pk:
            return cleaned  # what answers an earlier question is kept as it is
        try:
            check(self.said(self.pressed), AnswerKind(self.asked.kind), self.asked.choices)
        except NoAnswer as refusal:
            for name, fault in refusal.faults.items():
                self.add_error(name if name in self.fields else None, fault)
        return cleaned

    def said(self, form: Form, *, document: int | None = None) -> Said:
        """What it says. A file that is handed in has its id once it is kept."""
        cleaned = self.cleaned_data
        if document is None and (cleaned.get("document") or self._kept_document):
            document = self._kept_document or 0
        return Said(
            form=form,
            yes={"yes": True, "no": False}.get(cleaned.get("yes") or ""),
            choice=cleaned.get("choice") or "",
            number=cleaned.get("number"),
            whole=cleaned.get("whole"),
            text=cleaned.get("text") or "",
            document=document,
            reason=(cleaned.get("reason") or "") if form == Form.NOT_FOR_US else "",
        )

    @property
    def _kept_document(self) -> int | None:
        return self.kept.document_id if self.kept else None

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in (*dict.fromkeys(FIELDS.values()), "whole", "text")
            if name in self.fields
        ]


class RecordForm(AnswerForm):
    """An answer that came by telephone or e-mail, as the programme's support writes it down."""

    way = forms.ChoiceField(
        label="How it came",
        choices=[(Way.TELEPHONE.value, "By telephone"), (Way.EMAIL.value, "By e-mail")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it came by telephone or by e-mail."},
    )
    given_by = forms.CharField(
        label="Who gave it",
        max_length=200,
        help_text="Name and post, as “Ann Lee, PA to the director”.",
        error_messages={"required": "Say who of the authority gave it."},
    )
    given_on = DayField(label="When it was given")

    def clean_given_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Give the day it was given.")
        return day


_LABELS = {
    AnswerKind.ACKNOWLEDGE: "",
    AnswerKind.YES_NO: "Your answer",
    AnswerKind.CHOICE: "Your answer",
    AnswerKind.COUNT: "How many?",
    AnswerKind.PERCENTAGE: "What percentage?",
    AnswerKind.SHARE: "How many?",
    AnswerKind.FILE: "The file",
    AnswerKind.TEXT: "Your answer",
}


def _from(response: Response | None) -> dict[str, Any]:
    if response is None:
        return {}
    yes = {True: "yes", False: "no", None: None}[response.yes]
    number = response.number
    return {
        "yes": yes,
        "choice": response.choice,
        "number": f"{number.normalize():f}" if number is not None else None,
        **({"whole": response.whole} if response.whole is not None else {}),
        "text": response.text,
        "reason": response.reason,
    }


def words_of(response: Response) -> str:
    """What a response says, in the words of its own question."""
    return in_words(response, response.question)
