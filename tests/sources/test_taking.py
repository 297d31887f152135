"""A candidate is taken once, and given to the part that makes something of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.directory.models import User
from alliance.sources import taking
from alliance.sources.models import Candidate, CandidateState

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(taking, "_takers", [])
    return User.objects.create_user("ed@example.org", name="Ed")


def test_what_is_taken_says_by_whom_and_where_it_went(by: User) -> None:
    taking.register(lambda candidate, _: f"Draft of {candidate.title}")
    made = Candidate.objects.create(
        key="1",
        title="One",
        state="later",
        later_until=dt.date(2026, 12, 4),
        decided_at=timezone.now(),
    )
    taken = taking.take(made, by)
    assert (taken.state, taken.taken_as) == (CandidateState.TAKEN, "Draft of One")
    assert (taken.decided_by, taken.later_until) == (by, None)


def test_the_second_who_takes_it_hears_what_the_first_did(by: User) -> None:
    made = Candidate.objects.create(key="1", title="One")
    taking.take(made, by)
    with pytest.raises(taking.CannotBeTaken, match="decided already by"):
        taking.take(made, by)


def test_what_cannot_be_made_of_it_leaves_it_untaken(by: User) -> None:
    taking.register(lambda *_: str(1 / 0))
    made = Candidate.objects.create(key="1", title="One")
    with pytest.raises(ZeroDivisionError):
        taking.take(made, by)
    made.refresh_from_db()
    assert made.state == CandidateState.NEW
