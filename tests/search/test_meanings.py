"""One meaning, several wordings: any of them finds the others, highlighted."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from alliance.search.meanings import Lexicon, Named, mark_of
from alliance.search.models import MEMBERS, PUBLIC, Meaning, SearchEntry
from alliance.search.query import search
from alliance.search.words import read
from tests.search.conftest import Add


def titles(text: str) -> set[str]:
    return {str(hit.title) for hit in search(text, audiences={PUBLIC}).hits}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("LAC", "Support for looked-after children"),
        ("looked after children", "A review of LAC numbers"),
        ("looked-after", "A review of CLA numbers"),
        ("in care", "A review of CiC numbers"),
        ("CLA", "A child in care"),
        ("EHCP", "An education, health and care plan"),
        ("education, health and care plan", "New EHCP form"),
        ("SEND", "Special educational needs"),
        ("UASC", "Unaccompanied asylum-seeking children"),
        ("unaccompanied asylum seeking children", "UASC funding"),
        ("DCS", "The Director of Children's Services"),
        ("director of children's services", "A DCS network"),
        ("IRO", "An independent reviewing officer"),
        ("MASH", "The multi-agency safeguarding hub"),
        ("CME", "Children missing education"),
        ("children missing education", "CME guidance"),
        ("EHE", "Elective home education"),
        ("NEET", "Not in education, employment or training"),
        ("special guardianship order", "SGO allowances"),
    ],
)
def test_a_wording_finds_another(add: Add, typed: str, written: str) -> None:
    add("Note", written)
    add("Unlike", "Budgets and buses")
    hits = search(typed, audiences={PUBLIC}).hits
    assert [str(hit.title) for hit in hits] == ["Note"]
    assert "<mark>" in str(hits[0].snippet)


def test_the_other_words_must_still_be_there(add: Add) -> None:
    add("One", "Looked-after children and their health")
    add("Two", "Looked-after children and their schools")
    assert titles("LAC health") == {"One"}


def test_words_of_a_wording_may_still_stand_apart(add: Add) -> None:
    add("Apart", "A plan for education and for health, with care")
    assert titles("education health and care plan") == {"Apart"}


def test_send_the_verb_is_not_what_who_types_it_in_full_means(add: Add) -> None:
    add("Verb", "Please send us your returns")
    assert titles("special educational needs") == set()


def test_quotation_marks_keep_a_wording_as_it_stands(add: Add) -> None:
    add("Long", "Looked-after children")
    assert titles('"LAC"') == set()


def test_another_wording_does_not_reach_what_the_asker_may_not_find(add: Add) -> None:
    add("Private", "Looked-after children", audience=MEMBERS)
    found = search("LAC", audiences={PUBLIC})
    assert (found.total, list(found.hits)) == (0, [])


def test_the_longest_wording_wins() -> None:
    lexicon = Lexicon([Named(1, ["LAC", "looked-after children"]), Named(2, ["looked-after"])])
    terms = lexicon.widen(read("looked after children reviews"))
    assert [term.words for term in terms] == [("looked", "after", "children"), ("reviews",)]
    assert terms[0].marks == (mark_of(1),)
    assert not terms[1].marks


@pytest.mark.parametrize(
    ("written", "is_meant"),
    [
        ("A MASH of five agencies", True),
        ("Mash and gravy", False),
        ("Two MoUs and an EHCP", False),
        ("The Multi-Agency Safeguarding Hubs", True),
        ("a multi-agency hub", False),
    ],
)
def test_an_abbreviation_counts_with_its_capitals_only(written: str, is_meant: bool) -> None:
    lexicon = Lexicon([Named(7, ["MASH", "multi-agency safeguarding hub"])])
    assert lexicon.marks_in(written) == (mark_of(7) if is_meant else "")


def test_a_recipe_is_not_found_by_who_means_the_hub(add: Add) -> None:
    add("Hub", "Police in the MASH")
    add("Recipe", "Mash the potatoes")
    assert titles("mash") == titles("multi-agency safeguarding hub") == {"Hub"}
    assert titles('"mash"') == {"Hub", "Recipe"}


def test_what_nothing_means_is_looked_for_as_a_word(add: Add) -> None:
    add("Recipe", "How to mash potatoes")
    assert titles("mash") == {"Recipe"}


def test_a_cooperation_is_not_an_understanding(add: Add) -> None:
    add("MoC", "Signed memorandum of co-operation")
    add("MoU", "Signed memorandum of understanding")
    assert titles("memorandum of cooperation") == {"<mark>MoC</mark>"}
    assert titles("MoU") == {"<mark>MoU</mark>"}


def test_the_page_can_say_what_else_was_looked_for(add: Add) -> None:
    add("Note", "Looked-after children")
    assert "looked-after children" in search("LAC", audiences={PUBLIC}).wordings
    assert "LAC" not in search("LAC", audiences={PUBLIC}).wordings
    assert search("LAC", audiences={PUBLIC}, as_typed=True).wordings == []


def test_a_correction_can_be_of_a_wording(add: Add) -> None:
    add("Note", "Numbers of LAC", kind="Item")
    add("Other", "How children were looked at, and after that")
    found = search("looked after childern", audiences={PUBLIC})
    assert found.corrected == "looked after children"
    assert [hit.snippet for hit in found.hits] == ["Numbers of <mark>LAC</mark>"]


def test_a_wording_that_an_editor_adds_counts_at_once_for_what_is_there(add: Add) -> None:
    add("Written", "Numbers of CYPIC, and of zebras")
    add("Untouched", "Zebras")
    assert titles("children in care") == set()
    meaning = Meaning.objects.get(name="Child in care")
    meaning.wordings += "\nCYPIC"
    meaning.save()
    assert titles("children in care") == {"Written"}
    meaning.wordings = "LAC\nlooked-after child"
    meaning.save()
    assert titles("LAC") == set()


def test_a_meaning_that_is_deleted_marks_nothing_any_more(add: Add) -> None:
    add("Written", "Looked-after children")
    Meaning.objects.get(name="Child in care").delete()
    assert titles("LAC") == set()
    assert not SearchEntry.objects.exclude(body_marks="").exists()


def test_a_new_meaning_of_several_words(add: Add) -> None:
    add("Written", "A virtual school head’s day")
    Meaning.objects.create(name="Virtual head", wordings="VSH\nvirtual school head")
    assert titles("VSH") == {"Written"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wordings", "fault"),
    [("LAC", "two wordings or more"), ("LAC\nLAC\n", "two wordings or more"), ("LAC\n–", "“–”")],
)
def test_a_meaning_that_helps_nobody_is_refused_with_a_reason(wordings: str, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Meaning(name="x", wordings=wordings).full_clean()


@pytest.mark.django_db
def test_every_default_can_be_used() -> None:
    defaults = list(Meaning.objects.all())
    assert defaults
    for meaning in defaults:
        meaning.full_clean()


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    lexicon = Lexicon([Named(1, ["LAC", "looked-after child"])])
    assert set(lexicon.marks_in(text).split()) <= {mark_of(1)}
    lexicon.widen(read(text))
