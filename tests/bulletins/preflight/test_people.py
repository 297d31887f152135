"""“Details below”, and they are not."""

from __future__ import annotations

import pytest

from alliance.bulletins.preflight.finding import Rule
from alliance.bulletins.preflight.issue import CheckedContact, Issue
from alliance.bulletins.preflight.rules.people import same_person
from tests.bulletins.preflight.saying import FRIDAY, findings, found, issue

BLOCK = ("Morag Penhale", "Isabelle Gregory", "Daryl Perilli")


@pytest.mark.parametrize(
    "said",
    [
        "More is available from Rosemary Perry (contact details below).",
        "Please contact Rosemary Perry (details below) for a discussion.",
        "Please contact Rosemary Perry (details are below).",
        "Please contact Rosemary Perry, contact details below.",
        "Please contact Rosemary Perry (contact detials below) for a discussion.",
        "Please contact Rosemary Perry (contact details bellow).",
        "Please contact Rosemary Perry (details at the end).",
        "Please contact Rosemary Perry (e-mail below).",
        "Please speak to Rosemary Perry (below).",
    ],
)
def test_whoever_is_said_to_be_below_must_be(said: str) -> None:
    assert found(Rule.PERSON_NOT_BELOW, said, contacts=BLOCK) == ["Rosemary Perry"]
    assert found(Rule.PERSON_NOT_BELOW, said, contacts=(*BLOCK, "Rosemary Perry")) == []


def test_both_below_asks_for_both() -> None:
    said = "Contact Mark Evans or Rosemary Perry (contact details for both below)."
    assert found(Rule.PERSON_NOT_BELOW, said, contacts=BLOCK) == ["Mark Evans", "Rosemary Perry"]
    assert found(Rule.PERSON_NOT_BELOW, said, contacts=(*BLOCK, "Mark Evans")) == ["Rosemary Perry"]


@pytest.mark.parametrize(
    "said",
    [
        "Please contact Rosemary Perry on 01632 960001.",
        "The figures are below the average of Rosemary Perry and others.",
        "The themes (see the list below) were chosen by Rosemary Perry.",
        "Please tell Isablle Gregory (details below).",
    ],
)
def test_others_may_be_named_as_they_are(said: str) -> None:
    assert found(Rule.PERSON_NOT_BELOW, said, contacts=BLOCK) == []


def test_a_name_like_another_is_offered() -> None:
    of = issue("Please tell Daryll Perrili (details below).", contacts=BLOCK)
    assert [each.mend.instead for each in findings(Rule.PERSON_NOT_BELOW, of)] in (
        [],
        [("Daryl Perilli",)],
    )
    of = issue("Please tell Daryl Perry (details below).", contacts=BLOCK)
    assert [each.mend.instead for each in findings(Rule.PERSON_NOT_BELOW, of)] == [
        ("Daryl Perilli",)
    ]


def test_without_any_contacts_it_is_one_fault() -> None:
    said = ["Tell Ann Lee (details below).", "Ask Joan Day (details below)."]
    of = issue(*said)
    (only,) = findings(Rule.PERSON_NOT_BELOW, of)
    assert "Ann Lee, Joan Day" in only.says


def test_same_person() -> None:
    assert same_person("Isablle Gregory", "Isabelle Gregory")
    assert same_person("Rob Tyndall", "Robert Tyndall")
    assert not same_person("Rosemary Perry", "Daryl Perilli")
    assert not same_person("Mark Evans", "Martha Evans")


def test_a_contact_whom_readers_do_not_see_is_told() -> None:
    of = Issue(date=FRIDAY, contacts=(CheckedContact("Ann Lee", is_shown=False),))
    assert [each.words for each in findings(Rule.PERSON_NOT_SHOWN, of)] == ["Ann Lee"]
