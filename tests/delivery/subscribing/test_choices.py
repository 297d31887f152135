"""One's choices: a forwarded copy changes nothing, a link sent to the owner does, and they are told."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.delivery import own_links
from alliance.delivery.models import (
    Audience,
    Consent,
    Frequency,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.delivery.subscribing import limits
from alliance.delivery.subscribing.links import withdraw_links
from alliance.delivery.subscribing.mails import post_choices
from alliance.delivery.subscribing.wishes import wishes_of
from alliance.directory.models import Authority, Person, Topic
from alliance.links.models import SignedLink
from tests.delivery.subscribing.invented import ANA, in_a_copy, link_in, mails, subscriber, who_left

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]
CHANGE = {"do": "change", "frequency": "monthly", "address": ANA}
LEAVE = {"do": "leave", "frequency": "each", "address": ANA}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Subscriber, Consent, Suppression, SignedLink)
    ]


def mailed(to: Subscriber) -> str:
    """The address of the choices, as it is mailed on request."""
    post_choices(to)
    [message] = mails()
    return link_in(message)


# By the link of a copy -------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client: Client, method: str) -> None:
    at, before = in_a_copy(subscriber()), everything()
    assert getattr(client, method)(at).status_code == 200
    assert everything() == before


def test_it_shows_the_choices_and_not_the_address_nor_the_name(client: Client) -> None:
    topic = Topic.objects.create(name="Fostering", slug="fostering")
    row = subscriber(name="Ana Hallowfield", frequency=Frequency.ASKED, audiences=["data"])
    row.topics.add(topic)
    page = words(client.get(in_a_copy(row)))
    assert "a•••@kent.example.org" in page
    assert ANA not in page
    assert "Hallowfield" not in page
    assert re.search(r'value="asked"[^>]* checked', page)
    assert re.search(rf'value="{topic.pk}"[^>]* checked', page)
    assert re.search(r'value="data"[^>]* checked', page)


def test_who_types_the_address_changes_what_is_sent_and_the_owner_is_told(client: Client) -> None:
    row = subscriber()
    answer = client.post(in_a_copy(row), CHANGE | {"address": ANA.upper(), "audiences": ["data"]})
    assert (answer.status_code, "It is kept" in words(answer)) == (200, True)
    row.refresh_from_db()
    wishes = wishes_of(row)
    assert (wishes.frequency, wishes.audiences) == (Frequency.MONTHLY, {Audience.DATA})
    event = history(row).first()
    assert event is not None
    assert (event.verb, event.changes["frequency"]) == (
        "chose what is sent to",
        ["each", "monthly"],
    )
    [message] = mails()
    assert message.to == [ANA]
    assert "One mail a month with everything that is new" in message.body
    assert client.get(link_in(message)).status_code == 200


def test_what_is_not_changed_is_not_told(client: Client) -> None:
    row = subscriber()
    client.post(in_a_copy(row), CHANGE | {"frequency": "each"})
    assert mails() == []
    assert history(row).count() == 0


@pytest.mark.parametrize("form", [CHANGE, LEAVE])
def test_who_types_another_address_changes_nothing(client: Client, form: dict[str, str]) -> None:
    row = subscriber()
    before = everything()
    answer = client.post(in_a_copy(row), form | {"address": "bo@example.org"})
    assert answer.status_code == 409
    assert "Nothing was changed" in words(answer)
    assert ANA not in words(answer)
    assert everything() == before
    assert mails() == []


def test_a_subscriber_to_whom_it_was_forwarded_gets_their_own_link(client: Client) -> None:
    row, other = subscriber(), subscriber("bo@example.org")
    answer = client.post(in_a_copy(row), CHANGE | {"address": "bo@example.org"})
    unknown = client.post(in_a_copy(row), CHANGE | {"address": "nobody@example.org"})
    assert words(answer) == words(unknown)  # nothing is told of anybody
    [message] = mails()
    assert message.to == ["bo@example.org"]
    client.post(link_in(message), {"do": "change", "frequency": "calendar"})
    other.refresh_from_db()
    row.refresh_from_db()
    assert (other.frequency, row.frequency) == (Frequency.CALENDAR, Frequency.EACH)


@pytest.mark.parametrize("missing", ["", "ana"])
def test_without_an_address_nothing_is_done_and_nothing_typed_is_lost(
    client: Client, missing: str
) -> None:
    row = subscriber()
    for form in (CHANGE, LEAVE):
        answer = client.post(in_a_copy(row), form | {"address": missing})
        assert answer.status_code == 422
        assert re.search(rf'value="{form["frequency"]}"[^>]* checked', words(answer))
    row.refresh_from_db()
    assert (row.frequency, row.standing) == (Frequency.EACH, Standing.ACTIVE)


def test_who_leaves_by_it_is_told_by_mail_with_a_way_back(client: Client) -> None:
    row = subscriber()
    answer = client.post(in_a_copy(row), {"do": "leave", "address": ANA})
    assert "You have left" in words(answer)
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    assert is_suppressed(ANA)
    [message] = mails()
    assert message.subject == "E: You have left our mailing list"
    client.post(link_in(message), {"do": "change", "frequency": "each"})
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE
    assert not is_suppressed(ANA)
    assert row.consents.count() == 1


def test_addresses_are_not_tried_out_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_ONE_PLACE", 2)
    at = in_a_copy(subscriber())
    for number in range(2):
        assert client.post(at, CHANGE | {"address": f"a{number}@b.org"}).status_code == 409
    assert client.post(at, CHANGE).status_code == 429


def test_what_is_no_button_does_nothing(client: Client) -> None:
    row = subscriber()
    before = everything()
    for said in ({}, {"List-Unsubscribe": "One-Click"}, {"do": ""}):
        client.post(in_a_copy(row), {**said, "address": ANA, "frequency": "monthly"})
    assert everything() == before


def test_a_word_that_is_no_button_changes_nothing(client: Client) -> None:
    row = subscriber()
    before = everything()
    assert client.post(in_a_copy(row), CHANGE | {"do": "forget"}).status_code == 200
    assert everything() == before


# By a link that was mailed ---------------------------------------------------------------------


def test_the_owner_changes_all_without_typing_the_address(client: Client) -> None:
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    row = subscriber(name="Ana Lee")
    at = mailed(row)
    assert 'value="Ana Lee"' in words(client.get(at))
    answer = client.post(
        at, {"do": "change", "frequency": "weekly", "name": "Ana Ray", "authority": kent.pk}
    )
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.name, row.said_authority, row.frequency) == ("Ana Ray", kent, Frequency.WEEKLY)
    assert "Ana" not in str([event.changes for event in history(row)])


def test_the_owner_leaves_without_a_mail(client: Client) -> None:
    row = subscriber()
    client.post(mailed(row), {"do": "leave"})
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    assert mails() == []


def test_what_the_directory_knows_is_not_asked(client: Client) -> None:
    row = subscriber(person=Person.objects.create(name="Ana Lee"))
    at = mailed(row)
    assert "Your authority" not in words(client.get(at))
    assert client.post(at, {"do": "change", "frequency": "weekly"}).status_code == 200


def test_whose_mail_comes_back_reads_why_and_whom_to_ask(client: Client) -> None:
    row = subscriber()
    suppress(address=ANA, why=Why.BOUNCED, detail="", by=None)
    page = words(client.get(in_a_copy(row)))
    assert "Mail to this address came back" in page
    assert "office@example.org" in page


def test_who_left_before_mail_came_back_cannot_come_back_by_themselves(client: Client) -> None:
    row = who_left()
    at = mailed(row)
    suppress(address=ANA, why=Why.COMPLAINED, detail="", by=None)
    answer = client.post(at, {"do": "change", "frequency": "weekly"})
    assert answer.status_code == 409
    assert "was marked as unwanted" in words(answer)
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


# Links that open nothing -----------------------------------------------------------------------


def test_links_that_were_withdrawn_open_nothing(client: Client) -> None:
    row = subscriber()
    old = [in_a_copy(row), mailed(row)]
    withdraw_links(subscriber=row, by=None)
    for at in old:
        for answer in (client.get(at), client.post(at, CHANGE)):
            assert answer.status_code == 410
            assert "was withdrawn" in words(answer)
            assert "Ask for a new link" in words(answer)
    assert client.get(in_a_copy(row)).status_code == 200
    assert client.get(mailed(row)).status_code == 200
    row.refresh_from_db()
    assert row.frequency == Frequency.EACH


def test_links_that_are_too_old_open_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = subscriber()
    copy, sent = in_a_copy(row), mailed(row)
    SignedLink.objects.update(
        created_at=timezone.now() - dt.timedelta(days=9),
        expires_at=timezone.now() - dt.timedelta(seconds=1),
    )
    assert client.get(sent).status_code == 410
    later = timezone.localdate() + dt.timedelta(days=own_links.Purpose.CHOICES.days + 1)
    monkeypatch.setattr(own_links.timezone, "localdate", lambda: later)
    answer = client.get(copy)
    assert (answer.status_code, "has expired" in words(answer)) == (410, True)


def test_part_of_a_link_opens_nothing(client: Client) -> None:
    at = in_a_copy(subscriber())
    for wrong in (at[:-5] + "/", "/preferences/none/", f"/preferences/{'A' * 63}/", at[:-2] + "é/"):
        answer = client.get(wrong)
        assert answer.status_code == 404, wrong
        assert "not all of it" in words(answer)


def test_the_link_of_a_header_leads_to_no_choices_and_the_other_way_round(client: Client) -> None:
    row = subscriber()
    header = own_links.make_token(
        own_links.Purpose.LEAVE, subscriber_id=row.pk, links_version=1, mailing_id=7
    )
    assert client.get(f"/preferences/{header}/").status_code == 404
    assert client.get(in_a_copy(row).replace("preferences", "unsubscribe")).status_code == 404


def test_of_whom_is_erased_nothing_opens(client: Client) -> None:
    row = subscriber()
    old = [in_a_copy(row), mailed(row)]
    Subscriber.objects.filter(pk=row.pk).update(
        standing=Standing.ERASED, address="", name="", erased_at=timezone.now()
    )
    for at in old:
        assert client.get(at).status_code == 410
