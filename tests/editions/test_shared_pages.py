"""Readers without an account get a page worked out once an edition, and never an old one."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import ContactDetail, ContactKind, Network, User, Visibility
from alliance.editions.current import changed, number
from tests.bulletins.invented import bulletin, contact, person, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> str:
    said(bulletin(429), "Homes near home")
    return "/bulletins/429/"


def test_the_second_reader_costs_one_query(
    client: Client, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(page)
    with django_assert_num_queries(1):
        second = client.get(page)
    assert second.content == first.content
    assert "Homes near home" in second.content.decode()


def test_a_browser_that_has_it_is_told_so(client: Client, page: str) -> None:
    first = client.get(page)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(page, headers={"If-None-Match": '"another"'}).status_code == 200


def test_what_changes_is_seen_at_once(client: Client, page: str) -> None:
    before = client.get(page)
    said(bulletin(430), "Fostering, a month on")
    row = before.wsgi_request
    assert row is not None
    assert client.get("/").content.decode().count("Update 430") > 0
    after = client.get(page, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Update 430" in after.content.decode()


def test_a_person_made_private_is_gone_from_the_next_request(client: Client) -> None:
    open_person = person("Open Person", Visibility.PUBLIC)
    contact(bulletin(429), open_person)
    for address in ("/people/", "/bulletins/429/"):
        assert "Open Person" in client.get(address).content.decode()
    detail = ContactDetail.objects.create(
        person=open_person, kind=ContactKind.EMAIL, value="open@example.org", visibility="public"
    )
    assert "open@example.org" in client.get("/people/").content.decode()
    detail.delete()
    assert "open@example.org" not in client.get("/people/").content.decode()
    open_person.visibility = Visibility.PRIVATE
    open_person.save()
    for address in ("/people/", "/bulletins/429/"):
        assert "Open Person" not in client.get(address).content.decode()


def test_who_has_an_account_is_never_answered_from_the_shelf(client: Client, page: str) -> None:
    client.get(page)
    member = Client()
    member.force_login(
        User.objects.create_user("member@example.org", "x", name="Member"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    shown = member.get(page)
    assert "Sign out" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-cache"
    assert "Sign out" not in Client().get(page).content.decode()


def test_a_reader_gets_no_cookie(client: Client, page: str) -> None:
    for address in ("/", "/bulletins/", page, f"{page}print/", "/publications/", "/people/"):
        assert not client.get(address).cookies, address


def test_days_have_pages_of_their_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    said(bulletin(429), "Reply soon", deadline=timezone.localdate())
    assert "Reply soon</a></li>" in client.get("/").content.decode()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *a, **k: tomorrow)
    assert "Reply soon</a></li>" not in client.get("/").content.decode()


def test_packed_for_those_who_can_unpack(client: Client, page: str) -> None:
    said(bulletin(428), "Much said", body=f"<p>{'word ' * 400}</p>")
    plain = client.get("/bulletins/428/")
    packed = client.get("/bulletins/428/", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    refused = client.get("/bulletins/428/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused
    assert "Accept-Encoding" in packed["Vary"]


def test_a_query_has_a_page_of_its_own_and_errors_have_none(client: Client, page: str) -> None:
    assert client.get("/bulletins/?year=1999").status_code == 404
    assert client.get("/bulletins/?year=1999").status_code == 404
    assert client.get("/publications/?publisher=x").content != client.get("/publications/").content


def test_a_head_request_has_the_same_headers(client: Client, page: str) -> None:
    got, head = client.get(page), client.head(page)
    assert head["ETag"] == got["ETag"]


def test_saving_raises_the_edition_and_what_nobody_sees_does_not() -> None:
    start = number()
    Network.objects.create(name="Kinship", slug="kinship")
    assert number() == start + 1
    User.objects.create_user("somebody@example.org", "x", name="Somebody")
    assert number() == start + 1
    changed()
    assert number() == start + 2
