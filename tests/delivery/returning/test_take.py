"""What came back is taken in once, of the copy that it is of, and ends only what it should."""

from __future__ import annotations

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.delivery.models import (
    Copy,
    CopyState,
    Return,
    ReturnKind,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.returning.read import Kind, Returned, read
from alliance.delivery.returning.suppress import is_suppressed, suppression_of
from alliance.delivery.returning.take import Taken, note_refusal, take_in
from tests.delivery.returning.invented import WHO, name_of, sent, subscriber
from tests.delivery.returning.labelled import LABELLED, NAME

pytestmark = pytest.mark.django_db

GONE = "550 5.1.1 User unknown"
FULL = "552 5.2.2 Mailbox full"


def back(copy: Copy, kind: Kind = Kind.HARD, said: str = GONE, **fields: object) -> Returned:
    values = {"message_ids": (name_of(copy),), "recipient": copy.recipient} | fields
    return Returned(kind=kind, said=said, code=said.split()[1] if said else "", **values)  # type: ignore[arg-type]


_names = iter(f"<{number}@mx.example.org>" for number in range(10_000))


def take(returned: Returned, name: str = "", at: dt.datetime | None = None) -> Taken:
    return take_in(returned, came_by="mail", name=name or next(_names), at=at)


def why(address: str = WHO) -> str:
    found = suppression_of(address)
    return found.why if found else ""


def test_the_kinds_are_those_of_the_database() -> None:
    assert {*Kind} == set(ReturnKind.values)


def test_no_mailbox_ends_what_is_sent_there() -> None:
    copy = sent()
    assert take(back(copy)) is Taken.TAKEN
    copy.refresh_from_db()
    assert (copy.state, copy.why) == (CopyState.BOUNCED, GONE)
    stop = Suppression.objects.get()
    assert (stop.why, stop.detail, stop.address) == (Why.BOUNCED, GONE, WHO)
    assert Return.objects.get().copy == copy
    event = AuditEvent.objects.get(verb="stopped mail to")
    assert "kent" not in f"{event.changes} {event.object_label} {event.reason}"


@pytest.mark.parametrize("mail", [one for one in LABELLED if one.kind], ids=lambda one: one.name)
def test_a_labelled_mail_does_what_it_should(mail: object) -> None:
    """From the bytes to the ledger, with the name of a real copy in the place of the invented one."""
    copy = sent()
    data = mail.data.replace(NAME.encode(), name_of(copy).strip("<>").encode())  # type: ignore[attr-defined]
    (returned,) = read(data).returned
    ours = bool(mail.names)  # type: ignore[attr-defined]
    assert take(returned) is (Taken.TAKEN if ours else Taken.UNKNOWN)
    ends = {
        Kind.HARD: Why.BOUNCED, Kind.COMPLAINT: Why.COMPLAINED, Kind.LEFT: Why.LEFT, Kind.SOFT: "",
    }  # fmt: skip
    assert why() == (ends[mail.kind] if ours else "")  # type: ignore[attr-defined]


def test_the_same_is_taken_in_once() -> None:
    copy = sent()
    assert take(back(copy), "<one@mx>") is Taken.TAKEN
    assert take(back(copy), "<one@mx>") is Taken.SEEN
    assert Return.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "<m1.1.00000000000000000000@alliance.example.org>",
        "<somebody@else.example.net>",
        "",
        "<m1.999999999999999999.0a1b2c3d4e5f60718293@a.b>",
    ],
)
def test_a_forged_name_is_of_no_copy(name: str) -> None:
    sent()
    assert take(Returned(kind=Kind.HARD, message_ids=(name,), recipient=WHO)) is Taken.UNKNOWN
    assert not Return.objects.exists()
    assert not Suppression.objects.exists()


def test_a_copy_is_found_by_the_providers_name_too() -> None:
    copy = sent(provider_id="abc-1")
    returned = Returned(kind=Kind.HARD, said=GONE, provider_id="abc-1", recipient=WHO)
    assert take_in(returned, came_by="postmark", name="postmark:1") is Taken.TAKEN
    assert Return.objects.get().copy == copy


def test_a_full_mailbox_ends_nothing_by_itself() -> None:
    copy = sent()
    take(back(copy, Kind.SOFT, FULL))
    copy.refresh_from_db()
    assert copy.state == CopyState.BOUNCED, "this copy did not arrive, and it is said so"
    assert why() == ""


def came_back_on(*days_ago: float, said: str = FULL) -> None:
    for each in sorted(days_ago, reverse=True):
        copy = sent(days_ago=each)
        take(back(copy, Kind.SOFT, said), at=copy.sent_at)


def test_five_in_a_row_within_thirty_days_end_it() -> None:
    came_back_on(28, 21, 14, 7)
    assert why() == ""
    came_back_on(0)
    assert why() == Why.BOUNCED
    assert "5 in a row" in Suppression.objects.get().detail


def test_one_that_arrived_between_begins_the_count_anew() -> None:
    came_back_on(28, 21, 14)
    sent(days_ago=10)
    came_back_on(7, 0)
    assert why() == ""


def test_five_over_a_longer_time_end_nothing() -> None:
    came_back_on(40, 32, 24, 16, 0)
    assert why() == ""


def test_mail_taken_for_spam_is_no_fault_of_the_address() -> None:
    came_back_on(28, 21, 14, 7, 0, said="550 5.7.1 Rejected as spam")
    assert why() == ""


