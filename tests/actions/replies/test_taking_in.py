"""Bringing replies in: once each, matched to what they may answer, their sender known or not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.actions.chasing.chase import Bundle, Line, send
from alliance.actions.chasing.steps import Step
from alliance.actions.models import (
    Action,
    ActionState,
    Ask,
    FoundBy,
    KnownBy,
    Reply,
    ReplyState,
    Response,
)
from alliance.actions.personal_links import hand_on, link_for
from alliance.actions.raising import end_action
from alliance.actions.replies.letter import opened
from alliance.actions.replies.match import StandsTo, sender_of, stands_to
from alliance.actions.replies.take_in import take_in, take_in_pasted
from alliance.audit.models import AuditEvent
from alliance.directory.models import ActingFor, Alliance, Capacity, ContactDetail, RoleKind, User
from alliance.mail.models import Message
from alliance.mail.seal import unseal
from tests.actions.invented import DAY, ask_of, raised, today
from tests.actions.replies.letters import AUTOMATIC, BOUNCES, gmail, head, plain
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return account("Ann Lee", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def support() -> User:
    return account("Isabelle", RoleKind.PROGRAMME_SUPPORT)


def said(now: dt.datetime | None = None, **more: str) -> str:
    """The head of a mail that was sent just now."""
    at = now or timezone.now() - dt.timedelta(minutes=5)
    more.setdefault("sender", "Ann Lee <ann-lee@example.org>")
    return head(date=at.strftime("%a, %d %b %Y %H:%M:%S +0000"), **more)


def reminded(person: User, *asks: Ask) -> Message:
    """A reminder that told somebody of some asks, in one mail."""
    assert person.person_id is not None
    lines = [Line(ask, Step("before-2", today()), None, False) for ask in asks]
    assert send(Bundle(person.person_id, lines)) == 1
    return Message.objects.get()


def brought(raw: bytes, **more: object) -> Reply:
    return take_in(raw, by=None, **more).reply  # type: ignore[arg-type]


# What it answers -------------------------------------------------------------------------------


def test_a_reply_to_a_reminder_may_answer_all_that_it_told_of(lead: User) -> None:
    asks = [
        ask_of(raised(title)) for title in ("Return the form", "Send the figures", "Not told of")
    ]
    message = reminded(lead, *asks[:2])
    reply = brought(gmail("Done", said(answers=message.message_id)))
    assert reply.found_by == FoundBy.MESSAGE
    assert set(reply.asks.all()) == set(asks[:2])
    assert not Response.objects.exists(), "nothing is recorded without a press"


def test_it_is_known_far_down_a_thread(lead: User) -> None:
    ask = ask_of(raised())
    message = reminded(lead, ask)
    later = said(answers="").replace(
        "MIME-Version",
        f"In-Reply-To: <other@x>\nReferences: {message.message_id} <other@x>\nMIME-Version",
    )
    assert brought(gmail("Done", later)).asks.get() == ask


def test_a_reply_to_a_mail_with_a_link_that_was_handed_on_is_known(lead: User) -> None:
    ask = ask_of(raised(by_link=True))
    assert lead.person is not None
    link_for(ask=ask, person=lead.person, by=None)
    hand_on(holder=ask.holders.get(), name="Jo Bright", email="jo@kent.example", what="")
    message = Message.objects.get(purpose="answer-link")
    reply = brought(gmail("Done", said(sender="jo@kent.example", answers=message.message_id)))
    assert (reply.found_by, reply.known_by) == (FoundBy.MESSAGE, KnownBy.HOLDER)
    assert reply.asks.get() == ask


def test_where_a_server_gave_our_mail_a_new_identity_what_it_quotes_tells(lead: User) -> None:
    ask = ask_of(raised())
    words = f"Done\n\nOn 1 Nov 2026, X wrote:\n> https://a.example/actions/{ask.action_id}/kent/"
    reply = brought(plain(words, said(answers="<other@ses.example>")))
    assert (reply.found_by, reply.asks.get()) == (FoundBy.QUOTED, ask)


def test_else_its_subject_and_sender_do(lead: User) -> None:
    ask = ask_of(raised("Return the autumn form"))
    ask_of(raised("Another matter"))
    reply = brought(gmail("Done", said(answers="", subject="FW: return the Autumn form!")))
    assert (reply.found_by, reply.asks.get()) == (FoundBy.SUBJECT, ask)


def test_a_subject_tells_nothing_of_what_ended_long_ago_or_is_asked_of_others(lead: User) -> None:
    ended = raised("Return the autumn form")
    end_action(by=None, action=ended, state=ActionState.CLOSED)
    Action.objects.filter(pk=ended.pk).update(ended_at=timezone.now() - 90 * DAY)
    raised("Send the spring figures", of=[authority("Medway")])
    subject = "Return the autumn form, send the spring figures"
    reply = brought(gmail("Done", said(answers="", subject=subject)))
    assert (reply.found_by, reply.asks.count()) == (FoundBy.NOTHING, 0)


def test_brought_in_for_an_action_it_is_of_its_senders_authority(lead: User) -> None:
    action = raised(of=[authority("Kent"), authority("Medway")])
    reply = brought(gmail("Done", said(answers="")), action=action)
    assert (reply.found_by, reply.asks.get()) == (FoundBy.HAND, ask_of(action, authority("Kent")))


def test_a_draft_is_answered_by_nothing(lead: User) -> None:
    raised("Return the autumn form", opened=False)
    reply = brought(gmail("Done", said(answers="", subject="Return the autumn form")))
    assert not reply.asks.exists()


# Who sent it -----------------------------------------------------------------------------------


def test_somebody_of_another_authority_does_not_speak_for_this_one(lead: User) -> None:
    ask = ask_of(raised(of=[authority("Medway")]), authority("Medway"))
    sender = sender_of(["ANN-LEE@example.org"])
    assert (sender.known_by, sender.person) == (KnownBy.PERSON, lead.person_id)
    assert stands_to(sender, ask) == StandsTo.ELSEWHERE
    assert stands_to(sender, ask_of(raised())) == StandsTo.OURS


def test_an_unknown_address_at_a_known_domain_is_shown_as_such(lead: User) -> None:
    User.objects.filter(pk=lead.pk).update(email="ann.lee@kent.example.gov.uk")
    sender = sender_of(["tom.reed@kent.example.gov.uk"])
    assert (sender.known_by, sender.authority) == (KnownBy.DOMAIN, authority("Kent").pk)
    assert stands_to(sender, ask_of(raised())) == StandsTo.DOMAIN


@pytest.mark.parametrize("domain", ["gmail.com", "shared.example"])
def test_a_domain_of_several_or_of_everybody_tells_nothing(lead: User, domain: str) -> None:
    User.objects.filter(pk=lead.pk).update(email=f"ann.lee@{domain}")
    if domain == "shared.example":
        other = account("Bo", RoleKind.DATA_LEAD, authority("Medway"))
        User.objects.filter(pk=other.pk).update(email=f"bo@{domain}")
    sender = sender_of([f"tom.reed@{domain}"])
    assert (sender.known_by, sender.authorities) == (KnownBy.NOBODY, frozenset())


def test_a_pa_speaks_for_the_authority_of_the_director(lead: User) -> None:
    director = account("Sara Marsh", RoleKind.DCS, authority("Kent"))
    pa = account("Pat Moss")
    ActingFor.objects.create(
        person=pa.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    assert sender_of(["pat-moss@example.org"]).authority == authority("Kent").pk


def test_whoever_has_left_is_of_no_authority(lead: User) -> None:
    assert lead.person is not None
    lead.person.roles.update(ends_on=today() - DAY)
    assert sender_of(["ann-lee@example.org"]).authorities == frozenset()


def test_an_address_of_two_people_is_nobodys(lead: User, support: User) -> None:
    for each in (lead, support):
        ContactDetail.objects.create(person=each.person, kind="email", value="office@kent.example")
    assert sender_of(["office@kent.example"]).person is None


# Once, sealed, and set aside -------------------------------------------------------------------


def test_the_same_mail_twice_is_one(support: User) -> None:
    raw = gmail("Done", said())
    first, second = take_in(raw, by=support), take_in(raw, by=None)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.reply == second.reply == Reply.objects.get()
    assert AuditEvent.objects.filter(verb="brought in").count() == 1


def test_the_same_words_pasted_twice_are_one_too() -> None:
    pasted = {"by": None, "name": "Ann", "address": "a@b.example", "on": today()}
    first = take_in_pasted("Yes,  please\n", **pasted)  # type: ignore[arg-type]
    assert take_in_pasted("Yes, please", **pasted).reply == first.reply  # type: ignore[arg-type]
    assert take_in_pasted("No", **pasted).is_new  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [*AUTOMATIC.values(), *BOUNCES.values()])
def test_what_a_machine_sent_is_set_aside_at_once(raw: bytes) -> None:
    reply = brought(raw)
    assert (reply.state, reply.is_automatic) == (ReplyState.SET_ASIDE, True)
    assert reply.why


def test_what_it_says_is_sealed_in_the_database() -> None:
    reply = brought(gmail("The secret of Kent", said()))
    assert b"secret" not in bytes(reply.content)
    letter = opened(reply)
    assert letter is not None
    assert letter.words == "The secret of Kent"


def test_a_link_that_it_quotes_loses_its_secret() -> None:
    text = "Done\n> https://a.example/answer/s3cr3t-t0ken/\n"
    letter = opened(brought(plain(text, said())))
    assert letter is not None
    assert "/answer/…/" in letter.whole
    assert "s3cr3t" not in letter.whole


# When ------------------------------------------------------------------------------------------


def test_it_was_sent_when_it_says() -> None:
    at = timezone.now().replace(microsecond=0) - dt.timedelta(hours=30)
    assert brought(gmail("Done", said(at))).sent_at == at


@pytest.mark.parametrize("ahead", [dt.timedelta(days=1), dt.timedelta(days=-500)])
def test_a_day_that_cannot_be_is_left_for_a_person_to_say(ahead: dt.timedelta) -> None:
    assert brought(gmail("Done", said(timezone.now() + ahead))).sent_at is None


def test_a_clock_a_little_ahead_is_put_right() -> None:
    sent_at = brought(gmail("Done", said(timezone.now() + dt.timedelta(minutes=9)))).sent_at
    assert sent_at is not None
    assert sent_at <= timezone.now()


def test_a_day_that_the_mail_servers_belie_is_left_too() -> None:
    arrived = f"from a by b; {timezone.now():%a, %d %b %Y %H:%M:%S} +0000"
    raw = gmail("Done", said(timezone.now() - 6 * DAY, Received=arrived))
    assert brought(raw).sent_at is None


# Our own mails ---------------------------------------------------------------------------------


def test_a_reminder_says_that_a_reply_is_read_by_a_person_and_goes_to_the_office(
    lead: User,
) -> None:
    Alliance.objects.create(
        name="Alliance", host=authority("Kent"), contact_email="office@a.example"
    )
    message = reminded(lead, ask_of(raised()))
    mail = unseal(message.content, to=message.recipient)
    assert mail.reply_to == ["office@a.example"]
    assert "a person at the programme reads your reply" in mail.body
    assert mail.extra_headers["Message-ID"] == message.message_id


def test_without_an_office_it_promises_nothing(lead: User) -> None:
    message = reminded(lead, ask_of(raised()))
    assert "reply to this mail" not in unseal(message.content, to=message.recipient).body
