"""Copies are written for whoever takes the mailing: each once, wherever it is cut off."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from alliance.delivery.composing.letter import Letter, Reach
from alliance.delivery.composing.sources import LetterSource, register_letter
from alliance.delivery.models import (
    Copy,
    CopyState,
    Frequency,
    Mailing,
    MailingState,
    Standing,
    Subscriber,
    Why,
)
from alliance.delivery.sending import write
from alliance.delivery.sending.begin import begin
from alliance.delivery.sending.clock import STUCK, carry_mailings
from alliance.delivery.sending.write import write_copies
from alliance.directory.models import RoleKind, Topic
from alliance.jobs.models import Job
from alliance.jobs.progress import Progress
from tests.delivery.invented import DAY, asked, letter, piece, planned, subscriber, suppressed
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


class Stopped(Exception):
    """The machine stops here."""


def begun(said: Letter | None = None) -> Mailing:
    register_letter(LetterSource(kind="bulletin", letter=lambda pk: said or letter()))
    return begin(planned())


@pytest.fixture(autouse=True)
def _the_real_source_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    from alliance.delivery.composing import sources

    monkeypatch.setattr(sources, "_letters", {})


def names(mailing: Mailing) -> list[str]:
    return sorted(mailing.copies.values_list("name", flat=True))


def test_who_takes_each_bulletin_gets_a_copy_and_nobody_else() -> None:
    subscriber("Anna Each")
    subscriber("Asked", Frequency.ASKED)  # nothing is asked of them
    subscriber("Weekly", Frequency.WEEKLY)
    subscriber("Calendar", Frequency.CALENDAR)
    subscriber("Waiting", standing=Standing.WAITING)
    subscriber("Left", standing=Standing.LEFT, left_at=timezone.now())
    mailing = begun()
    assert write_copies(mailing) == 1
    [copy] = mailing.copies.all()
    assert (copy.name, copy.recipient, copy.domain) == (
        "Anna Each",
        "anna.each@example.org",
        "example.org",
    )
    assert copy.state == CopyState.WAITING
    assert mailing.state == MailingState.SENDING
    assert Job.objects.filter(path__endswith="send_copies").count() == 1


def test_with_nobody_to_take_it_it_is_written_all_the_same() -> None:
    mailing = begun()
    assert write_copies(mailing) == 0
    assert mailing.state == MailingState.SENDING


def test_to_whom_mail_comes_back_is_in_the_ledger_with_the_reason() -> None:
    one = subscriber("Bouncing")
    subscriber("Lost", address="Lost@Example.org")
    suppressed(one.address, Why.BOUNCED, "550 no such user")
    suppressed("lost@example.ORG", Why.COMPLAINED)
    mailing = begun()
    write_copies(mailing)
    assert sorted(mailing.copies.values_list("state", "why")) == [
        (CopyState.PASSED_OVER, "Mail to it comes back: 550 no such user"),
        (CopyState.PASSED_OVER, "Marked our mail as unwanted"),
    ]


def test_readers_who_get_the_same_share_a_variant() -> None:
    care = Topic.objects.create(name="Care", slug="care")
    send = Topic.objects.create(name="SEND", slug="send")
    said = letter(piece("Fostering", topics=(care.pk,)), piece("Plans", topics=(send.pk,)))
    subscriber("All one")
    subscriber("All two")
    subscriber("Care", topics=(care,))
    mailing = begun(said)
    write_copies(mailing)
    assert mailing.variants.count() == 2
    assert {copy.variant_id for copy in mailing.copies.filter(name__startswith="All")} != {
        mailing.copies.get(name="Care").variant_id
    }


def test_what_is_asked_of_some_reaches_only_them() -> None:
    kent, medway = authority("Kent"), authority("Medway")
    for name, place, frequency in (
        ("Kent Director", kent, Frequency.EACH),
        ("Medway Director", medway, Frequency.EACH),
        ("Kent Asked", kent, Frequency.ASKED),
        ("Medway Asked", medway, Frequency.ASKED),
    ):
        subscriber(name, frequency, person=account(name, RoleKind.DCS, place).person)
    subscriber("From the web")
    only = piece("Say who leads", asked("Say who leads", Reach.ASKED, kent.pk), html="")
    mailing = begun(letter(piece("A survey"), only))
    write_copies(mailing)
    told = {copy.name: copy.variant.html for copy in mailing.copies.select_related("variant")}
    assert sorted(told) == ["From the web", "Kent Asked", "Kent Director", "Medway Director"]
    assert {name for name, html in told.items() if "Say who leads" in html} == {
        "Kent Asked",
        "Kent Director",
    }
    assert mailing.copies.get(name="Kent Director").authority == kent
    assert mailing.copies.get(name="From the web").authority is None


def test_cut_off_within_a_batch_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "BATCH", 3)
    for number in range(7):
        subscriber(f"Subscriber {number}")
    mailing = begun()
    writes, batches = Copy.objects.bulk_create, iter(range(9))

    def cut_off(rows: Sequence[Copy]) -> list[Copy]:
        made = writes(rows)
        if next(batches) == 1:
            raise Stopped
        return made

    monkeypatch.setattr(Copy.objects, "bulk_create", cut_off)
    with pytest.raises(Stopped):
        write_copies(Mailing.objects.get(pk=mailing.pk))
    assert Copy.objects.count() == 3
    write_copies(Mailing.objects.get(pk=mailing.pk))
    assert names(mailing) == sorted(f"Subscriber {number}" for number in range(7))


def test_two_workers_write_each_copy_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "BATCH", 2)
    for number in range(6):
        subscriber(f"Subscriber {number}")
    mailing = begun()
    behind, far_behind = Mailing.objects.get(pk=mailing.pk), Mailing.objects.get(pk=mailing.pk)
    writer = write._Writer(mailing)
    batch = writer.next_batch()
    assert write._written_down(mailing, batch, writer.copies_for(batch))
    assert write_copies(behind) == 0, "who is behind leaves it to the other"
    assert write_copies(mailing) == 4
    assert write_copies(far_behind) == 0
    assert mailing.copies.count() == 6
    assert Job.objects.filter(path__endswith="send_copies").count() == 1


def test_stopped_while_it_is_written_no_more_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "BATCH", 1)
    subscriber("First")
    subscriber("Second")
    mailing = begun()
    writes = write._written_down

    def stop_after_one(*args: object) -> bool:
        done = writes(*args)  # type: ignore[arg-type]
        Mailing.objects.filter(pk=mailing.pk).update(
            state=MailingState.CANCELLED, ended_at=timezone.now()
        )
        return done

    monkeypatch.setattr(write, "_written_down", stop_after_one)
    write_copies(mailing)
    assert names(mailing) == ["First"]
    assert Mailing.objects.get(pk=mailing.pk).state == MailingState.CANCELLED


def test_who_leaves_or_is_erased_meanwhile_is_not_written_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = subscriber("Gone")
    subscriber("Here")
    mailing = begun()
    writes = write._written_down

    def leaves_first(*args: object) -> bool:
        Subscriber.objects.filter(pk=gone.pk).update(
            standing=Standing.ERASED, erased_at=timezone.now(), address="", name=""
        )
        return writes(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(write, "_written_down", leaves_first)
    write_copies(mailing)
    assert names(mailing) == ["Here"]


def test_the_clock_begins_what_is_due_and_goes_on_with_what_was_cut_off() -> None:
    subscriber("First")
    cut_off = begun()
    due = planned(430)
    later = planned(431, begins_at=timezone.now() + DAY)
    carry_mailings(Progress())
    for mailing in (cut_off, due, later):
        mailing.refresh_from_db()
    assert [each.state for each in (cut_off, due, later)] == [
        MailingState.SENDING,
        MailingState.SENDING,
        MailingState.PLANNED,
    ]
    assert Copy.objects.count() == 2


def test_one_that_cannot_be_written_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscriber("First")
    broken, whole = begun(), planned(430)
    writes = write_copies

    def fails(mailing: Mailing, progress: Progress) -> int:
        if mailing.pk == broken.pk:
            raise RuntimeError("a letter that cannot be rendered")
        return writes(mailing, progress)

    monkeypatch.setattr(write, "write_copies", fails)
    with pytest.raises(RuntimeError):
        carry_mailings(Progress())
    assert Mailing.objects.get(pk=whole.pk).state == MailingState.SENDING
    assert Mailing.objects.get(pk=broken.pk).why == STUCK
    monkeypatch.undo()
    carry_mailings(Progress())
    assert Mailing.objects.get(pk=broken.pk).why == ""


def test_a_digest_in_which_nothing_is_theirs_is_not_sent_to_them() -> None:
    kent = authority("Kent")
    subscriber("Kent", person=account("Kent", RoleKind.DCS, kent).person)
    subscriber("From the web")
    only = piece("Say who leads", asked("Say who leads", Reach.ASKED, kent.pk), html="")
    mailing = begun(letter(only))
    Mailing.objects.filter(pk=mailing.pk).update(
        kind="weekly", window_from=timezone.now(), window_until=timezone.now()
    )
    Subscriber.objects.update(frequency=Frequency.WEEKLY)
    mailing.refresh_from_db()
    write_copies(mailing)
    assert names(mailing) == ["Kent"]


def test_however_many_there_are_a_batch_takes_a_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    kent = authority("Kent")
    for number in range(60):
        person = account(f"Member {number}", RoleKind.DATA_LEAD, kent).person
        subscriber(f"Subscriber {number}", person=person if number % 2 else None)
    mailing = begun()
    with django_assert_max_num_queries(30) as counted:
        write_copies(mailing)
    assert Copy.objects.count() == 60
    few = len(counted)
    for number in range(60, 90):
        subscriber(f"Subscriber {number}", person=account(f"Member {number}").person)
    Mailing.objects.all().delete()
    mailing = begun()
    with django_assert_max_num_queries(few + 2):
        write_copies(mailing)
    assert Copy.objects.count() == 90


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batch=st.integers(1, 5),
    stops=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=4),
)
def test_whatever_stops_it_how_often_nobody_is_missed_and_nobody_has_two(
    batch: int, stops: list[tuple[int, bool]]
) -> None:
    Mailing.objects.all().delete()
    Subscriber.objects.all().delete()
    for number in range(7):
        subscriber(f"Subscriber {number}")
    mailing = begun()
    writes = write._written_down
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "BATCH", batch)
        for batches, is_committed in stops:
            done = 0

            def stop(*args: object, after: int = batches, commits: bool = is_committed) -> bool:
                nonlocal done
                if done == after and not commits:
                    raise Stopped
                written = writes(*args)  # type: ignore[arg-type]
                if done == after:
                    raise Stopped
                done += 1
                return written

            patch.setattr(write, "_written_down", stop)
            with contextlib.suppress(Stopped):
                write_copies(Mailing.objects.get(pk=mailing.pk))
        patch.setattr(write, "_written_down", writes)
        write_copies(Mailing.objects.get(pk=mailing.pk))
    assert names(mailing) == sorted(f"Subscriber {number}" for number in range(7))
    assert Mailing.objects.get(pk=mailing.pk).state == MailingState.SENDING


@pytest.mark.django_db(transaction=True)
def test_two_at_once_share_no_copy_and_leave_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On SQLite as well: one waits for the other, and sees that it is behind."""
    monkeypatch.setattr(write, "BATCH", 5)
    for number in range(60):
        subscriber(f"Subscriber {number}")
    mailing = begun()
    gate = threading.Barrier(2)
    counts: list[int] = []

    def worker() -> None:
        own = Mailing.objects.get(pk=mailing.pk)
        gate.wait()
        try:
            counts.append(write_copies(own))
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    # Whoever falls behind leaves it to the other; the clock goes on with what is left.
    carry_mailings(Progress())
    assert len(counts) == 2
    assert mailing.copies.count() == 60
    assert Mailing.objects.get(pk=mailing.pk).state == MailingState.SENDING
    assert Job.objects.filter(path__endswith="send_copies").count() == 1
