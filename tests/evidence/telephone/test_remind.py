"""The programme is told once a working day that somebody waits too long."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from alliance.directory.models import Alliance
from alliance.evidence.models import RingBack, Submission
from alliance.evidence.telephone import remind
from alliance.evidence.telephone.remind import remind_of_waiting
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from tests.evidence.invented import DAY, call, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every day is one, so that the tests count days whenever they run."""
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()
    for module in (remind, __import__("alliance.evidence.replying.waiting", fromlist=["waiting"])):
        monkeypatch.setattr(module, "is_working_day", lambda day: True)


def asked(days_ago: int, **fields: Any) -> RingBack:
    where = fields.pop("call", None) or call()
    at = timezone.now() - days_ago * DAY
    return RingBack.objects.create(
        call=where, name="Jo Carer", phone="01234 567890", asked_at=at, **fields
    )


def test_nobody_is_told_while_nobody_waits_too_long() -> None:
    asked(2)
    asked(9, call=call("Other"), state="done", settled_at=timezone.now())
    assert remind_of_waiting(Progress()) == "Nobody waits too long."


def test_the_office_is_told_once_a_day_and_no_name_is_mailed() -> None:
    asked(3, good_time="after school")
    idea = sent(call("Good ideas", closes_in=None))
    Submission.objects.filter(pk=idea.pk).update(sent_at=timezone.now() - 11 * DAY)
    run_waiting()
    mail.outbox.clear()
    for _ in range(2):  # the clock may ask twice
        remind_of_waiting(Progress())
    run_waiting()
    (letter,) = mail.outbox
    assert letter.to == ["office@example.org"]
    assert letter.subject == "Waiting too long: 1 to ring and 1 to reply to"
    assert "/programme/ring-backs/" in letter.body
    for secret in ("Jo", "01234", "Sam", "video"):
        assert secret not in letter.subject + letter.body


def test_it_is_told_again_the_next_day() -> None:
    asked(3)
    remind_of_waiting(Progress())
    Message.objects.update(created_at=timezone.now() - dt.timedelta(days=1))
    assert remind_of_waiting(Progress()) == "The programme was told."


def test_nobody_is_told_on_a_day_off(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(9)
    monkeypatch.setattr(remind, "is_working_day", lambda day: False)
    assert remind_of_waiting(Progress()) == "Nobody is told today."
