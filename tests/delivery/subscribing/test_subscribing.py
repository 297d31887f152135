"""Subscribing: nobody is subscribed but by the owner of the address, and nobody learns whose it is."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.delivery.models import (
    Audience,
    Consent,
    ConsentBy,
    Frequency,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.delivery.subscribing import limits
from alliance.delivery.subscribing.leave import leave
from alliance.delivery.subscribing.wishes import wishes_of
from alliance.delivery.subscribing.words import AGREED
from alliance.directory.models import Authority, Person, Topic, User
from alliance.links.models import SignedLink
from tests.delivery.subscribing.invented import ANA, FORM, link_in, mails, subscriber, who_left

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, **form: Any) -> Any:
    return client.post("/subscribe/", FORM | form)


def everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Subscriber, Consent, Suppression, SignedLink)
    ]


# The form --------------------------------------------------------------------------------------


def test_from_the_form_by_mail_to_the_first_bulletin(client: Client) -> None:
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    Topic.objects.create(name="SEND", slug="send")
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    answer = send(client, name="Ana Lee", authority=kent.pk, topics=[topic.pk], audiences=["data"])
    assert (answer.status_code, answer["Location"]) == (302, "/subscribe/sent/")
    row = Subscriber.objects.get()
    assert (row.standing, row.confirmed_at, row.consents.count()) == (Standing.WAITING, None, 0)

    [message] = mails()
    assert message.to == [ANA]
    assert message.reply_to == ["office@example.org"]
    assert AGREED in message.body
    assert "About Fostering; other news by its title" in message.body
    page = client.get(link_in(message))
    assert "One mail a week with everything that is new" in words(page)
    assert ANA not in words(page)
    done = client.post(link_in(message))
    assert (done.status_code, "You are subscribed" in words(done)) == (200, True)

    row.refresh_from_db()
    assert (row.standing, row.name, row.said_authority) == (Standing.ACTIVE, "Ana Lee", kent)
    assert row.confirmed_at is not None
    wishes = wishes_of(row)
    assert (wishes.frequency, wishes.topics) == (Frequency.WEEKLY, {topic.pk})
    assert wishes.audiences == {Audience.DATA}
    consent = row.consents.get()
    assert consent.by == ConsentBy.FORM
    assert consent.words.startswith(AGREED)
    assert "One mail a week" in consent.words
    assert [event.verb for event in history(row)] == ["subscribed", "asked to subscribe"]
    assert ANA not in str([(event.changes, event.object_label) for event in history(row)])


def test_all_ticked_is_as_none_ticked(client: Client) -> None:
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    send(client, topics=[topic.pk], audiences=Audience.values)
    [message] = mails()
    client.post(link_in(message))
    wishes = wishes_of(Subscriber.objects.get())
    assert (wishes.topics, wishes.audiences) == (set(), set())


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    answer = send(client, address="ana at kent", frequency="daily", name="Ana")
    assert answer.status_code == 422
    assert "There are 2 things to mend" in words(answer)
    assert 'value="ana at kent"' in words(answer)
    assert 'value="Ana"' in words(answer)
    assert not Subscriber.objects.exists()


def test_what_is_no_choice_is_said(client: Client) -> None:
    Topic.objects.create(name="Fostering", slug="fostering")
    answer = send(client, topics=["999"], audiences=["nobody"], authority="77")
    assert answer.status_code == 422
    assert "There are 3 things to mend" in words(answer)


def test_a_machine_that_fills_in_everything_is_stopped(client: Client) -> None:
    answer = send(client, website="https://spam.example")
    assert answer.status_code == 422
    assert "Empty the field" in words(answer)
    assert not Subscriber.objects.exists()


def test_without_topics_the_form_has_no_place_for_them(client: Client) -> None:
    assert "Choose topics" not in words(client.get("/subscribe/"))
    assert send(client).status_code == 302


@pytest.mark.parametrize("written", [ANA.upper(), f"  {ANA} "])
def test_an_address_is_one_however_it_is_written(client: Client, written: str) -> None:
    send(client)
    send(client, address=written)
    assert Subscriber.objects.get().address == ANA


@pytest.mark.parametrize("written", ["a_b@example.org", "a%b@example.org", "a*b@example.org"])
def test_no_sign_in_an_address_stands_for_others(client: Client, written: str) -> None:
    """In some databases these mean “any letter” when addresses are compared."""
    other = subscriber("axb@example.org")
    send(client, address=written)
    assert [message.to for message in mails()] == [[written]]
    assert set(Subscriber.objects.values_list("address", flat=True)) == {written, other.address}


# The same answer for everybody -----------------------------------------------------------------


@pytest.mark.parametrize("known", ["nobody", "waiting", "active", "left", "bounced", "erased"])
def test_the_answer_tells_nobody_who_is_subscribed(client: Client, known: str) -> None:
    if known == "waiting":
        subscriber(standing=Standing.WAITING, confirmed_at=None)
    elif known == "active":
        subscriber()
    elif known == "left":
        who_left()
    elif known == "bounced":
        suppress(address=ANA, why=Why.BOUNCED, detail="550", by=None)
    elif known == "erased":
        suppress(address=ANA, why=Why.ERASED, detail="", by=None)
    answer = client.post("/subscribe/", FORM, follow=True)
    assert answer.redirect_chain == [("/subscribe/sent/", 302)]
    assert "We have written to the address that you gave" in words(answer)
    assert ANA not in words(answer)
    asked = client.post("/preferences/", {"address": ANA}, follow=True)
    assert asked.redirect_chain == [("/preferences/sent/", 302)]
    assert "If the address that you typed is subscribed" in words(asked)


def test_for_whom_is_subscribed_nothing_changes_and_the_owner_is_told(client: Client) -> None:
    row = subscriber(frequency=Frequency.EACH, name="Ana")
    before = list(Subscriber.objects.values())
    send(client, name="Somebody else")
    assert list(Subscriber.objects.values()) == before
    [message] = mails()
    assert message.subject == "E: You are subscribed already"
    page = client.get(link_in(message))
    assert "Mail goes to" in words(page)
    assert row.consents.count() == 0


def test_for_whom_has_left_nothing_changes_until_they_press(client: Client) -> None:
    row = who_left(frequency=Frequency.EACH, name="Ana")
    before = list(Subscriber.objects.values())
    send(client, name="Somebody else")
    assert list(Subscriber.objects.values()) == before
    assert is_suppressed(ANA)
    [message] = mails()
    page = client.get(link_in(message))
    assert "Come back?" in words(page)
    assert list(Subscriber.objects.values()) == before

    client.post(link_in(message))
    row.refresh_from_db()
    assert (row.standing, row.left_at, row.frequency) == (Standing.ACTIVE, None, Frequency.WEEKLY)
    assert row.name == "Ana"
    assert not is_suppressed(ANA)
    assert history(row).first().verb == "came back"  # type: ignore[union-attr]


def test_whoever_was_erased_may_come_back_by_their_own_wish(client: Client) -> None:
    suppress(address=ANA, why=Why.ERASED, detail="", by=None)
    send(client)
    [message] = mails()
    client.post(link_in(message))
    assert Subscriber.objects.get().standing == Standing.ACTIVE
    assert not is_suppressed(ANA)


@pytest.mark.parametrize("why", [Why.BOUNCED, Why.PROGRAMME, Why.COMPLAINED])
@pytest.mark.parametrize("standing", [None, Standing.ACTIVE, Standing.WAITING])
def test_an_address_that_mail_comes_back_from_is_not_written_to(
    client: Client, why: Why, standing: Standing | None
) -> None:
    if standing:
        subscriber(standing=standing)
    suppress(address=ANA, why=why, detail="", by=None)
    before = everything()
    send(client)
    client.post("/preferences/", {"address": ANA})
    assert mails() == []
    assert everything() == before


def test_nobody_waits_for_an_address_that_is_not_written_to(client: Client) -> None:
    """What the answer page says to all: whom to ask."""
    page = words(client.get("/subscribe/sent/"))
    assert "an address from which our mail came back" in page
    assert 'href="mailto:office@example.org"' in page


# The link --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_that_opens_the_link_subscribes_nobody(client: Client, method: str) -> None:
    send(client)
    [message] = mails()
    before = everything()
    assert getattr(client, method)(link_in(message)).status_code == 200
    assert everything() == before


def test_a_second_press_changes_nothing(client: Client) -> None:
    send(client)
    [message] = mails()
    client.post(link_in(message))
    row = Subscriber.objects.get()
    Subscriber.objects.update(frequency=Frequency.CALENDAR)
    again = client.post(link_in(message))
    assert "You are subscribed" in words(again)
    row.refresh_from_db()
    assert row.frequency == Frequency.CALENDAR
    assert row.consents.count() == 1


def test_of_two_askings_the_one_pressed_last_holds(client: Client) -> None:
    send(client)
    send(client, frequency="calendar")
    first, second = mails()
    client.post(link_in(second))
    assert Subscriber.objects.get().frequency == Frequency.CALENDAR
    client.post(link_in(first))
    assert Subscriber.objects.get().frequency == Frequency.WEEKLY
    assert Consent.objects.count() == 2


def test_a_link_whose_wishes_got_lost_subscribes_as_was_asked(client: Client) -> None:
    send(client)
    [message] = mails()
    bare = link_in(message).partition("?")[0]
    assert client.post(bare).status_code == 200
    assert Subscriber.objects.get().frequency == Frequency.WEEKLY


def test_a_topic_that_is_gone_meanwhile_is_left_out(client: Client) -> None:
    gone = Topic.objects.create(name="Gone", slug="gone")
    Topic.objects.create(name="SEND", slug="send")
    send(client, topics=[gone.pk])
    [message] = mails()
    gone.delete()
    assert client.post(link_in(message)).status_code == 200
    assert wishes_of(Subscriber.objects.get()).topics == frozenset()


def test_a_link_of_before_does_not_undo_leaving(client: Client) -> None:
    send(client)
    send(client)
    first, second = mails()
    client.post(link_in(first))
    leave(subscriber=Subscriber.objects.get(), how="In a test.")
    for each in (first, second):
        answer = client.post(link_in(each))
        assert answer.status_code == 410
        assert "was withdrawn" in words(answer)
    assert Subscriber.objects.get().standing == Standing.LEFT


def test_a_link_that_is_too_old_or_not_whole_says_what_to_do(client: Client) -> None:
    send(client)
    [message] = mails()
    at = link_in(message).partition("?")[0]
    for wrong in ("/subscribe/confirm/none/", at[:-9] + "/", "/subscribe/confirm/%00/"):
        answer = client.post(wrong)
        assert answer.status_code == 404
        assert "not all of it" in words(answer)
        assert "Ask for a new link" in words(answer)
    SignedLink.objects.update(
        created_at=timezone.now() - dt.timedelta(days=9),
        expires_at=timezone.now() - dt.timedelta(seconds=1),
    )
    answer = client.post(at)
    assert (answer.status_code, "has expired" in words(answer)) == (410, True)
    assert Subscriber.objects.get().standing == Standing.WAITING


def test_stopped_between_asking_and_pressing_they_are_told_whom_to_ask(client: Client) -> None:
    send(client)
    [message] = mails()
    suppress(address=ANA, why=Why.BOUNCED, detail="", by=None)
    for answer in (client.get(link_in(message)), client.post(link_in(message))):
        assert answer.status_code == 409
        assert "Mail to this address came back" in words(answer)
        assert "office@example.org" in words(answer)
    assert Subscriber.objects.get().standing == Standing.WAITING
    assert SignedLink.objects.get().used_at is None


def test_whose_account_has_the_address_is_known_from_then_on(client: Client) -> None:
    person = Person.objects.create(name="Ana Lee")
    User.objects.create_user(ANA, "a long enough password", person=person)
    send(client)
    [message] = mails()
    assert Subscriber.objects.get().person is None
    client.post(link_in(message))
    assert Subscriber.objects.get().person == person


def test_pages_behind_a_link_are_kept_nowhere_and_the_link_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    from alliance.links.scrub import scrub

    send(client)
    [message] = mails()
    at = link_in(message)
    answer = client.get(at)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    token = at.split("/")[3]
    assert token not in scrub(f"GET {at} 200")
    assert not SignedLink.objects.filter(token_hash__contains=token).exists()


# How many --------------------------------------------------------------------------------------


def test_a_form_is_no_way_to_fill_a_mailbox(client: Client) -> None:
    for _ in range(limits.MOST_A_DAY + 2):
        assert send(client)["Location"] == "/subscribe/sent/"
    assert len(mails()) == limits.MOST_A_DAY
    SignedLink.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    send(client)
    assert len(mails()) == 1


@pytest.mark.parametrize("at", ["/subscribe/", "/preferences/"])
def test_the_owner_of_a_subscription_is_not_written_to_without_end(client: Client, at: str) -> None:
    subscriber()
    for _ in range(limits.MOST_A_DAY + 2):
        client.post(at, FORM)
    assert len(mails()) == limits.MOST_A_DAY


def test_one_place_sends_so_many_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 2)
    for number in range(2):
        assert send(client, address=f"a{number}@example.org").status_code == 302
    refused = send(client, address="a3@example.org")
    assert refused.status_code == 429
    assert 'value="a3@example.org"' in words(refused)
    assert client.post("/preferences/", {"address": ANA}).status_code == 429
    elsewhere = client.post("/subscribe/", FORM, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


@pytest.mark.parametrize("make", [subscriber, who_left])
def test_who_asks_for_their_link_gets_to_their_choices(client: Client, make: Any) -> None:
    row = make()
    client.post("/preferences/", {"address": ANA})
    [message] = mails()
    assert message.subject == "E: Your link: what we send you"
    assert 'name="do" value="export"' in words(client.get(link_in(message)))
    before = row.standing
    row.refresh_from_db()
    assert row.standing == before


def test_who_waits_and_asks_for_their_link_is_asked_to_confirm(client: Client) -> None:
    send(client)
    mails()
    client.post("/preferences/", {"address": ANA})
    [message] = mails()
    assert "/subscribe/confirm/" in link_in(message)
    assert mail.outbox == []
