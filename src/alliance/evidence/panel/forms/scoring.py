"""The forms of those who sit on a panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from alliance.directory.models import Authority
from alliance.evidence.models import Criterion, DecisionOutcome, Panel

from ..scoring import Opinion

LONGEST = 5_000
TOO_LONG = "Shorten this to at most 5,000 characters."


class ScoreForm(forms.Form):
    """A score for each criterion, and words. Nothing is required to be kept; to be given, all scores are."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Any = None,
        *,
        panel: Panel,
        criteria: Sequence[Criterion],
        opinion: Opinion,
        version: int,
    ) -> None:
        texts = {"to_panel": opinion.to_panel, "to_submitter": opinion.to_submitter}
        scores = {_name(row): opinion.scores.get(row.pk, "") for row in criteria}
        super().__init__(data, initial={"version": version} | texts | scores)
        self.criteria = criteria
        for row in criteria:
            self.fields[_name(row)] = forms.TypedChoiceField(
                label=row.name,
                help_text=row.help,
                choices=points_of(panel),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose one of the scores."},
            )
        self.fields["to_panel"] = _text(
            "To the panel",
            "What you would say at the table. Only the panel and the programme read it.",
        )
        self.fields["to_submitter"] = _text(
            "To whoever gave the answer",
            "What would help them. The programme may put it into its letter, without your name.",
        )

    @property
    def opinion(self) -> Opinion:
        given = self.cleaned_data
        scores = {
            row.pk: given[_name(row)] for row in self.criteria if given.get(_name(row)) is not None
        }
        return Opinion(
            scores=scores, to_panel=given["to_panel"], to_submitter=given["to_submitter"]
        )

    def score_fields(self) -> list[forms.BoundField]:
        return [self[_name(row)] for row in self.criteria]

    def lacks(self, criteria: Sequence[Criterion]) -> None:
        """Mark what is still to be scored."""
        for row in criteria:
            if _name(row) in self.fields:
                self.add_error(
                    _name(row), f"Give a score for {row.name.lower()}, or save and go on later."
                )


def points_of(panel: Panel) -> list[tuple[int, str]]:
    """The points of the scale with their words, lowest first."""
    points = range(panel.scale_from, panel.scale_to + 1)
    words = [*panel.labels, *[""] * len(points)]
    return [
        (point, f"{point}: {word}" if word else str(point))
        for point, word in zip(points, words, strict=False)
    ]


def _name(row: Criterion) -> str:
    return f"score_{row.pk}"


def _text(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InterestsForm(forms.Form):
    """What ties somebody to answers, before they read any."""

    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.all(),
        label="Authorities in which you have an interest",
        help_text="Those you work for are known already. Think of family, of second jobs, of contracts.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.CharField(
        label="Schools, teams, charities and suppliers in which you have an interest",
        help_text="One on each line. What comes from them, or rests on their products, is not given to you.",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = forms.CharField(
        label="What the interest is (if there is any)", required=False, max_length=300
    )


class RecogniseForm(forms.Form):
    why = forms.CharField(
        label="How you know it",
        help_text="In a few words, as “we did it together”. The programme reads it.",
        max_length=300,
        error_messages={"required": "Say in a few words how you know it."},
    )


class RemarkForm(forms.Form):
    text = forms.CharField(
        label="To the panel",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what you want to say.", "max_length": TOO_LONG},
    )
    proposes = forms.ChoiceField(
        label="You propose (as chair, if you like)",
        required=False,
        choices=[("", "Nothing"), *DecisionOutcome.choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, is_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_chair:
            del self.fields["proposes"]


class ReasonForm(forms.Form):
    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Kept with the record: name no child or family.",
        error_messages={"required": "Say why. It is kept with the record."},
    )
