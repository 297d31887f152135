"""A mailing is planned once, begins once, and says what it said when it began."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.delivery.composing import sources
from alliance.delivery.composing.letter import Letter
from alliance.delivery.composing.sources import LetterSource, register_letter
from alliance.delivery.models import Frequency, Mailing, MailingKind, MailingState, Standing
from alliance.delivery.sending.begin import (
    NOT_PUBLISHED,
    begin,
    mailing_of,
    plan,
    takers,
    takers_if_asked,
    usual_beginning,
)
from alliance.directory.models import User
from tests.delivery.invented import DAY, HOUR, letter, piece, planned, subscriber

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 30, 7, tzinfo=dt.UTC)


class Desk:
    """What is to be sent, as the part that owns it says at each moment."""

    letter: Letter | None


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    made.letter = letter(piece("A survey"))
    monkeypatch.setattr(sources, "_letters", {})
    register_letter(LetterSource(kind="bulletin", letter=lambda pk: made.letter))
    return made


@pytest.fixture
def nell(db: None) -> User:
    return User.objects.create_user("nell@example.org", name="Nell", is_staff=True)


def test_a_bulletin_is_planned_once_whoever_asks_again(nell: User) -> None:
    first = planned(by=nell)
    again = planned(begins_at=timezone.now() + DAY)
    assert again == first
    assert again.begins_at == first.begins_at
    assert (first.key, first.state, first.created_by) == ("bulletin/429", "planned", nell)
    [event] = AuditEvent.objects.filter(verb="planned")
    assert event.actor_label == "Nell"
    assert mailing_of(MailingKind.BULLETIN, 429) == first
    assert mailing_of(MailingKind.BULLETIN, 430) is None


def test_it_does_not_begin_before_its_time(desk: Desk) -> None:
    mailing = planned(begins_at=timezone.now() + HOUR)
    assert begin(mailing).state == MailingState.PLANNED


def test_begun_it_says_what_it_said_then(desk: Desk) -> None:
    mailing = begin(planned())
    assert mailing.state == MailingState.WRITING
    assert mailing.subject == "Update 429, 20 November 2026"
    assert mailing.begun_at is not None
    desk.letter = letter(piece("A corrected survey"))
    again = begin(mailing)
    assert again.begun_at == mailing.begun_at
    assert Letter.from_json(again.letter or {}).parts[0].pieces[0].title == "A survey"
    assert AuditEvent.objects.filter(verb="began to send").count() == 1


def test_what_is_not_published_any_more_is_not_sent(desk: Desk) -> None:
    desk.letter = None
    mailing = begin(planned())
    assert (mailing.state, mailing.why) == (MailingState.CANCELLED, NOT_PUBLISHED)
    assert mailing.begun_at is None
    assert mailing.ended_at is not None


def test_one_that_is_stopped_while_it_is_composed_does_not_begin(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = planned()

    def stops_it(pk: int) -> Letter:
        Mailing.objects.filter(pk=mailing.pk).update(
            state=MailingState.CANCELLED, ended_at=timezone.now()
        )
        return letter()

    register_letter(LetterSource(kind="bulletin", letter=stops_it))
    assert begin(mailing).state == MailingState.CANCELLED
    assert not AuditEvent.objects.filter(verb="began to send").exists()


def test_stopped_before_it_began_it_may_be_planned_again(desk: Desk, nell: User) -> None:
    mailing = planned()
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.CANCELLED, ended_at=timezone.now(), why="Stopped by Nell."
    )
    again = planned(by=nell)
    assert again.pk == mailing.pk
    assert (again.state, again.why, again.ended_at) == (MailingState.PLANNED, "", None)
    assert begin(again).state == MailingState.WRITING


def test_stopped_in_the_middle_it_is_not_sent_again(desk: Desk) -> None:
    mailing = begin(planned())
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.CANCELLED, ended_at=timezone.now()
    )
    assert planned().state == MailingState.CANCELLED


def test_a_digest_is_planned_once_a_day_and_a_window_begins_once() -> None:
    window = (MONDAY - 7 * DAY, MONDAY)
    first = plan(kind=MailingKind.WEEKLY, window=window, begins_at=MONDAY, by=None)
    assert first.key == "weekly/2026-11-30"
    same_day = (MONDAY - 7 * DAY, MONDAY + HOUR)
    assert plan(kind=MailingKind.WEEKLY, window=same_day, begins_at=MONDAY, by=None) == first
    # Two workers at midnight: another day, but what is in it would be told twice.
    next_day = (MONDAY - 7 * DAY, MONDAY + DAY)
    assert plan(kind=MailingKind.WEEKLY, window=next_day, begins_at=MONDAY, by=None) == first
    assert plan(kind=MailingKind.MONTHLY, window=window, begins_at=MONDAY, by=None) != first


def test_the_database_lets_no_window_begin_twice() -> None:
    mailing = plan(
        kind=MailingKind.WEEKLY, window=(MONDAY - DAY, MONDAY), begins_at=MONDAY, by=None
    )
    mailing.pk, mailing.key = None, "weekly/another"  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        mailing.save(force_insert=True)


def test_how_many_get_it_is_said_beforehand() -> None:
    subscriber("Each")
    subscriber("Asked", Frequency.ASKED)
    subscriber("Weekly", Frequency.WEEKLY)
    subscriber("Waiting", standing=Standing.WAITING)
    assert (takers(MailingKind.BULLETIN), takers_if_asked()) == (1, 1)
    assert takers(MailingKind.WEEKLY) == 1


def test_it_begins_after_the_minutes_of_the_rule() -> None:
    assert usual_beginning(MONDAY) == MONDAY + dt.timedelta(minutes=10)
