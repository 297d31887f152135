"""The job: all that is due is sent once, and every end of a copy is written down."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import logging
from typing import Any

import pytest
from django.core import mail
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.delivery.models import Copy, CopyState, Mailing, MailingRules, MailingState, Variant
from alliance.delivery.own_links import Purpose, copy_of, open_token
from alliance.delivery.sending import claim as claiming
from alliance.delivery.sending import refused, work
from alliance.delivery.sending.parcel import NoServer, Parcel
from alliance.delivery.sending.work import send_copies
from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Job, Schedule
from alliance.jobs.progress import HandBack, Progress
from alliance.jobs.schedule import write_schedules
from alliance.jobs.worker import run_waiting
from tests.delivery.ledger import mailing, many, states
from tests.mail.server import Server

pytestmark = pytest.mark.django_db


def send() -> str | None:
    return send_copies(Progress())


def now_of(made: Mailing) -> Mailing:
    made.refresh_from_db()
    return made


def test_everybody_gets_their_own_copy_and_the_mailing_ends(server: Server) -> None:
    made = mailing(*many(7))
    enqueue(send_copies, unique=True)
    run_waiting()
    assert sorted(server.recipients) == [f"RCPT TO:<{each}>" for each in many(7)] or sorted(
        each.lower() for each in server.recipients
    ) == [f"rcpt to:<{each}>" for each in many(7)]
    assert server.connections == 1
    assert states(made) == {"sent": 7}
    assert now_of(made).state == MailingState.DONE
    assert made.totals == {"sent": 7}
    assert made.ended_at
    assert Job.objects.get().result == "7 sent."


def test_a_copy_holds_its_own_links_and_a_name_that_a_bounce_can_quote(
    server: Server, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://alliance.example.org"
    made = mailing("ann@example.org")
    send()
    message: Any = email.message_from_bytes(server.got[0], policy=email.policy.strict)
    copy = made.copies.select_related("subscriber").get()
    assert copy_of(message["Message-ID"]) == copy.pk
    leave = message["List-Unsubscribe"].strip("<>")
    start = "https://alliance.example.org/unsubscribe/"
    assert leave.startswith(start)
    opened: Any = open_token(leave.removeprefix(start).rstrip("/"), Purpose.LEAVE)
    assert (opened.subscriber, opened.mailing_id) == (copy.subscriber, made.pk)
    words = message.get_body(("plain",)).get_content()
    token = words.partition("/preferences/")[2].partition("/")[0]
    assert open_token(token, Purpose.CHOICES) == opened
    assert "Dear Ann" in words
    assert leave not in words  # whoever is forwarded the mail cannot unsubscribe its owner


def test_a_second_run_sends_nothing_more(server: Server) -> None:
    mailing(*many(3))
    send()
    assert send() == "Nothing was due."
    assert len(server.got) == 3


def test_each_answer_of_the_server_has_its_end(server: Server) -> None:
    server.replies = {
        "rcpt p1@example.org": "550 5.1.1 no such user",
        "rcpt p2@example.org": "451 4.7.1 greylisted",
        "content p3@example.org": "hang up",
    }
    told: list[dict[str, object]] = []
    listener = lambda **said: told.append(said)  # noqa: E731
    refused.told_of_refusals(listener)
    try:
        made = mailing(*many(5))
        send()
    finally:
        refused._minding.remove(listener)
    by_name = {copy.name: copy for copy in made.copies.all()}
    assert {name: copy.state for name, copy in by_name.items()} == {
        "P0": "sent", "P1": "failed", "P2": "waiting", "P3": "waiting", "P4": "sent",
    }  # fmt: skip
    assert "550 5.1.1" in by_name["P1"].why
    assert "greylisted" in by_name["P2"].why
    assert "may come twice" in by_name["P3"].why
    assert now_of(made).state == MailingState.SENDING
    (said,) = told
    assert (said["copy_id"], said["code"]) == (by_name["P1"].pk, "5.1.1")

    server.replies = {}
    Copy.objects.filter(state=CopyState.WAITING).update(due_at=timezone.now())
    send()
    assert states(made) == {"sent": 4, "failed": 1}
    assert now_of(made).totals == {"failed": 1, "sent": 4}
    of_p3 = [each for each in server.got if b"p3@example.org" in each]
    names = {email.message_from_bytes(each)["Message-ID"] for each in of_p3}
    assert (len(of_p3), len(names)) == (2, 1)  # twice, and whoever gets it twice can tell


def test_without_a_server_all_waits_untried_and_the_page_says_why(
    server: Server, settings: Any
) -> None:
    settings.EMAIL_PORT = 9
    made = mailing(*many(3))
    assert (send() or "").startswith("0 sent. The mail server cannot be reached")
    assert set(made.copies.values_list("state", "attempts")) == {("waiting", 0)}
    assert "cannot be reached" in now_of(made).why
    settings.EMAIL_PORT = server.port
    send()
    assert (now_of(made).state, made.why) == (MailingState.DONE, "")


def test_no_server_in_the_middle_keeps_what_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mailing(*many(5))

    class Tired:
        taken = 0

        def __enter__(self) -> Tired:
            return self

        def __exit__(self, *of: object) -> None: ...

        def give(self, parcel: Parcel) -> str:
            if self.taken == 2:
                raise NoServer("It is tired.")
            self.taken += 1
            return f"esp-{parcel.copy_id}"

    monkeypatch.setattr(work, "carrier", Tired)
    assert send() == "2 sent. It is tired."
    assert states(made) == {"sent": 2, "waiting": 3}
    kept = made.copies.filter(state=CopyState.SENT).first()
    assert kept
    assert kept.provider_id == f"esp-{kept.pk}"


def test_one_copy_that_cannot_be_made_holds_up_no_other(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    made = mailing(*many(3))
    Copy.objects.filter(name="P0").update(recipient="p0@ex ample.org")
    send()
    assert states(made) == {"sent": 2, "failed": 1}


def test_a_fault_of_ours_is_logged_and_holds_up_no_other(
    server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mailing(*many(3))
    real = work.make_token

    def broken(purpose: Purpose, **said: int) -> str:
        if said["subscriber_id"] == made.copies.get(name="P1").subscriber_id:
            raise LookupError("ann@example.org")
        return real(purpose, **said)

    monkeypatch.setattr(work, "make_token", broken)
    with caplog.at_level(logging.ERROR):
        send()
    assert states(made) == {"sent": 2, "waiting": 1}
    assert made.copies.get(name="P1").why.startswith("A fault of this site: LookupError.")


def test_what_a_worker_had_when_it_ended_is_sent_by_the_next(server: Server) -> None:
    made = mailing(*many(3))
    claiming.claim(2)
    send()
    assert len(server.got) == 1
    Copy.objects.filter(state=CopyState.CLAIMED).update(lease_until=timezone.now())
    send()
    assert (len(server.got), now_of(made).state) == (3, MailingState.DONE)


def test_a_stop_in_the_middle_lets_go_of_the_rest(server: Server) -> None:
    made = mailing(*many(5))

    class Told(Progress):
        def tell(self, done: int, total: int | None = None, words: str = "") -> None:
            if done == 2:
                raise HandBack

    with pytest.raises(HandBack):
        send_copies(Told())
    assert states(made) == {"sent": 2, "waiting": 3}
    assert set(made.copies.filter(state=CopyState.WAITING).values_list("attempts")) == {(0,)}


def test_a_batch_that_is_held_too_long_is_let_go(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing(*many(3))
    monkeypatch.setattr(claiming, "HOLD", -1.0)
    monkeypatch.setattr(work, "TURN", 0.3)
    send()
    assert server.got == []
    assert set(Copy.objects.values_list("state", flat=True)) == {"waiting"}
    assert Job.objects.get().path == send_copies.path  # the turn ended with work left


def test_a_mailing_that_is_paused_or_cancelled_meanwhile_stops_within_the_batch(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "LOOK_EVERY", 0.0)
    made, other = mailing(*many(4)), mailing(*many(2, "other.example"))

    class Pausing(Progress):
        def tell(self, done: int, total: int | None = None, words: str = "") -> None:
            if done == 2:
                Mailing.objects.filter(pk=made.pk).update(state=MailingState.PAUSED)

    send_copies(Pausing())
    assert states(made) == {"sent": 2, "waiting": 2}
    assert states(other) == {"sent": 2}
    assert now_of(made).state == MailingState.PAUSED


def test_a_mailing_ends_once_and_the_trail_says_so() -> None:
    made = mailing("ann@example.org")
    send()
    ended = now_of(made).ended_at
    send()
    assert now_of(made).ended_at == ended
    assert AuditEvent.objects.filter(verb="sent", object_id=str(made.pk)).count() == 1


def test_a_mailing_to_nobody_ends_at_once() -> None:
    made = mailing()
    send()
    assert (now_of(made).state, made.totals) == (MailingState.DONE, {})


def test_all_held_ends_the_mailing_without_a_word_to_anybody(settings: Any) -> None:
    settings.MAIL_TEST_MODE, settings.MAIL_ALLOWED = True, []
    made = mailing(*many(150))
    send()
    assert (states(made), mail.outbox) == ({"held": 150}, [])
    assert now_of(made).state == MailingState.DONE


def test_it_waits_for_room_in_the_rate_but_no_longer_than_its_turn(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    MailingRules(a_minute=2).save()
    made = mailing(*many(4))
    assert send() == "2 sent."  # there is room in a minute, and the turn is shorter
    monkeypatch.setattr("alliance.delivery.sending.rates.WINDOW", dt.timedelta(seconds=0.2))
    send()
    assert (states(made), len(server.got)) == ({"sent": 4}, 4)


def test_two_variants_are_each_fetched_once(server: Server) -> None:
    from django.db import connection

    made = mailing(*many(40))
    other = Variant.objects.create(mailing=made, key="w", subject="Other", html="<p>O", text="O")
    made.copies.filter(name__in=["P3", "P4"]).update(variant=other)
    with CaptureQueriesContext(connection) as queries:
        send()
    of_variants = [each for each in queries if 'FROM "delivery_variant"' in each["sql"]]
    assert len(of_variants) == 1
    subjects = [email.message_from_bytes(each)["Subject"] for each in server.got]
    assert (subjects.count("Other"), subjects.count(made.subject)) == (2, 38)


def test_each_fate_is_one_statement(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    monkeypatch.setattr(work, "LOOK_EVERY", 3600.0)

    counts = []
    for number in (10, 60):
        mailing(*many(number, f"x{number}.example.org"))
        with CaptureQueriesContext(connection) as queries:
            send()
        counts.append(len(queries))
    assert counts[1] - counts[0] == 50


def test_the_clock_starts_it_every_minute() -> None:
    write_schedules()
    assert Schedule.objects.get(path=send_copies.path).every == dt.timedelta(minutes=1)


def test_one_process_sends_on_one_connection(server: Server) -> None:
    mailing("ann@example.org")
    with work._lanes[0]:
        assert send() == "Another is at it."
    assert server.got == []
    assert send() == "1 sent."
