"""What a call asks as a form: all is kept as it was typed, and faults stand at their fields."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict

from alliance.evidence.answering.forms import GivenForm, all_fields
from alliance.evidence.calls.proposed import HEADINGS
from alliance.evidence.taking.definition import Choice, Definition, HeadingKind, Question
from alliance.evidence.taking.faults import faults
from alliance.evidence.taking.given import Given

KINDS = (
    Question(key="count", kind=HeadingKind.NUMBER, label="How many?"),
    Question(key="which", kind=HeadingKind.ONE, label="Which?", choices=("A", "B")),
    Question(key="some", kind=HeadingKind.MANY, label="Which of them?", choices=("A", "B", "C")),
)
FORM = Definition(
    title="Silver Linings",
    questions=(*HEADINGS, *KINDS),
    sections=(Choice(key="early-help", name="Early help"),),
    authorities=(Choice(key="kent", name="Kent"),),
    consent_words="May it be <published>?",
    supplier_words="Does it rest on a product?",
)
NOTHING = Given()
WHOLE = Given(
    title="Groups by video",
    name="Sam",
    email="sam@example.org",
    authority="kent",
    section="early-help",
    has_supplier=True,
    supplier="A product",
    consent="named",
    answers={
        "idea": "Groups\nby video.",
        "stays": "no",
        "until": "Easter",
        "since": "2020-06-01",
        "count": "12",
        "which": "B",
        "some": "A\nC",
    },
)


def posted(body: str, given: Given = NOTHING, **how: object) -> GivenForm:
    return GivenForm(QueryDict(body), definition=FORM, given=given, **how)  # type: ignore[arg-type]


def as_a_browser_sends_it(form: GivenForm) -> QueryDict:
    sent = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        sent.setlist(field.name, value if isinstance(value, list) else [value or ""])
    return sent


def test_what_is_shown_and_sent_back_untouched_is_what_was_given() -> None:
    shown = GivenForm(definition=FORM, given=WHOLE)
    sent = GivenForm(as_a_browser_sends_it(shown), definition=FORM, given=Given())
    given = sent.typed
    assert {key: text for key, text in given.answers.items() if text} == WHOLE.answers
    assert replace(given, answers={}) == replace(WHOLE, answers={})


def test_every_field_of_a_call_can_be_shown() -> None:
    form = GivenForm(definition=FORM, given=WHOLE)
    assert list(form.fields)[:2] == ["answers.idea", "title"]
    assert form["answers.since"].value() == "1 June 2020"
    assert form["answers.some"].value() == ["A", "C"]
    assert "checked" in str(form["has_supplier"].subwidgets[0])


def test_fields_that_are_not_shown_keep_what_they_had() -> None:
    form = posted("name=Alex&email=ignored%40example.org", WHOLE, shows=["name"])
    assert form.typed == replace(WHOLE, name="Alex")


def test_what_is_shown_and_not_sent_is_empty() -> None:
    assert posted("", WHOLE, shows=["answers.some"]).typed.answers["some"] == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1 June 2020", "2020-06-01"), ("01/06/2020", "2020-06-01"), ("last summer", "last summer")],
)
def test_a_day_is_kept_as_a_day_or_as_it_was_typed(written: str, kept: str) -> None:
    form = posted(f"answers.since={written}", shows=["answers.since"])
    assert form.typed.answers["since"] == kept
    assert form.mark(faults(FORM, form.typed)) is (kept == "last summer")


def test_what_only_looks_like_a_day_is_shown_as_it_was_typed() -> None:
    form = GivenForm(definition=FORM, given=Given(answers={"since": "2020-02-31"}))
    assert form["answers.since"].value() == "2020-02-31"


def test_lines_are_as_we_write_them_and_what_no_database_takes_is_left_out() -> None:
    form = posted("answers.idea=one%0D%0A%0D%0Atwo%00%20", shows=["answers.idea"])
    assert form.typed.answers["idea"] == "one\n\ntwo "


def test_faults_stand_at_their_fields_and_others_are_for_other_screens() -> None:
    form = posted("name=&email=sam", shows=["name", "email"])
    assert form.mark(faults(FORM, form.typed))
    assert dict(form.errors) == {
        "name": ["Give your name."],
        "email": ["Write the e-mail address as name@example.org."],
    }


def test_what_is_sent_instead_of_a_choice_is_kept_and_marked() -> None:
    form = posted("answers.which=C&consent=maybe", shows=["answers.which", "consent"])
    given = form.typed
    assert (given.answers["which"], given.consent) == ("C", "maybe")
    form.mark(faults(FORM, given))
    assert set(form.errors) == {"answers.which", "consent"}


def test_a_condition_is_said_in_words_and_for_the_script() -> None:
    form = GivenForm(definition=FORM, given=Given())
    conditions = {field.name: condition for field, condition in form.groups() if condition}
    assert conditions["answers.until"].field == "answers.stays"
    assert conditions["answers.until"].value == "no"
    assert set(conditions) == {"answers.until", "supplier"}
    assert "“No” to “Is it meant to stay?”" in form.fields["answers.until"].help_text
    assert "At most 500 words." in form.fields["answers.idea"].help_text


def test_the_words_of_a_call_are_text_and_no_markup() -> None:
    form = GivenForm(definition=FORM, given=Given(), shows=["consent"])
    assert "May it be &lt;published&gt;?" in form["consent"].as_field_group()


def test_without_declarations_nothing_is_asked_about_them() -> None:
    bare = replace(FORM, consent_words="", supplier_words="")
    assert not {"consent", "has_supplier", "supplier"} & set(all_fields(bare))
