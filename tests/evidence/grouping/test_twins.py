"""Answers that may be one idea given twice."""

from __future__ import annotations

import uuid

from alliance.evidence.grouping.twins import Told, person_of, twins
from benches.themes import told_twice

BOXES = "Cooking boxes with recipes go to teenagers who live on their own, every Friday."
AGAIN = "Every Friday teenagers who live on their own get cooking boxes with recipes."
OTHERS = [
    Told(key=n, title=title, text=text)
    for n, (title, text) in enumerate(
        [
            ("Braille signs", "Signs in the registry are in braille."),
            ("Boxing", "A boxing coach meets young men at the gym."),
            ("Minibus", "The parish lends its minibus to carers."),
        ],
        100,
    )
]


def told(key: int, text: str, **more: object) -> Told:
    return Told(**{"key": key, "title": "", "text": text} | more)  # type: ignore[arg-type]


def test_one_idea_in_other_words_is_found_with_the_words_that_decided() -> None:
    (pair,) = twins([told(1, BOXES), told(2, AGAIN), *OTHERS])
    assert (pair.one, pair.other) == (1, 2)
    assert "cooking boxes" in pair.words


def test_two_that_were_settled_to_be_two_are_proposed_no_more() -> None:
    both = [told(1, BOXES), told(2, AGAIN), *OTHERS]
    assert twins(both, [frozenset({1, 2})]) == []


def test_what_shares_its_subject_only_is_not_proposed() -> None:
    one = told(1, "Court bundles are numbered alike.")
    other = told(2, "A solicitor rings each parent after the hearing.")
    assert twins([one, other, *OTHERS]) == []


def test_the_same_person_and_name_bring_together_what_words_leave_apart() -> None:
    one = told(1, "We cook.", title="Cooking boxes for care leavers", person="sam@example.org")
    other = told(2, "Recipes.", title="Cooking boxes for care leavers", person="sam@example.org")
    (pair,) = twins([one, other, *OTHERS])
    assert set(pair.why) == {"named alike", "given by the same person"}
    assert (
        twins(
            [one, told(2, "Recipes.", title="Slow cookers lent", person="sam@example.org"), *OTHERS]
        )
        == []
    )


def test_ideas_given_one_after_another_are_not_one_for_that_alone() -> None:
    bundle = uuid.uuid4()
    one = told(1, "We cook.", bundle=bundle, person="sam@example.org")
    assert twins([one, told(2, "We sing.", bundle=bundle, person="sam@example.org"), *OTHERS]) == []


def test_a_person_is_told_by_address_or_by_name_with_authority() -> None:
    assert person_of(email=" Sam@Example.org ", name="", authority="") == "sam@example.org"
    assert person_of(email="", name="Sam O’Neill", authority="Kent") == person_of(
        email="", name="sam oneill", authority="Kent"
    )
    assert person_of(email="", name="Sam", authority="") == ""


def test_pairs_are_ranked_as_well_as_was_measured() -> None:
    assert told_twice() == []