def test_several_reports_of_one_copy_count_once() -> None:
    copy = sent()
    for _ in range(6):
        take(back(copy, Kind.SOFT, FULL))
    assert why() == ""


def test_a_mailbox_behind_a_shared_address_does_not_end_it() -> None:
    team = subscriber("team@kent.example.org")
    copy = sent(team)
    take(back(copy, recipient="sam.lee@kent.example.org"))
    copy.refresh_from_db()
    assert copy.state == CopyState.SENT, "the others of the team have it"
    assert why("team@kent.example.org") == ""
    assert Return.objects.get().kind == ReturnKind.SOFT


def test_a_server_may_call_the_domain_otherwise() -> None:
    take(back(sent(), recipient="Nerys@kent.onmicrosoft.example"))
    assert why() == Why.BOUNCED


def test_a_complaint_ends_it_and_the_copy_did_arrive() -> None:
    copy = sent()
    take(back(copy, Kind.COMPLAINT, ""))
    copy.refresh_from_db()
    assert (copy.state, copy.has_complained) == (CopyState.SENT, True)
    assert why() == Why.COMPLAINED


def test_leaving_at_the_provider_is_leaving() -> None:
    copy = sent()
    take(back(copy, Kind.LEFT, ""))
    assert Subscriber.objects.get().standing == Standing.LEFT
    assert why() == Why.LEFT


def test_what_came_back_ends_the_address_it_went_to_and_not_the_new_one() -> None:
    copy = sent()
    Subscriber.objects.update(address="new@kent.example.org")
    take(back(copy))
    assert (why(), why("new@kent.example.org")) == (Why.BOUNCED, "")


def test_a_copy_that_came_back_before_its_worker_said_so_was_sent() -> None:
    copy = sent(
        state=CopyState.CLAIMED, claim="w1", lease_until=timezone.now() + dt.timedelta(minutes=2)
    )
    take(back(copy))
    copy.refresh_from_db()
    assert (copy.state, copy.claim, copy.lease_until) == (CopyState.BOUNCED, "", None)
    assert copy.sent_at is not None


def test_an_erased_recipient_is_named_nowhere() -> None:
    copy = sent(recipient="", domain="")
    assert take(back(copy, recipient=WHO)) is Taken.TAKEN
    assert not Suppression.objects.exists()


def test_a_moment_to_come_is_not_believed() -> None:
    take(back(sent()), at=timezone.now() + dt.timedelta(days=300))
    assert Return.objects.get().at <= timezone.now()


# Refusals while sending --------------------------------------------------------------------------


def refused(said: str, code: str = "", **fields: object) -> Copy:
    copy = sent(state=CopyState.FAILED, why=said, **fields)
    note_refusal(copy_id=copy.pk, code=code, said=said)
    return copy


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("5.1.1", "The mail server refused it: 550 5.1.1 User unknown"),
        ("550", "The mail server refused it: 550 no such user here"),
        ("5.2.1", "The mail server refused it: 550 5.2.1 disabled"),
    ],
)
def test_refused_because_there_is_no_such_mailbox(code: str, said: str) -> None:
    refused(said, code)
    assert why() == Why.BOUNCED
    assert Return.objects.get().came_by == "smtp"


def test_refused_for_another_reason_three_mailings_in_a_row() -> None:
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    assert why() == ""
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    assert why() == Why.BOUNCED


def test_refused_twice_then_taken_then_refused() -> None:
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    sent()
    refused("550 5.3.0 mailbox unavailable", "5.3.0")
    assert why() == ""


def test_a_server_that_blocks_us_does_not_cost_us_its_people() -> None:
    for _ in range(4):
        refused("554 5.7.1 blocked by policy", "5.7.1")
    assert why() == ""


def test_a_message_that_is_too_large_is_no_fault_of_the_address() -> None:
    for _ in range(4):
        refused("552 5.3.4 too big", "5.3.4")
    assert why() == ""


@pytest.mark.parametrize(
    ("others", "ends"), [(CopyState.FAILED, ""), (CopyState.SENT, Why.BOUNCED)]
)
def test_a_server_that_refuses_everybody_is_told_from_an_address(others: str, ends: str) -> None:
    """“554 Transaction failed” says nothing; that nobody of the council got it says it all."""
    team = subscriber("team@kent.example.org")
    for _ in range(4):
        copy = sent(state=CopyState.FAILED)
        at = {"sent_at": timezone.now()} if others == CopyState.SENT else {}
        sent(team, state=others, mailing=copy.mailing, variant=copy.variant, **at)
        note_refusal(copy_id=copy.pk, code="554", said="554 Transaction failed")
    assert why() == ends


def test_a_refusal_is_noted_once() -> None:
    copy = refused("550 5.1.1 unknown", "5.1.1")
    note_refusal(copy_id=copy.pk, code="5.1.1", said="550 5.1.1 unknown")
    note_refusal(copy_id=0, code="5.1.1", said="of no copy")
    assert Return.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_take_in_the_same_at_once_take_it_in_once() -> None:
    copy = sent()
    barrier, taken = Barrier(2), []

    def work() -> None:
        try:
            barrier.wait()
            taken.append(take(back(copy), "<same@mx>"))
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(taken, key=lambda one: one.name) == [Taken.SEEN, Taken.TAKEN]
    assert Return.objects.count() == Suppression.objects.count() == 1
    assert is_suppressed(WHO)
