"""The standing call is there when an idea comes, whichever way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alliance.evidence.models import Call, CallState
from alliance.evidence.replying.standing import the_standing_call
from alliance.evidence.taking.rows import definition_of
from tests.evidence.invented import DAY, call

pytestmark = pytest.mark.django_db


def test_it_is_made_once_open_and_with_a_question() -> None:
    made = the_standing_call()
    assert the_standing_call() == made
    assert (made.slug, made.prefix, made.is_standing, made.closes_at) == (
        "good-ideas", "IDEA", True, None,
    )  # fmt: skip
    short = definition_of(made).short
    assert short is not None
    assert (short.key, made.headings.filter(is_default=False).count()) == ("idea", 0)


def test_where_several_stand_it_is_the_first_that_was_published() -> None:
    call("Newer", closes_in=None, opened=2 * DAY)
    older = call("Older", closes_in=None, opened=9 * DAY)
    call("To come", closes_in=None, opened=-DAY)
    call("Not standing", opened=99 * DAY)
    assert the_standing_call() == older


def test_where_it_was_ended_another_is_made_beside_it() -> None:
    first = the_standing_call()
    Call.objects.filter(pk=first.pk).update(
        state=CallState.WITHDRAWN, ended_at=timezone.now(), ended_why="Closed."
    )
    second = the_standing_call()
    assert second != first
    assert (second.slug, second.prefix) == ("good-ideas-for-all", "IDEAS")
