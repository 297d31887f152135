"""Whether two answers are one: proposed, settled by hand, never merged."""

from __future__ import annotations

import pytest
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.erasing import erase
from alliance.evidence.models import Apart, Call, Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import withdraw
from alliance.evidence.triage.settling import (
    mark_duplicate,
    not_duplicate,
    proposed,
    settle_apart,
)
from tests.evidence import invented

pytestmark = pytest.mark.django_db
BOXES = "Cooking boxes with recipes go to teenagers who live on their own, every Friday."
AGAIN = "Every Friday teenagers who live on their own get cooking boxes with recipes."
OTHERS = ("Signs in braille.", "A boxing coach at the gym.", "The parish lends its minibus.")


@pytest.fixture
def call() -> Call:
    made = invented.call()
    for n, text in enumerate((BOXES, AGAIN, *OTHERS)):
        invented.sent(made, invented.given(text, email=f"p{n}@example.org", name=f"Person {n}"))
    return made


@pytest.fixture
def by(editor: Client) -> User:
    return editor.user  # type: ignore[attr-defined,no-any-return]


def answer(call: Call, number: int) -> Submission:
    return call.submissions.get(number=number)


def pairs(call: Call) -> list[tuple[int, int]]:
    numbers = dict(call.submissions.values_list("pk", "number"))
    return [(numbers[pair.one] or 0, numbers[pair.other] or 0) for pair in proposed(call)]


def test_what_says_the_same_is_proposed_and_nothing_else(call: Call) -> None:
    assert pairs(call) == [(1, 2)]
    assert answer(call, 2).duplicate_of is None


@pytest.mark.parametrize("gone", [withdraw, erase])
def test_what_is_gone_is_not_proposed(call: Call, gone: object) -> None:
    how = {"reason": "asked for"} if gone is erase else {}
    gone(answer(call, 2), by=None, **how)  # type: ignore[operator]
    assert pairs(call) == []


def test_a_settled_pair_is_proposed_no_more(call: Call, by: User) -> None:
    settle_apart(answer(call, 2), answer(call, 1), by=by)
    settle_apart(answer(call, 1), answer(call, 2), by=by)
    assert Apart.objects.count() == 1
    assert pairs(call) == []


def test_a_duplicate_says_of_what_and_who_said_so(call: Call, by: User) -> None:
    mark_duplicate(answer(call, 2), of=answer(call, 1), by=by)
    assert answer(call, 2).duplicate_of == answer(call, 1)
    assert pairs(call) == []
    event = history(answer(call, 2))[0]
    assert (event.actor, event.verb) == (by, "marked as a duplicate")
    assert "answers" not in event.changes


def test_duplicates_of_a_duplicate_point_to_the_one_that_stands(call: Call, by: User) -> None:
    mark_duplicate(answer(call, 3), of=answer(call, 2), by=by)
    mark_duplicate(answer(call, 2), of=answer(call, 1), by=by)
    assert answer(call, 3).duplicate_of == answer(call, 1)
    mark_duplicate(answer(call, 4), of=answer(call, 3), by=by)
    assert answer(call, 4).duplicate_of == answer(call, 1)


def test_two_never_stand_for_each_other(call: Call, by: User) -> None:
    mark_duplicate(answer(call, 2), of=answer(call, 1), by=by)
    with pytest.raises(CannotBeDone, match="stands for both"):
        mark_duplicate(answer(call, 1), of=answer(call, 2), by=by)
    with pytest.raises(CannotBeDone, match="stands for both"):
        mark_duplicate(answer(call, 1), of=answer(call, 1), by=by)


def test_answers_to_two_calls_stay_two(call: Call, by: User) -> None:
    other = invented.sent(invented.call("Another Matter"))
    with pytest.raises(CannotBeDone, match="two calls"):
        mark_duplicate(other, of=answer(call, 1), by=by)


def test_what_was_withdrawn_stands_for_nothing(call: Call, by: User) -> None:
    withdraw(answer(call, 1), by=None)
    with pytest.raises(CannotBeDone, match="withdrawn"):
        mark_duplicate(answer(call, 2), of=answer(call, 1), by=by)


def test_taken_back_it_is_one_of_its_own_and_not_proposed_again(call: Call, by: User) -> None:
    mark_duplicate(answer(call, 2), of=answer(call, 1), by=by)
    not_duplicate(answer(call, 2), by=by)
    assert answer(call, 2).duplicate_of is None
    assert pairs(call) == []
    with pytest.raises(CannotBeDone, match="not marked"):
        not_duplicate(answer(call, 2), by=by)


def test_the_page_shows_why_and_settles_by_a_button(editor: Client, call: Call) -> None:
    address = "/programme/calls/silver-linings/answers/duplicates/"
    page = editor.get(address).content.decode()
    assert "cooking boxes" in page
    one, other = answer(call, 1), answer(call, 2)
    editor.post(address, {"do": "same", "one": one.pk, "other": other.pk})
    assert answer(call, 2).duplicate_of == one
    assert "Marked as duplicates" in editor.get(address).content.decode()
    assert editor.post(address, {"do": "same", "one": one.pk, "other": "9" * 30}).status_code == 404
