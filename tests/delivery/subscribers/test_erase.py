"""Erasing: afterwards the database does not hold the address, anywhere."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from alliance.audit.models import AuditEvent
from alliance.audit.trail import record
from alliance.delivery.models import (
    Copy,
    CopyState,
    Frequency,
    Return,
    ReturnKind,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.own_links import Purpose, Unopened, make_token, open_token
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.delivery.subscribing.erase import erase
from alliance.directory.models import Person, RoleKind, Topic
from alliance.jobs.progress import Progress
from alliance.mail.models import Message
from alliance.mail.post import post
from alliance.mail.send import send_waiting

from .invented import account, authority, copy, mailing, office, person, subscriber

pytestmark = pytest.mark.django_db
ADDRESS = "Zuleika.Quill@Example.org"
NAME = "Zuleika Quill"


def where(needle: str) -> list[str]:
    """Every table and column of the database that holds these words, however written."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{column}"
                    for column, value in zip(columns, row, strict=True)
                    if needle.casefold() in _text(value).casefold()
                ]
    return found


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def somebody() -> Subscriber:
    """A subscriber of whom everything is kept that ever is."""
    kent = authority()
    one = subscriber(
        ADDRESS,
        name=NAME,
        said_authority=kent,
        frequency=Frequency.WEEKLY,
        audiences=["care"],
    )
    one.topics.add(Topic.objects.create(name="Kinship", slug="kinship"))
    one.consents.update(words=f"{ADDRESS} wrote: yes, please.", source=f"From {NAME}")
    first = copy(mailing(1), one, CopyState.BOUNCED, why=f"550 no {ADDRESS}", provider_id="x1")
    copy(mailing(2), one, CopyState.WAITING)
    copy(mailing(3), one, CopyState.CLAIMED)
    Return.objects.create(
        name=f"<dsn-{ADDRESS}>",
        copy=first,
        kind=ReturnKind.HARD,
        said=f"No such user {ADDRESS}",
        came_by="mail",
    )
    for subject in ("Confirm", "Waits"):
        message = EmailMessage(subject=f"{subject}, {NAME}", body="Words.", to=[ADDRESS])
        post(message, purpose="subscription")
        if subject == "Confirm":
            send_waiting(Progress())
    Message.objects.update(why=f"Said of {ADDRESS.lower()}")
    suppress(address=ADDRESS, why=Why.LEFT, detail=f"{NAME} rang", by=None)
    for thing in (one, Suppression.objects.get()):
        record(by=None, verb="looked at", thing=thing, reason=f"{NAME} rang.")
    return one


def test_no_table_holds_the_address_or_the_name_afterwards() -> None:
    one, by = somebody(), office()
    assert {"delivery_subscriber.address", "delivery_copy.recipient", "mail_message.why"} <= set(
        where(ADDRESS)
    )

    erase(subscriber=one, by=by, reason=f"{ADDRESS} rang us.")

    assert where(ADDRESS) == where(NAME) == []
    one.refresh_from_db()
    assert (one.standing, one.address, one.name, one.audiences) == (Standing.ERASED, "", "", [])
    assert one.erased_at is not None
    assert one.said_authority is None
    assert not one.topics.exists()
    assert not one.consents.exists()


def test_that_something_was_sent_stays_and_what_waits_is_not_sent() -> None:
    erase(subscriber=somebody(), by=None)

    assert list(Copy.objects.order_by("pk").values_list("state", "claim", "lease_until")) == [
        (CopyState.BOUNCED, "", None),
        (CopyState.PASSED_OVER, "", None),
        (CopyState.PASSED_OVER, "", None),
    ]
    assert Return.objects.get().kind == ReturnKind.HARD


def test_nothing_is_sent_to_the_address_again_though_nobody_can_read_it() -> None:
    erase(subscriber=somebody(), by=None)

    stop = Suppression.objects.get()
    assert (stop.why, stop.address, stop.detail) == (Why.ERASED, "", "")
    assert is_suppressed(ADDRESS.upper())


def test_a_firmer_reason_stays() -> None:
    one = somebody()
    suppress(address=ADDRESS, why=Why.COMPLAINED, detail=f"By {ADDRESS}", by=None)

    erase(subscriber=one, by=None)

    assert Suppression.objects.get().why == Why.COMPLAINED
    assert where(ADDRESS) == []


def test_a_change_of_the_secret_key_in_between_changes_nothing(settings: object) -> None:
    one = somebody()
    suppress(address=ADDRESS, why=Why.BOUNCED, detail="", by=None)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another, as long as a key has to be, for a test" * 2  # type: ignore[attr-defined]

    erase(subscriber=one, by=None)

    assert where(ADDRESS) == []
    assert Suppression.objects.get().why == Why.BOUNCED


def test_links_of_old_mails_open_nothing() -> None:
    one = somebody()
    token = make_token(
        Purpose.LEAVE, subscriber_id=one.pk, links_version=one.links_version, mailing_id=1
    )
    erase(subscriber=one, by=None)
    assert open_token(token, Purpose.LEAVE) is Unopened.REVOKED


def test_the_trail_says_that_it_was_done_and_by_whom_but_not_of_whom() -> None:
    one, by = somebody(), office()
    erase(subscriber=one, by=by, reason=f"Asked by {ADDRESS.upper()}.")

    event = AuditEvent.objects.get(verb="erased")
    assert (event.actor, event.object_id) == (by, str(one.pk))
    assert AuditEvent.objects.filter(reason="Asked by ….").exists()


def test_again_changes_nothing() -> None:
    one = somebody()
    erase(subscriber=one, by=None)
    before = AuditEvent.objects.count()
    erase(subscriber=one, by=None)
    assert AuditEvent.objects.count() == before


def test_whoever_has_an_account_keeps_their_other_mail() -> None:
    clerk = person("Cle Rk", email=None)
    user = account(clerk, RoleKind.DCS_PA)
    one = subscriber(user.email, person=clerk)
    for purpose in ("invitation", "choices-link"):
        post(EmailMessage(subject=purpose, body="Words.", to=[user.email]), purpose=purpose)

    erase(subscriber=one, by=user)

    assert list(Message.objects.values_list("purpose", flat=True)) == ["invitation"]
    assert Person.objects.filter(pk=clerk.pk).exists()


def test_an_answer_that_waits_for_another_cause_is_still_sent() -> None:
    one = somebody()
    post(EmailMessage(subject="Your idea", body="Words.", to=[ADDRESS]), purpose="idea-reply")
    erase(subscriber=one, by=None)
    left = Message.objects.exclude(recipient="")
    assert list(left.values_list("purpose", flat=True)) == ["idea-reply"]


def test_whoever_is_taken_out_of_the_directory_is_no_subscriber() -> None:
    clerk = person("Cle Rk", email=None)
    one = subscriber("cle.rk@example.org", person=clerk, name="Cle Rk")

    clerk.delete()

    one.refresh_from_db()
    assert one.standing == Standing.ERASED
    assert where("cle.rk@example.org") == []


def test_the_search_of_tables_finds_what_is_planted() -> None:
    subscriber("planted@example.org")
    assert where("PLANTED@example") == ["delivery_subscriber.address"]
