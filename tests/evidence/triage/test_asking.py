"""Asking whoever answered for what is lacking."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.erasing import erase
from alliance.evidence.models import RequestForMore
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import withdraw
from alliance.evidence.triage.asking import PURPOSE, ask_for_more
from alliance.mail.models import Message
from tests.evidence import invented

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(editor: Client) -> User:
    return editor.user  # type: ignore[attr-defined,no-any-return]


def test_they_are_mailed_what_is_lacking_and_the_link_to_add_it(by: User) -> None:
    submission = invented.sent(invented.call())
    row = ask_for_more(submission, by=by)
    assert "What was the problem?" in row.asked_for
    (message,) = Message.objects.filter(purpose=PURPOSE)
    assert message == row.message
    assert message.recipient == "sam@example.org"
    event = history(submission)[0]
    assert (event.actor, event.verb) == (by, "asked for what is lacking in")
    assert event.changes == {}


def test_they_are_asked_once_a_day_at_most(by: User) -> None:
    submission = invented.sent(invented.call())
    row = ask_for_more(submission, by=by)
    with pytest.raises(CannotBeDone, match="Wait a day"):
        ask_for_more(submission, by=by)
    RequestForMore.objects.update(at=row.at - dt.timedelta(days=1))
    ask_for_more(submission, by=by)
    assert RequestForMore.objects.count() == 2


def test_nobody_is_asked_for_what_they_cannot_give(by: User) -> None:
    call = invented.call()
    whole = invented.sent(call, invented.whole(authority=invented.authority().slug))
    with pytest.raises(CannotBeDone, match="Nothing is lacking"):
        ask_for_more(whole, by=by)
    with pytest.raises(CannotBeDone, match="no e-mail address"):
        ask_for_more(invented.sent(call, invented.given(email="", phone="01234 567890")), by=by)
    gone = invented.sent(call)
    withdraw(gone, by=None)
    with pytest.raises(CannotBeDone, match="withdrawn"):
        ask_for_more(gone, by=by)
    late = invented.sent(call)
    invented.closed(call)
    with pytest.raises(CannotBeDone, match="closed"):
        ask_for_more(late, by=by)
    assert not RequestForMore.objects.exists()


def test_a_mail_that_waits_is_not_sent_once_the_answer_is_erased(by: User) -> None:
    submission = invented.sent(invented.call())
    row = ask_for_more(submission, by=by)
    erase(submission, by=by, reason="asked for")
    assert row.message_id
    assert not Message.objects.filter(pk=row.message_id).exists()
