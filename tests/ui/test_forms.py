"""How forms are drawn: label, hint, error, and the summary that leads to them."""

from __future__ import annotations

import re

from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from alliance.ui.forms import faults_of


class Answer(forms.Form):
    name = forms.CharField(
        label="Your name",
        help_text="As it is printed.",
        widget=forms.TextInput(attrs={"class": "wide", "placeholder": "Jo"}),
    )
    body = forms.CharField(widget=forms.Textarea)
    way = forms.ChoiceField(
        choices=[("a", "By post"), ("b", "By telephone")], widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        choices=[("x", "One"), ("y", "Two")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I am sure")
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        self.add_error(None, "The whole does not fit.")


def drawn(form: forms.Form) -> str:
    return re.sub(r"\s+", " ", str(form))


def summary(form: object) -> str:
    drawn = Template("{% load ui %}{% error_summary form %}").render(Context({"form": form}))
    return re.sub(r"\s+", " ", drawn)


def test_a_field_has_its_label_and_its_hint() -> None:
    html = drawn(Answer())
    assert '<label class="govuk-label govuk-label--strong" for="id_name">Your name</label>' in html
    assert '<div class="govuk-hint" id="id_name_helptext">As it is printed.</div>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'class="govuk-input wide"' in html
    assert 'class="govuk-textarea"' in html
    assert "placeholder" not in html


def test_choices_are_one_group_with_a_legend() -> None:
    html = drawn(Answer())
    assert html.count("<fieldset") == html.count("<legend") == 2
    assert html.count('class="govuk-radios__input"') == 2
    assert html.count('class="govuk-checkboxes__input"') == 3
    assert 'for="id_way_1"' in html


def test_what_was_chosen_and_typed_is_still_there_after_an_error() -> None:
    html = drawn(Answer({"name": "Jo “Kent”", "way": "b", "parts": ["y"]}))
    assert 'value="Jo “Kent”"' in html
    assert 'value="b" id="id_way_1" checked' in html
    assert 'value="y" id="id_parts_1" checked' in html


def test_an_error_stands_at_its_field_and_is_read_out_with_it() -> None:
    html = drawn(Answer({"name": ""}))
    assert '<div id="id_name_error"><p class="govuk-error-message">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_every_line_of_the_summary_leads_to_something_on_the_page() -> None:
    form = Answer({"name": ""})
    html = drawn(form)
    targets = re.findall(r'href="#([\w-]+)"', summary(form))
    assert targets == ["id_name", "id_body", "id_way_0", "id_parts_0", "id_sure"]
    assert all(f'id="{target}"' in html for target in targets)
    assert "The whole does not fit." in summary(form)


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert summary(Answer()).strip() == ""
    assert summary(None).strip() == ""


def test_a_formsets_faults_lead_to_the_form_they_are_in() -> None:
    formset = forms.formset_factory(Answer, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Jo"}
    )
    targets = [fault.target for fault in faults_of(formset)]
    assert "id_form-0-name" not in targets
    assert "id_form-1-name" in targets or "id_form-0-body" in targets


def test_the_pages_of_a_list_keep_what_was_chosen() -> None:
    from django.core.paginator import Paginator

    request = RequestFactory().get("/publications/?publisher=ofsted&page=2")
    html = Template("{% load ui %}{% pages page %}").render(
        Context({"page": Paginator(range(100), 10).page(2), "request": request})
    )
    assert 'href="?publisher=ofsted&amp;page=3"' in html
    assert 'aria-current="page"' in html
    assert re.findall(r">(\d+)</a>", html) == ["1", "2", "3", "10"]


def test_a_state_is_a_word_and_a_shape() -> None:
    html = Template('{% load ui %}{% state "late" "Late" %}').render(Context())
    assert html.strip() == (
        '<strong class="state state--late"><span aria-hidden="true">!</span>Late</strong>'
    )
