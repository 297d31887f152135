"""One meaning, several wordings: any of them finds the others, highlighted."""

from __future__ import annotations

import pytest

from alliance.search.meanings import Lexicon, Named, mark_of
from alliance.search.models import MEMBERS, PUBLIC
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
