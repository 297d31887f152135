"""Ideas that were kept before there were calls are answers to the standing call."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from alliance.directory.models import User
from alliance.evidence.models import Call, Submission
from alliance.evidence.replying.waiting import with_standing
from alliance.evidence.taking.rows import given_of, sent_of
from alliance.mail.models import Message
from alliance.pages.models import ToldFrom
from tests.evidence.invented import call
from tests.pages.invented import section

pytestmark = pytest.mark.django_db
MIGRATION = import_module("alliance.pages.migrations.0007_ideas_into_the_standing_call")
LONG_AGO = timezone.now() - dt.timedelta(days=400)


class Ideas:
    """The rows of the table that is gone, as far as the migration asks it."""

    def __init__(self, *rows: SimpleNamespace) -> None:
        self.objects = self
        self.rows = sorted(rows, key=lambda row: row.sent_at)

    def exists(self) -> bool:
        return bool(self.rows)

    def order_by(self, *names: str) -> Ideas:
        return self

    def first(self) -> SimpleNamespace:
        return self.rows[0]

    def __iter__(self) -> Any:
        return iter(self.rows)


def idea(pk: int, **fields: Any) -> SimpleNamespace:
    said = {
        "pk": pk, "page_id": None, "name": "Ana Lee", "email": "ana@example.org", "organisation": "Kent",
        "text": "Share one rota.", "state": "new", "sent_at": LONG_AGO + dt.timedelta(days=pk),
        "reply": "", "answered_at": None, "answered_by_id": None, "message_id": None, "erased_at": None,
    }  # fmt: skip
    return SimpleNamespace(**said | fields)


def move(*rows: SimpleNamespace) -> None:
    def get_model(label: str, name: str) -> Any:
        return Ideas(*rows) if name == "Idea" else apps.get_model(label, name)

    editor: Any = SimpleNamespace(connection=connection)
    MIGRATION.into_the_standing_call(SimpleNamespace(get_model=get_model), editor)


def stands(of: Submission) -> str:
    found: str = with_standing(Submission.objects.filter(pk=of.pk)).get().stands
    return found


def test_nothing_is_made_where_no_idea_was_told() -> None:
    move()
    assert not Call.objects.exists()


def test_each_keeps_what_it_said_when_from_where_and_its_number() -> None:
    page = section("Care")
    move(idea(3, page_id=page.pk), idea(9, text="One two three four five. " * 10))
    one, other = Submission.objects.order_by("number")
    assert (str(one), str(other), one.call.slug) == ("IDEA-1", "IDEA-2", "good-ideas")
    assert one.sent_at == LONG_AGO + dt.timedelta(days=3)
    assert sent_of(one) == given_of(one)
    assert (one.title, sent_of(one).answers) == ("Share one rota.", {"idea": "Share one rota."})
    assert (
        other.title
        == "One two three four five. One two three four five. One two three four five. One…"
    )
    told = ToldFrom.objects.get(submission=one)
    assert (told.page_id, told.idea) == (page.pk, 3)
    assert (stands(one), one.wordings.count()) == ("waits", 1)


def test_states_and_replies_come_along() -> None:
    editor = User.objects.create_user("editor@example.org", name="Ed")
    mailed = Message.objects.create(
        purpose="idea-reply", recipient="ana@example.org", message_id="<1@x>", state="failed"
    )
    answered = {"state": "answered", "answered_at": timezone.now(), "answered_by_id": editor.pk}
    move(
        idea(1, state="in_hand"),
        idea(2, **answered, reply="Yes."),
        idea(3, **answered, reply="No.", message_id=mailed.pk),
    )
    held, replied, stuck = Submission.objects.order_by("number")
    assert [stands(one) for one in (held, replied, stuck)] == ["in_hand", "replied", "stuck"]
    reply = replied.replies.get()
    assert (reply.text, reply.by, reply.at) == ("Yes.", editor, answered["answered_at"])
    assert stuck.replies.get().message == mailed


def test_what_was_erased_stays_erased() -> None:
    empty = dict.fromkeys(["name", "email", "organisation", "text"], "")
    gone = timezone.now()
    move(
        idea(1, **empty, erased_at=gone),
        idea(2, **empty, erased_at=gone, state="answered", answered_at=gone),
    )
    one, other = Submission.objects.order_by("number")
    assert (one.erased_at, one.answers.count(), one.wordings.count()) == (gone, 0, 0)
    assert (stands(one), stands(other)) == ("erased", "replied")
    assert other.replies.get().erased_at == gone


def test_the_call_that_stands_takes_them_and_counts_on() -> None:
    ours = call("Always open", closes_in=None)
    Call.objects.filter(pk=ours.pk).update(last_number=4)
    move(idea(1))
    assert str(Submission.objects.get()) == "AO-5"
    ours.refresh_from_db()
    assert ours.last_number == 5
