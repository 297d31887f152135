"""Saving: whole, once, resumed after a crash, and the rows destroyed afterwards."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.delivery.lists import save as saving
from alliance.delivery.lists.judge import Becomes
from alliance.delivery.lists.read import read_list
from alliance.delivery.lists.save import begin_saving, save_list, save_now
from alliance.delivery.lists.waiting import CannotBeSaved, drop, keep, rows_of, saved_before
from alliance.delivery.models import (
    Consent,
    ConsentBy,
    Frequency,
    ListState,
    Standing,
    Subscriber,
    SubscriberList,
    Suppression,
    Why,
)
from alliance.delivery.returning.suppress import suppress
from alliance.delivery.subscribing.erase import erase
from alliance.directory.models import RoleKind, Topic
from alliance.jobs.models import Job
from alliance.jobs.progress import GiveUp, Progress
from tests.delivery.subscribers.invented import account, authority, office, person, subscriber

pytestmark = pytest.mark.django_db
LIST = """E-mail,Name,Authority,Topics,How often,Status,Since,Left on
ann@example.org,Ann Lee,Kent,Kinship,weekly,subscribed,13 November 2020,
bea@example.org,,,,,,,
cy@example.org,,,,,unsubscribed,,6 May 2019
di@example.org,,,,,bounced,,
ann@,,,,,,,
"""
DAY = dt.date(2021, 3, 4)


def handed_in(
    text: str = LIST, words: str = "They ticked a box at the conference."
) -> SubscriberList:
    files = [("list.csv", text.encode())]
    return keep(read_list(files), files=files, consent_words=words, consent_on=DAY, by=None)


def test_everything_that_a_list_says_is_kept() -> None:
    kent, topic = authority("Kent"), Topic.objects.create(name="Kinship", slug="kinship")
    by = office()

    counts = save_now(waiting=handed_in(), by=by)

    assert counts == {
        Becomes.NEW: 2,
        Becomes.WRITTEN_LEFT: 1,
        Becomes.WRITTEN_BOUNCED: 1,
        Becomes.FAULT: 1,
    }
    ann = Subscriber.objects.get(address="ann@example.org")
    assert (ann.name, ann.said_authority, ann.frequency) == ("Ann Lee", kent, Frequency.WEEKLY)
    assert list(ann.topics.all()) == [topic]
    assert ann.standing == Standing.ACTIVE
    consent = ann.consents.get()
    assert (consent.by, consent.words) == (ConsentBy.LIST, "They ticked a box at the conference.")
    assert consent.at == dt.datetime(2020, 11, 13, 12, tzinfo=dt.UTC)
    assert consent.recorded_by == by
    assert consent.source == f"List, {timezone.localdate():%-d %B %Y}"
    bea = Subscriber.objects.get(address="bea@example.org")
    assert timezone.localdate(bea.consents.get().at) == DAY
    assert set(Suppression.objects.values_list("address", "why")) == {
        ("cy@example.org", Why.LEFT),
        ("di@example.org", Why.BOUNCED),
    }
    assert "6 May 2019" in Suppression.objects.get(why=Why.LEFT).detail


def test_the_same_again_changes_nothing() -> None:
    save_now(waiting=handed_in(), by=None)
    again = handed_in()
    before = saved_before(again)

    counts = save_now(waiting=again, by=None)

    assert before is not None
    assert counts == {Becomes.ALREADY: 2, Becomes.STOPPED: 2, Becomes.FAULT: 1}
    assert (Subscriber.objects.count(), Consent.objects.count()) == (2, 2)
    assert Suppression.objects.count() == 2


def test_the_same_while_it_waits_is_the_one_that_waits() -> None:
    first = handed_in()
    second = handed_in(words="Better words.")
    assert (first.pk, second.consent_words) == (second.pk, "Better words.")
    assert SubscriberList.objects.count() == 1


def test_the_rows_are_sealed_while_they_wait_and_destroyed_when_saved() -> None:
    waiting = handed_in()
    assert b"ann@example.org" not in bytes(waiting.rows)
    assert rows_of(waiting).entries[0].address == "ann@example.org"

    save_now(waiting=waiting, by=None)

    waiting.refresh_from_db()
    assert (waiting.state, bytes(waiting.rows)) == (ListState.SAVED, b"")
    with pytest.raises(CannotBeSaved, match="Hand it in again"):
        rows_of(waiting)


@pytest.mark.parametrize(
    "fields",
    [{"state": ListState.SAVED}, {"rows": b""}, {"consent_words": ""}, {"state": "perhaps"}],
)
def test_the_database_itself_refuses_a_list_that_cannot_be(fields: dict[str, object]) -> None:
    handed_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        SubscriberList.objects.update(**fields)


def test_nobody_who_left_here_comes_back_by_a_list() -> None:
    subscriber("ann@example.org", standing=Standing.LEFT)
    suppress(address="Bea@Example.org", why=Why.COMPLAINED, detail="", by=None)

    assert save_now(waiting=handed_in(), by=None)[Becomes.STOPPED] == 2

    assert Subscriber.objects.get().standing == Standing.LEFT


def test_whoever_is_erased_while_a_list_waits_does_not_come_back_by_it() -> None:
    waiting = handed_in("E-mail,Name\nann@example.org,Ann Lee\n")
    erase(subscriber=subscriber("ann@example.org"), by=None)
    assert save_now(waiting=waiting, by=None) == {Becomes.STOPPED: 1}
    assert not Subscriber.objects.exclude(standing=Standing.ERASED).exists()


def test_whoever_chose_here_keeps_their_choice_whatever_a_list_says() -> None:
    one = subscriber("cy@example.org")
    save_now(waiting=handed_in(), by=None)
    one.refresh_from_db()
    assert one.standing == Standing.ACTIVE
    assert not Suppression.objects.filter(address="cy@example.org").exists()


def test_whoever_came_by_a_list_and_left_there_leaves_here() -> None:
    one = subscriber("cy@example.org", by=ConsentBy.LIST)
    assert save_now(waiting=handed_in(), by=None)[Becomes.LEAVES] == 1
    one.refresh_from_db()
    assert one.standing == Standing.LEFT


def test_whoever_has_an_account_is_linked_with_their_roles() -> None:
    ann = person("Ann", email=None)
    user = account(ann, RoleKind.DCS)
    save_now(waiting=handed_in(f"E-mail\n{user.email.upper()}\n"), by=None)
    assert Subscriber.objects.get().person == ann


def test_pressed_twice_it_is_saved_once() -> None:
    by, waiting = office(), handed_in()
    first, second = (begin_saving(waiting=waiting, by=by) for _ in range(2))
    assert first.pk == second.pk
    for _ in range(2):
        save_list(Progress(), waiting.pk)
    assert Subscriber.objects.count() == 2
    with pytest.raises(CannotBeSaved, match="settled: saved"):
        begin_saving(waiting=waiting, by=by)
    assert Job.objects.filter(path=save_list.path).count() == 1


def test_a_crash_in_the_middle_leaves_nothing_out_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saving, "AT_ONCE", 3)
    addresses = [f"s{number}@example.org" for number in range(10)]
    waiting = handed_in("\n".join(["E-mail", *addresses]))
    begin_saving(waiting=waiting, by=office())

    class Crash(Exception):
        pass

    class Crashing(Progress):
        def tell(self, done: int, total: int | None = None, words: str = "") -> None:
            if done >= 6:
                raise Crash

    with pytest.raises(Crash):
        save_list(Crashing(), waiting.pk)
    assert Subscriber.objects.count() == 6

    said = save_list(Progress(), waiting.pk)

    assert said == "10 are subscribed."
    assert sorted(Subscriber.objects.values_list("address", flat=True)) == addresses
    assert Consent.objects.count() == 10


def test_of_two_rows_in_two_batches_the_firmer_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "AT_ONCE", 1)
    save_now(
        waiting=handed_in(
            "E-mail,Status\nann@example.org,subscribed\nAnn@example.org,unsubscribed"
        ),
        by=None,
    )
    assert not Subscriber.objects.exists()
    assert Suppression.objects.get().why == Why.LEFT


def test_a_list_that_is_dropped_is_gone() -> None:
    waiting = handed_in()
    by = office()
    drop(waiting=waiting, by=by, reason="The wrong one.")
    waiting.refresh_from_db()
    assert (waiting.state, bytes(waiting.rows)) == (ListState.DROPPED, b"")
    with pytest.raises(CannotBeSaved, match="settled: not saved"):
        begin_saving(waiting=waiting, by=by)
    assert "did not save" in AuditEvent.objects.values_list("verb", flat=True)


def test_one_that_is_being_saved_cannot_be_dropped_by_a_press() -> None:
    waiting = handed_in()
    begin_saving(waiting=waiting, by=office())
    drop(waiting=waiting, by=None)
    assert SubscriberList.objects.get().state == ListState.SAVING


def test_rows_that_can_no_longer_be_read_end_the_job_with_a_sentence(settings: object) -> None:
    waiting = handed_in()
    begin_saving(waiting=waiting, by=office())
    settings.SECRET_KEY = "another key altogether, long enough for a test" * 2  # type: ignore[attr-defined]
    with pytest.raises(GiveUp, match="Hand it in again"):
        save_list(Progress(), waiting.pk)


def test_the_trail_says_who_saved_how_many_and_no_address() -> None:
    by = office()
    save_now(waiting=handed_in(), by=by)
    event = AuditEvent.objects.get(verb="saved")
    assert event.actor == by
    assert event.changes["counts"][1]["new"] == 2
    assert "example.org" not in str(list(AuditEvent.objects.values()))
