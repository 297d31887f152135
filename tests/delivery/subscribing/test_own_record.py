"""What is kept of somebody is handed to them and erased for them; not to whom a copy was forwarded."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from alliance.delivery.models import Standing, Subscriber, Suppression, Why
from alliance.delivery.subscribing.mails import post_choices
from alliance.directory.models import User
from tests.delivery.subscribing.invented import ANA, FORM, in_a_copy, link_in, mails, subscriber
from tests.directory.areas.invented import BACKEND, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]
OWN = "/accounts/subscription/"


@pytest.fixture
def reader() -> Subscriber:
    return subscriber(name="Ana Lee")


@pytest.fixture
def mailed(reader: Subscriber) -> str:
    post_choices(reader)
    [message] = mails()
    return link_in(message)


@pytest.fixture
def ann() -> User:
    return account("Ann Ray")


@pytest.fixture
def signed_in(ann: User) -> Client:
    client = Client()
    client.force_login(ann, BACKEND)
    client.post(OWN, {"do": "change", "frequency": "weekly"})
    return client


def test_they_get_all_that_is_kept_as_a_file(client: Client, mailed: str) -> None:
    answer = client.post(mailed, {"do": "export"})
    assert answer["Content-Disposition"] == 'attachment; filename="what-is-kept-of-you.json"'
    assert answer["Cache-Control"] == "no-store"
    said = json.loads(answer.content)
    assert (said["address"], said["name"]) == (ANA, "Ana Lee")
    assert mailed.split("/")[2] not in answer.content.decode()


def test_they_are_asked_once_more_and_then_erased(
    client: Client, reader: Subscriber, mailed: str
) -> None:
    page = client.post(mailed, {"do": "erase"})
    assert "Erase what we keep of you?" in page.content.decode()
    reader.refresh_from_db()
    assert reader.standing == Standing.ACTIVE

    done = client.post(mailed, {"do": "erase_now"})
    assert "You are erased" in done.content.decode()
    reader.refresh_from_db()
    assert (reader.standing, reader.address, reader.name) == (Standing.ERASED, "", "")
    stop = Suppression.objects.get()
    assert (stop.why, stop.address) == (Why.ERASED, "")
    assert client.get(mailed).status_code == 410
    assert client.post(mailed, {"do": "erase_now"}).status_code == 410
    assert mails() == []


def test_whoever_was_erased_may_subscribe_anew(
    client: Client, reader: Subscriber, mailed: str
) -> None:
    client.post(mailed, {"do": "erase_now"})
    client.post("/subscribe/", FORM)
    [message] = mails()
    client.post(link_in(message))
    anew = Subscriber.objects.active().get()
    assert anew.pk != reader.pk
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("do", ["export", "erase", "erase_now"])
@pytest.mark.parametrize("address", ["", ANA])
def test_by_a_copy_nobody_gets_or_erases_it(
    client: Client, reader: Subscriber, do: str, address: str
) -> None:
    page = client.get(in_a_copy(reader)).content.decode()
    assert "What we keep of you" not in page
    answer = client.post(in_a_copy(reader), {"do": do, "address": address, "frequency": "each"})
    assert "Content-Disposition" not in answer
    assert "Ana Lee" not in answer.content.decode()
    assert "rase" not in answer.content.decode()
    reader.refresh_from_db()
    assert reader.standing == Standing.ACTIVE


def test_signed_in_too_and_the_account_stays(signed_in: Client, ann: User) -> None:
    said = json.loads(signed_in.post(OWN, {"do": "export"}).content)
    assert said["address"] == ann.email
    assert "Your account stays as it is" in signed_in.post(OWN, {"do": "erase"}).content.decode()
    done = signed_in.post(OWN, {"do": "erase_now"}).content.decode()
    assert "Your account stays as it is" in done
    assert Subscriber.objects.get().standing == Standing.ERASED
    assert User.objects.filter(pk=ann.pk, is_active=True).exists()
    assert "You get no bulletins by mail yet" in signed_in.get(OWN).content.decode()


def test_with_nothing_kept_there_is_nothing_to_give(ann: User) -> None:
    client = Client()
    client.force_login(ann, BACKEND)
    assert "What we keep of you" not in client.get(OWN).content.decode()
    for do in ("export", "erase", "erase_now"):
        assert client.post(OWN, {"do": do, "frequency": "each"}).status_code == 200
    assert not Subscriber.objects.exists()
