"""Pausing, resuming, cancelling a mailing on its way, and trying again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alliance.audit.trail import history
from alliance.delivery.models import Copy, CopyState, Mailing, MailingState
from alliance.delivery.sending.claim import claim
from alliance.delivery.sending.record import put_back_lost
from alliance.delivery.sending.steer import (
    CannotBeSteered,
    cancel,
    pause,
    resume,
    try_again,
)
from alliance.delivery.sending.work import send_copies
from alliance.directory.models import User
from alliance.jobs.models import Job
from alliance.jobs.progress import Progress
from tests.delivery.ledger import mailing, many, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return User.objects.create_user("manager@example.org")


def test_a_paused_mailing_waits_and_goes_on(manager: User) -> None:
    made = mailing(*many(3))
    pause(mailing=made, by=manager, reason="A wrong date.")
    made.refresh_from_db()
    assert (made.state, made.why) == (MailingState.PAUSED, "A wrong date.")
    send_copies(Progress())
    assert states(made) == {"waiting": 3}
    resume(mailing=made, by=manager)
    made.refresh_from_db()
    assert (made.state, made.why) == (MailingState.SENDING, "")
    assert Job.objects.filter(path=send_copies.path).count() == 1
    send_copies(Progress())
    assert states(made) == {"sent": 3}
    events = [(event.verb, event.actor, event.reason) for event in history(made)]
    assert events[1:] == [("resumed", manager, ""), ("paused", manager, "A wrong date.")]
    assert events[0][0] == "sent"


@pytest.mark.parametrize(
    "state",
    [MailingState.PLANNED, MailingState.WRITING, MailingState.SENDING, MailingState.PAUSED],
)
def test_what_is_cancelled_is_never_sent(manager: User, state: MailingState) -> None:
    made = mailing(*many(3), state=state)
    made.copies.filter(name="P0").update(state=CopyState.SENT, sent_at=timezone.now())
    made = cancel(mailing=made, by=manager)
    assert (made.state, made.ended_at is not None) == (MailingState.CANCELLED, True)
    assert made.totals == {"cancelled": 2, "sent": 1}
    send_copies(Progress())
    assert states(made) == {"sent": 1, "cancelled": 2}


def test_what_a_worker_had_in_hand_ends_by_itself(manager: User) -> None:
    made = mailing(*many(3))
    claim(2)
    cancel(mailing=made, by=manager)
    assert states(made) == {"claimed": 2, "cancelled": 1}
    Copy.objects.filter(state=CopyState.CLAIMED).update(lease_until=timezone.now())
    put_back_lost()
    send_copies(Progress())
    assert states(made) == {"cancelled": 3}
    assert Mailing.objects.get().totals == {"cancelled": 3}


def test_what_failed_or_was_held_is_tried_again_and_the_mailing_is_open_again(
    manager: User,
) -> None:
    made = mailing(*many(5))
    for name, state in [("P0", CopyState.FAILED), ("P1", CopyState.HELD), ("P2", "passed")]:
        made.copies.filter(name=name).update(state=state, why="No.", attempts=12)
    made.copies.filter(name="P3").update(state=CopyState.FAILED, recipient="")  # erased
    send_copies(Progress())
    made.refresh_from_db()
    assert made.state == MailingState.DONE
    assert try_again(mailing=made, by=manager) == 2
    made.refresh_from_db()
    assert (made.state, made.ended_at) == (MailingState.SENDING, None)
    assert set(
        made.copies.filter(state=CopyState.WAITING).values_list("name", "attempts", "why")
    ) == {("P0", 0, ""), ("P1", 0, "")}
    send_copies(Progress())
    made.refresh_from_db()
    assert made.state == MailingState.DONE
    assert states(made) == {"sent": 3, "passed": 1, "failed": 1}
    assert history(made)[1].reason == "2 copies"


def test_what_cannot_be_done_is_said_in_a_sentence(manager: User) -> None:
    made = mailing("ann@example.org")
    with pytest.raises(CannotBeSteered, match="nothing to try again"):
        try_again(mailing=made, by=manager)
    send_copies(Progress())
    for act in (pause, resume, cancel):
        with pytest.raises(CannotBeSteered, match="sent. Look at it again"):
            act(mailing=made, by=manager)
    assert not history(made).exclude(verb="sent").exists()
    made = mailing("ben@example.org")
    cancel(mailing=made, by=manager)
    with pytest.raises(CannotBeSteered, match="cancelled"):
        try_again(mailing=made, by=manager)
