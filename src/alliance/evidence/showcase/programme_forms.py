"""The forms by which the programme makes a showcase and its cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from alliance.directory.models import Authority, Topic
from alliance.library.documents import kinds
from alliance.library.documents.door import LARGEST_PICTURE
from alliance.library.documents.taking_in import check
from alliance.ui.days import DayField

from ..models import Call, Case, CaseCheck, Consent, Enclosure, FollowUp, ServiceSection, Theme
from .rows import TEXTS
from .writing import Given, Written

MOST_FIGURES = 20
CONSENTS = [(Consent.NAMED.value, "With their name"), (Consent.UNNAMED.value, "Without their name")]


def _text(label: str, rows: int, help_text: str = "", **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=10_000, widget=widget, help_text=help_text, **kwargs
    )


def _line(label: str, longest: int, help_text: str = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text, **kwargs)


class ShowcaseForm(forms.Form):
    """The words of a collection."""

    title = _line("Title", 150, error_messages={"required": "Give it a title."})
    call = forms.ModelChoiceField(
        Call.objects.none(),
        label="Call",
        required=False,
        empty_label="Of no call",
        help_text="What was chosen of its answers can then be drafted.",
    )
    summary = _line(
        "In one line", 200, "Under the title, and where showcases are listed.", required=False
    )
    introduction = _text("Introduction", 8, "A blank line begins a paragraph.")
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"),
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, calls: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if calls is None:
            del self.fields["call"]
        else:
            del self.fields["introduction"], self.fields["topics"], self.fields["version"]
            field = self.fields["call"]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it is declared above
            field.queryset = calls


class ConsentForm(forms.Form):
    """How somebody agreed otherwise than with what they sent."""

    consent = forms.ChoiceField(
        label="What did they agree to?",
        choices=CONSENTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what they agreed to."},
    )
    how = _line(
        "How, when, and who said it",
        300,
        "As “By telephone on 3 March 2021, the head of the team”. Kept in the audit trail: no more than is needed.",
        error_messages={"required": "Say how they agreed, when, and who said it."},
    )

    @property
    def given(self) -> Given:
        return Given(consent=self.cleaned_data["consent"], how=self.cleaned_data["how"])


class AddCaseForm(ConsentForm):
    """A page of practice that nobody submitted."""

    title = _line("Title", 150, error_messages={"required": "Give it a title."})
    owner_name = _line(
        "Who is asked to agree to the wording", 200, error_messages={"required": "Give their name."}
    )
    owner_email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        help_text="Without one you ask them by telephone.",
        error_messages={"invalid": "Write the e-mail address as name@example.org."},
    )
    field_order = ("title", "owner_name", "owner_email", "consent", "how")


class CaseForm(forms.Form):
    """The wording of a case, and where it stands."""

    title = _line("Title", 150, error_messages={"required": "Give it a title."})
    summary = forms.CharField(
        label="In one or two sentences",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Shorten it to 300 characters."},
    )
    problem = _text("The problem", 5)
    done = _text("What was done", 8, "A blank line begins a paragraph.")
    changed = _text("What changed", 6, "Figures stand below, each with its period and source.")
    cost = _text("What it cost", 3)
    to_copy = _text("What to copy", 5, "What others need to do the same.")
    contact = _text("Whom to ask", 2, "Published. A team with its address outlives a name.")
    whose = _line("Whose it is", 300, "As “Early help team, Kent”. Published.", required=False)
    supplier = _line(
        "Supplier and product", 300, "Named where the practice rests on one.", required=False
    )
    picture_says = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Theme", required=False, empty_label="None"
    )
    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.filter(is_member=True),
        label="Authorities",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sections = forms.ModelMultipleChoiceField(
        ServiceSection.objects.all(),
        label="For",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)  # noqa: S101 - as it is declared above
        theme.queryset = Theme.objects.filter(call__showcase=case.showcase_id)
        if not case.is_named:
            for name in ("contact", "whose", "authorities"):
                del self.fields[name]

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        return {name: getattr(case, name) for name in TEXTS} | {
            "theme": case.theme_id,
            "authorities": [row.pk for row in case.authorities.all()],
            "sections": [row.pk for row in case.sections.all()],
            "version": case.version,
        }

    def written(self, figures: Sequence[Mapping[str, Any]]) -> Written:
        said = self.cleaned_data
        return Written(
            texts={name: said.get(name, "") for name in TEXTS},
            figures=figures,
            theme=said["theme"],
            sections=list(said["sections"]),
            authorities=list(said.get("authorities", [])),
        )


class FigureForm(forms.Form):
    """One figure, never without its period and source; left as proposed it is none."""

    what = _line("What is counted", 200, error_messages={"required": "Say what is counted."})
    before = _line("Before", 40, required=False)
    after = _line("Figure, or after", 40, error_messages={"required": "Give the figure."})
    period = _line(
        "Period", 100, error_messages={"required": "Say over which time it was counted."}
    )
    source = _line("Source", 300, error_messages={"required": "Say where the figure comes from."})

    def has_changed(self) -> bool:
        """A proposal is a figure once somebody has written more than what is counted."""
        if self.initial.get("after"):
            return super().has_changed()
        rest = any(self[name].value() for name in ("before", "after", "period", "source"))
        return rest or bool(self["what"].value() and not self.initial.get("what"))


def figure_forms(data: Any, *, figures: list[dict[str, Any]], quotes: Sequence[str]) -> Any:
    """A form for each figure, one for each sentence with a number in it, and one more."""
    extra = (0 if figures else len(quotes)) + 1
    kind: Any = forms.formset_factory(
        FigureForm, extra=extra, can_delete=True, max_num=MOST_FIGURES, validate_max=True
    )
    proposed = [] if figures else [{"what": quote[:200]} for quote in quotes]
    made: Any = kind(data, prefix="figures", initial=[*figures, *proposed])
    if not data:
        made.initial_form_count = lambda: len(figures)
    return made


class EnclosureField(forms.ModelChoiceField[Enclosure]):
    """Enclosures by the names they were given."""

    def label_from_instance(self, obj: Enclosure) -> str:
        return obj.name


class PictureForm(forms.Form):
    """A picture that came with the submission, or another one."""

    enclosure = EnclosureField(
        Enclosure.objects.none(),
        label="A picture that they sent",
        required=False,
        empty_label="None of these",
    )
    file = forms.FileField(
        label="Or another picture", required=False, help_text="PNG, JPEG, GIF or WebP, up to 10 MB."
    )
    says = _line(
        "What the picture shows", 300, "For people who do not see it.",
        error_messages={"required": "Say what the picture shows, for people who do not see it."},
    )  # fmt: skip
    names_nobody = forms.BooleanField(
        label="I have looked: it shows nobody, and nothing by which anybody is known",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["prefix"] = "picture"
        super().__init__(*args, **kwargs)
        field = self.fields["enclosure"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as it is declared above
        field.queryset = Enclosure.objects.filter(
            submission=case.submission_id, kind=Enclosure.Kind.PICTURE, removed_at__isnull=True
        ) if case.submission_id else Enclosure.objects.none()  # fmt: skip
        if case.is_named:
            del self.fields["names_nobody"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            check(file, kinds.PICTURES, largest=LARGEST_PICTURE)
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("enclosure") and not said.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose a picture.")
        return said


class AskForm(forms.Form):
    words = _text(
        "A word of your own", 3, "In the mail, above the link. Leave it empty if you like."
    )


class ToldForm(forms.Form):
    """What somebody said to the wording by telephone or in a mail."""

    said = forms.ChoiceField(
        label="What did they say?",
        choices=[
            (CaseCheck.Said.AGREED.value, "It may be published as it is"),
            (CaseCheck.Said.CHANGES.value, "Something is to be changed"),
            (CaseCheck.Said.NO.value, "It is not to be published"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )
    who = _line("Who said it", 100, error_messages={"required": "Give the name of who said it."})
    how = _line(
        "How and when", 90, "As “by telephone on 3 March 2021”.",
        error_messages={"required": "Say how and when."},
    )  # fmt: skip
    words = _text("In their words", 3)


class ReasonForm(forms.Form):
    why = _line("Why", 300, error_messages={"required": "Say why."})

    def __init__(self, *args: Any, said_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = said_to


class LaunchForm(forms.Form):
    """The moment of a launch."""

    on = DayField(label="Day", missing="Give the day, as 13 November 2020.")
    at = forms.TimeField(
        label="Time",
        help_text="As 09:00.",
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Give the time, as 09:00.",
            "invalid": "Write the time as 09:00.",
        },
    )

    @property
    def moment(self) -> dt.datetime:
        said = self.cleaned_data
        return timezone.make_aware(dt.datetime.combine(said["on"], said["at"]))


class RecordLastedForm(forms.Form):
    """What somebody said by telephone of whether it lasted."""

    found = forms.ChoiceField(
        label="Did it last?",
        choices=[(found.value, found.label) for found in FollowUp.Found if found.value],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    words = _text("In their words", 3)
    who = _line("Who said it", 200, required=False)
