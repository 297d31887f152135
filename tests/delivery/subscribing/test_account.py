"""Signed in, nothing has to be confirmed; and a subscription goes where its owner's account goes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from alliance.audit.trail import history
from alliance.delivery.models import ConsentBy, Frequency, Standing, Subscriber, Why
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.directory.accounts.changes import change_address
from alliance.directory.invitations.changes import accept, invite
from alliance.directory.models import Authority, Person, RoleKind, User
from alliance.links import sign
from tests.delivery.subscribing.invented import FORM, in_a_copy, mails, subscriber, who_left
from tests.directory.areas.invented import BACKEND, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]
OWN = "/accounts/subscription/"
CHANGE = {"do": "change", "frequency": "weekly"}
NEW = "ann.ray@medway.example.org"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def ann() -> User:
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    return account("Ann Lee", RoleKind.DCS, kent)


@pytest.fixture
def manager() -> User:
    return account("Nell Farrow", RoleKind.PROGRAMME_MANAGER)


@pytest.fixture
def signed_in(ann: User) -> Client:
    client = Client()
    client.force_login(ann, BACKEND)
    return client


def test_looking_subscribes_nobody(signed_in: Client) -> None:
    page = signed_in.get(OWN)
    assert "You get no bulletins by mail yet" in words(page)
    assert "ann-lee@example.org" in words(page)
    assert not Subscriber.objects.exists()


def test_one_press_subscribes(signed_in: Client, ann: User) -> None:
    answer = signed_in.post(OWN, CHANGE, follow=True)
    assert "Your choices are kept." in words(answer)
    row = Subscriber.objects.get()
    assert (row.standing, row.person, row.address) == (Standing.ACTIVE, ann.person, ann.email)
    assert (row.name, row.frequency) == ("Ann Lee", Frequency.WEEKLY)
    consent = row.consents.get()
    assert (consent.by, consent.recorded_by) == (ConsentBy.ACCOUNT, ann)
    assert history(row).first().actor == ann  # type: ignore[union-attr]
    assert mails() == []


def test_changing_and_leaving_need_no_mail(signed_in: Client) -> None:
    signed_in.post(OWN, CHANGE)
    signed_in.post(OWN, CHANGE | {"frequency": "calendar"})
    row = Subscriber.objects.get()
    assert row.frequency == Frequency.CALENDAR
    assert row.consents.count() == 1
    answer = signed_in.post(OWN, {"do": "leave"}, follow=True)
    assert "You left on" in words(answer)
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    signed_in.post(OWN, CHANGE)
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE
    assert row.consents.count() == 2
    assert not is_suppressed(row.address)
    assert mails() == []


def test_who_had_subscribed_from_the_web_is_known_and_linked_when_they_choose(
    signed_in: Client, ann: User
) -> None:
    row = subscriber(ann.email.upper(), frequency=Frequency.MONTHLY)
    page = words(signed_in.get(OWN))
    assert re.search(r'value="monthly"[^>]* checked', page)
    assert Subscriber.objects.get().person is None
    signed_in.post(OWN, CHANGE)
    row.refresh_from_db()
    assert (row.person, row.frequency) == (ann.person, Frequency.WEEKLY)


def test_nobody_sees_or_changes_anothers(signed_in: Client) -> None:
    other = subscriber("bo@example.org", person=Person.objects.create(name="Bo"))
    assert "bo@example.org" not in words(signed_in.get(OWN))
    signed_in.post(OWN, CHANGE)
    signed_in.post(OWN, {"do": "leave"})
    other.refresh_from_db()
    assert (other.standing, other.frequency) == (Standing.ACTIVE, Frequency.EACH)


def test_what_is_wrong_is_said_and_kept(signed_in: Client) -> None:
    answer = signed_in.post(OWN, CHANGE | {"frequency": "daily", "audiences": ["data"]})
    assert answer.status_code == 422
    assert "There is something to mend" in words(answer)
    assert re.search(r'value="data"[^>]* checked', words(answer))


def test_whose_mail_comes_back_is_told(signed_in: Client, ann: User) -> None:
    suppress(address=ann.email, why=Why.BOUNCED, detail="", by=None)
    assert "Mail to this address came back" in words(signed_in.get(OWN))
    answer = signed_in.post(OWN, CHANGE)
    assert answer.status_code == 409
    assert Subscriber.objects.filter(standing=Standing.ACTIVE).count() == 0


def test_leaving_with_nothing_to_leave_is_no_fault(signed_in: Client) -> None:
    assert signed_in.post(OWN, {"do": "leave"}).status_code == 302


# The form for everybody ------------------------------------------------------------------------


def test_the_form_for_everybody_knows_their_address(signed_in: Client, ann: User) -> None:
    page = words(signed_in.get("/subscribe/"))
    assert f'value="{ann.email}"' in page
    answer = signed_in.post("/subscribe/", FORM | {"address": ann.email})
    assert answer["Location"] == OWN
    assert Subscriber.objects.get().standing == Standing.ACTIVE
    assert mails() == []


def test_it_begins_with_what_they_have_chosen(signed_in: Client, ann: User) -> None:
    subscriber(ann.email, person=ann.person, frequency=Frequency.CALENDAR, audiences=["data"])
    page = words(signed_in.get("/subscribe/"))
    assert re.search(r'value="calendar"[^>]* checked', page)
    assert re.search(r'value="data"[^>]* checked', page)
    assert f'value="{ann.email}"' in page


def test_another_address_is_confirmed_by_mail_also_by_them(signed_in: Client, ann: User) -> None:
    signed_in.post("/subscribe/", FORM | {"address": "office@kent.example.org"})
    row = Subscriber.objects.get()
    assert (row.standing, row.person) == (Standing.WAITING, None)
    assert [message.to for message in mails()] == [["office@kent.example.org"]]


def test_whose_mail_comes_back_is_told_there_too(signed_in: Client, ann: User) -> None:
    suppress(address=ann.email, why=Why.COMPLAINED, detail="", by=None)
    answer = signed_in.post("/subscribe/", FORM | {"address": ann.email})
    assert answer.status_code == 409
    assert "was marked as unwanted" in words(answer)


# The account gets another address --------------------------------------------------------------


def moved(ann: User, manager: User, email: str = NEW) -> None:
    change_address(ann, email=email, by=manager, reason="Rang me.")


def test_a_subscription_follows_its_account(client: Client, ann: User, manager: User) -> None:
    row = subscriber(ann.email, person=ann.person)
    old = in_a_copy(row)
    moved(ann, manager)
    row.refresh_from_db()
    assert (row.address, row.standing) == (NEW, Standing.ACTIVE)
    assert client.get(old).status_code == 410  # whoever has the old mailbox has the old mails
    assert "moved to another address" in [event.verb for event in history(row)]


def test_it_follows_also_where_only_the_address_tied_them(ann: User, manager: User) -> None:
    row = subscriber(ann.email)
    moved(ann, manager)
    row.refresh_from_db()
    assert row.address == NEW


def test_mail_to_another_address_than_the_accounts_stays_there(ann: User, manager: User) -> None:
    row = subscriber("office@kent.example.org", person=ann.person)
    moved(ann, manager)
    row.refresh_from_db()
    assert row.address == "office@kent.example.org"


def test_of_two_subscriptions_that_of_the_new_address_holds(ann: User, manager: User) -> None:
    old = subscriber(ann.email, person=ann.person)
    own = subscriber(NEW, frequency=Frequency.CALENDAR)
    moved(ann, manager)
    old.refresh_from_db()
    own.refresh_from_db()
    assert (old.standing, old.person) == (Standing.LEFT, None)
    assert (own.standing, own.person, own.frequency) == (
        Standing.ACTIVE,
        ann.person,
        Frequency.CALENDAR,
    )


def test_who_left_with_the_new_address_is_not_brought_back(ann: User, manager: User) -> None:
    subscriber(ann.email, person=ann.person)
    own = who_left(NEW)
    moved(ann, manager)
    own.refresh_from_db()
    assert (own.standing, own.person) == (Standing.LEFT, ann.person)
    assert not Subscriber.objects.active().exists()


@pytest.mark.parametrize("why", [Why.LEFT, Why.ERASED, Why.BOUNCED])
def test_an_address_that_was_sent_nothing_is_sent_nothing_after(
    ann: User, manager: User, why: Why
) -> None:
    """Its owner, signed in, may choose again; the rest is for the programme."""
    row = subscriber(ann.email, person=ann.person)
    suppress(address=NEW, why=why, detail="", by=None)
    moved(ann, manager)
    row.refresh_from_db()
    assert (row.address, row.standing) == (NEW, Standing.LEFT)
    client = Client()
    client.force_login(User.objects.get(pk=ann.pk), BACKEND)
    assert client.post(OWN, CHANGE).status_code == (409 if why == Why.BOUNCED else 302)
    row.refresh_from_db()
    assert is_suppressed(NEW) is (why == Why.BOUNCED)


def test_what_nobody_confirmed_stands_in_nobodys_way(ann: User, manager: User) -> None:
    row = subscriber(ann.email, person=ann.person)
    subscriber(NEW, standing=Standing.WAITING, confirmed_at=None)
    moved(ann, manager)
    assert Subscriber.objects.get() == row
    row.refresh_from_db()
    assert row.address == NEW


def test_an_account_without_a_subscription_gets_none(ann: User, manager: User) -> None:
    moved(ann, manager)
    assert not Subscriber.objects.exists()


def test_a_new_account_finds_what_its_address_had_subscribed(manager: User) -> None:
    row = subscriber(NEW)
    person = Person.objects.create(name="Ann Ray")
    invitation = invite(person, email=NEW, by=manager, site="https://x.example.org")
    sign.revoke(purpose="invitation", subject=invitation)
    token = sign.issue(
        purpose="invitation",
        subject=invitation,
        expires_in=sign.dt.timedelta(days=1),
        by=None,
        single_use=True,
    )
    accept(token, password="a long enough password")
    row.refresh_from_db()
    assert row.person == person
