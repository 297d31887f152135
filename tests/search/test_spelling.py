"""Words that were probably meant: offered from what the asker may find, and from nothing else."""

from __future__ import annotations

import pytest

from alliance.search.models import MEMBERS, PUBLIC, SearchWord
from alliance.search.query import search
from alliance.search.registry import rebuild
from alliance.search.spelling import slips_between
from alliance.search.vocabulary import forget_unsaid
from tests.search.conftest import Add

pytestmark = pytest.mark.django_db


def corrected(text: str, audiences: set[str] | None = None) -> str:
    return search(text, audiences=audiences or {PUBLIC}).corrected


def test_a_word_that_nothing_has_is_put_right_and_its_hits_are_shown(add: Add) -> None:
    add("Safeguarding", "Partners train together")
    found = search("safegaurding", audiences={PUBLIC})
    assert found.corrected == "safeguarding"
    assert [hit.title for hit in found.hits] == ["<mark>Safeguarding</mark>"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suficiency", "sufficiency"),  # a letter left out
        ("suffficiency", "sufficiency"),  # one too many
        ("suffixiency", "sufficiency"),  # one mistaken
        ("sufficinecy", "sufficiency"),  # two swapped
        ("suficency", "sufficiency"),  # two slips
        ("fosetr", "foster"),
        ("FOSTRE", "foster"),
        ("fostercarers", "foster carers"),  # two words written as one
        ("suficency fosetr", "sufficiency foster"),
        ("near-hoem", "near-home"),
        ("unknowable suficency", "unknowable sufficiency"),
    ],
)
def test_slips_of_all_kinds(add: Add, typed: str, meant: str) -> None:
    add("Sufficiency", "Foster carers near home")
    assert corrected(typed) == meant


def test_the_rest_of_what_was_typed_stands_as_it_was(add: Add) -> None:
    add("Safeguarding networks", "In the South-East")
    assert corrected("Safegaurding: South-East") == "safeguarding: South-East"


@pytest.mark.parametrize(
    "typed",
    [
        '"safegaurding"',  # in quotation marks: as it stands
        "sfe",  # too short to be known again
        "2021",  # figures are not misspelled words
        "zeppelin",  # nothing is near
        "sefegaurdnig",  # too many slips
    ],
)
def test_what_is_not_put_right(add: Add, typed: str) -> None:
    add("Safeguarding", "safe since 2020")
    assert corrected(typed) == ""


def test_a_word_that_something_has_is_left_alone(add: Add) -> None:
    add("Foster carers")
    add("Fasten your belts")
    assert corrected("fasten") == ""


def test_of_two_that_are_as_near_the_one_that_goes_with_the_rest_is_taken(add: Add) -> None:
    for number in range(3):
        add(f"Planes {number}")
    add("Placed", "placing plates with siblings")
    assert corrected("plates siblings") == ""
    assert corrected("platnes siblings") == "plates siblings"


def test_typed_as_it_is_when_asked(add: Add) -> None:
    add("Safeguarding")
    found = search("safegaurding", audiences={PUBLIC}, as_typed=True)
    assert (found.total, found.corrected) == (0, "")


def test_a_private_word_is_neither_offered_nor_found(add: Add) -> None:
    add("Operation Nightjar", audience=MEMBERS)
    add("Public matters")
    found = search("nightjer", audiences={PUBLIC})
    assert (found.corrected, found.total, found.facets.get("kind")) == ("", 0, [])
    assert corrected("nightjer", {PUBLIC, MEMBERS}) == "nightjar"


def test_a_private_word_does_not_stand_in_the_way_of_a_public_one(add: Add) -> None:
    add("Nightjar", audience=MEMBERS)
    add("Nightcap")
    assert corrected("nightjap") == "nightcap"


def test_a_word_that_became_private_is_not_offered_even_before_it_is_forgotten(
    add: Add, said: dict[str, dict[str, object]]
) -> None:
    network = add("Operation Nightjar")
    assert corrected("nightjer") == "nightjar"
    said[network.slug] = {"audience": MEMBERS}
    network.save()
    assert SearchWord.objects.filter(audience=PUBLIC, word="nightjar").exists()
    assert corrected("nightjer") == ""


def test_words_that_nothing_has_any_more_are_forgotten(add: Add) -> None:
    add("Operation Nightjar").delete()
    add("Public matters")
    forget_unsaid()
    assert not SearchWord.objects.filter(word__in=["nightjar", "operation"]).exists()
    assert SearchWord.objects.filter(word="matters").exists()


def test_a_rebuild_forgets_them_too(add: Add) -> None:
    add("Operation Nightjar").delete()
    rebuild()
    assert not SearchWord.objects.exists()


def test_words_are_kept_once_an_audience_and_without_accents(add: Add) -> None:
    add("Müller", "muller Muller")
    add("Mueller and Müller", audience=MEMBERS)
    rows = SearchWord.objects.filter(word="muller")
    assert sorted(rows.values_list("audience", "backwards")) == [
        (MEMBERS, "rellum"),
        (PUBLIC, "rellum"),
    ]


def test_slips_are_counted_as_people_make_them() -> None:
    assert slips_between("sibling", "sibling") == 0
    assert slips_between("siblnig", "sibling") == 1
    assert slips_between("sibbling", "sibling") == 0.5
    assert slips_between("pibling", "sibling") == 1.5
