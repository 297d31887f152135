"""Who does not judge an answer."""

from __future__ import annotations

import pytest

from alliance.evidence.panel.conflicts import (
    AUTHORITY,
    DECLARED,
    ORGANISATION,
    OWN,
    Judge,
    Judged,
    conflict,
    conflicts,
)
from alliance.evidence.panel.names import same_organisation

KENT, MEDWAY = 1, 2


def test_nothing_stands_between_strangers() -> None:
    judge = Judge(key=1, user=4, email="a@example.org", authorities=frozenset({KENT}))
    judged = Judged(key=7, authorities=frozenset({MEDWAY}), users=frozenset({5}))
    assert conflict(judge, judged) == ""


@pytest.mark.parametrize(
    ("judge", "judged", "why"),
    [
        ({"user": 4}, {"users": frozenset({4})}, OWN),
        ({"email": "Sam@example.org"}, {"emails": frozenset({"sam@example.org"})}, OWN),
        ({"answers": frozenset({7})}, {}, DECLARED),
        ({"answers": frozenset({8})}, {"also": frozenset({8})}, DECLARED),
        (
            {"authorities": frozenset({KENT, MEDWAY})},
            {"authorities": frozenset({MEDWAY})},
            AUTHORITY,
        ),
        (
            {"organisations": ("Zanzibar Primary",)},
            {"organisations": ("Zanzibar Primary School",)},
            ORGANISATION,
        ),
    ],
)
def test_what_stands_in_the_way(judge: dict, judged: dict, why: str) -> None:
    assert conflict(Judge(key=1, **judge), Judged(key=7, **judged)) == why


def test_who_has_no_account_is_not_everybody_without_one() -> None:
    assert conflict(Judge(key=1, user=None, email=""), Judged(key=7)) == ""


def test_all_of_them_by_answer_and_judge() -> None:
    judges = [Judge(key=1, authorities=frozenset({KENT})), Judge(key=2)]
    answers = [Judged(key=7, authorities=frozenset({KENT})), Judged(key=8)]
    assert conflicts(judges, answers) == {(7, 1): AUTHORITY}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Zanzibar Primary School", "zanzibar school", True),
        ("Zanzibar Primary School", "The Zanzibar Federation", True),
        ("Early help team", "Early Help", True),
        ("Zanzibar Primary School", "Primary School", False),
        ("Zanzibar Primary School", "Quondam Primary School", False),
        ("", "Early help", False),
    ],
)
def test_in_doubt_two_names_are_the_same_organisation(one: str, other: str, is_same: bool) -> None:
    assert same_organisation(one, other) is is_same
    assert same_organisation(other, one) is is_same
