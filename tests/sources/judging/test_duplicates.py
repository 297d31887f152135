"""Whether a candidate was said already, is an update, or is another matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.sources.judging.duplicates import Relation, Shelf
from alliance.sources.judging.facts import facts_of
from alliance.sources.judging.likeness import Telling
from benches.candidates import telling
from tests.sources.judging.labelled.pairs import OTHER, pairs

PAGE = "https://www.example.org/calls/transport"
CALL = (
    "The department wants evidence on what drives the cost of home to school transport: routes, contracts and "
    "personal budgets. Operators, schools and authorities may respond. The call closes on 5 March 2027."
)


def told(key: str, title: str, text: str, **more: object) -> Telling:
    return Telling(key, title, text, **more)  # type: ignore[arg-type]


def test_a_page_that_an_item_told_of_is_known_by_its_address_and_its_words() -> None:
    item = told("item 7", "Transport: evidence wanted", CALL, links=(PAGE,), where="Update 427")
    came = told(
        "candidate 1",
        "Home to school transport: call for evidence",
        CALL,
        address=f"{PAGE}?utm_source=x",
    )

    (found,) = Shelf([item]).find(came)

    assert found.relation is Relation.SAME
    assert found.telling.where == "Update 427"
    assert "One links to the other" in found.because


def test_a_closing_date_that_moved_makes_it_an_update_which_says_from_what_to_what() -> None:
    item = told("item 7", "Transport: evidence wanted", CALL, links=(PAGE,))
    later = CALL.replace("5 March 2027", "19 March 2027")

    (found,) = Shelf([item]).find(
        told("candidate 1", "Home to school transport: call for evidence", later, address=PAGE)
    )

    assert found.relation is Relation.UPDATE
    assert [str(change) for change in found.changes] == [
        "closing date moved from “5 March 2027” to “19 March 2027”"
    ]


def test_what_is_the_same_shows_the_words_that_show_it() -> None:
    shelf = Shelf(
        [
            told(
                "candidate 1",
                "Night moves",
                "Dr Oona Marsh read the files of 412 children placed at night in eleven areas.",
            )
        ]
    )

    (found,) = shelf.find(
        told(
            "candidate 2",
            "Night moves: a study",
            "A study of 412 children by Dr Oona Marsh is out: children placed at night in eleven areas move again.",
        )
    )

    assert "412" in found.because or "placed at night" in found.because


def test_a_candidate_is_not_held_against_itself() -> None:
    came = told("candidate 1", "Call", CALL, address=PAGE)

    assert Shelf([came]).find(came) == []


def test_an_address_at_which_many_things_stand_makes_none_of_them_one() -> None:
    page = "https://example.org/board"
    notices = [told(f"candidate {n}", title, f"{title} is told of here at some length, {n}.", address=page)
               for n, title in enumerate(["Swimming", "Tax", "Poetry", "Bees", "Granite"])]  # fmt: skip

    assert (
        Shelf(notices).find(
            told("candidate 9", "Harbour lights", "A walk by the sea for all.", address=page)
        )
        == []
    )


def test_spelt_numbers_and_figures_are_one_fact() -> None:
    one, other = (
        facts_of("Thirty-eight councils paid £2.5 million."),
        facts_of("38 councils paid £2.5m."),
    )

    assert [(fact.kind, fact.value) for fact in one] == [(fact.kind, fact.value) for fact in other]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_facts(text: str) -> None:
    for fact in facts_of(text, dt.date(2026, 11, 30)):
        assert text[fact.at : fact.at + len(fact.words)] == fact.words


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_comes_is_judged(known: str, came: str) -> None:
    Shelf([told("item 1", known[:50] or "x", known)]).find(
        told("candidate 1", came[:50] or "y", came)
    )


@pytest.mark.parametrize(
    ("is_held_back", "precision", "recall"), [(False, 0.95, 0.9), (True, 0.93, 0.9)]
)
def test_labelled_pairs_are_known_again_with_few_faults(
    is_held_back: bool, precision: float, recall: float
) -> None:
    """Those held back were never tuned to; `benches/candidates.py` prints what is."""
    labelled = pairs()
    shelf = Shelf(
        dict.fromkeys(telling(side) for pair in labelled for side in (pair.known, pair.came))
    )
    judged = Counter(
        (
            pair.label != OTHER,
            shelf.compare(telling(pair.known), telling(pair.came)).relation is not Relation.OTHER,
        )
        for pair in labelled
        if pair.is_held_back is is_held_back
    )

    assert judged[True, True] / (judged[True, True] + judged[False, True]) >= precision
    assert judged[True, True] / (judged[True, True] + judged[True, False]) >= recall
