"""Readers without an account get a page worked out once an edition, and never an old one."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import ContactDetail, ContactKind, Network, User, Visibility
from alliance.editions import shared
from alliance.editions.current import changed, number
from alliance.editions.watch import UNSEEN_APPS, UNSEEN_MODELS, is_seen
from tests.bulletins.invented import bulletin, contact, person, said
from tests.pages.invented import private, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    said(bulletin(429), "Homes near home")
    return "/bulletins/429/"


def test_the_second_reader_costs_one_query(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert second.content == first.content
    assert "Homes near home" in second.content.decode()


def test_a_browser_that_has_it_is_told_so(client: Client, address: str) -> None:
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    for known in (first["ETag"], first["ETag"].removeprefix("W/"), "*"):
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_kept_page_has_the_headers_that_guard_every_other(client: Client, address: str) -> None:
    guards = ("X-Frame-Options", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")  # fmt: skip
    form = client.get("/report-a-problem/")
    for _ in ("anew", "kept"):
        answer = client.get(address)
        assert {name: answer[name] for name in guards} == {name: form[name] for name in guards}


def test_a_page_too_large_to_be_kept_is_known_again_all_the_same(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "LARGEST", 10)
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert not shared.shelf._pages


def test_what_is_kept_has_bounds_however_many_addresses_are_made_up(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(client.get(address).content)
    monkeypatch.setattr(shared, "MOST_BYTES", 3 * size)
    for place in range(9):
        client.get(f"{address}?made-up={place}")
    kept = shared.shelf._pages
    assert 0 < sum(len(one.body) + len(one.packed) for one in kept.values()) <= 3 * size
    assert list(kept)[-1][-1] == f"{address}?made-up=8"


def test_what_changes_is_seen_at_once(client: Client, address: str) -> None:
    before = client.get(address)
    assert "Update 429" in client.get("/").content.decode()
    said(bulletin(430), "Fostering, a month on")
    assert "Update 430" in client.get("/").content.decode()
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
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


def test_who_has_an_account_is_never_answered_from_the_shelf(client: Client, address: str) -> None:
    client.get(address)
    member = Client()
    member.force_login(
        User.objects.create_user("member@example.org", "x", name="Member"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    shown = member.get(address)
    assert "Sign out" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-cache"
    assert "Sign out" not in Client().get(address).content.decode()


def test_a_reader_gets_no_cookie(client: Client, address: str) -> None:
    for each in ("/", "/bulletins/", address, f"{address}print/", "/publications/", "/people/"):
        assert not client.get(each).cookies, each


def test_days_have_pages_of_their_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    said(bulletin(429), "Reply soon", deadline=timezone.localdate())
    assert "Reply soon</a></li>" in client.get("/").content.decode()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *a, **k: tomorrow)
    assert "Reply soon</a></li>" not in client.get("/").content.decode()


def test_packed_for_those_who_can_unpack(client: Client, address: str) -> None:
    said(bulletin(428), "Much said", body=f"<p>{'word ' * 400}</p>")
    plain = client.get("/bulletins/428/")
    packed = client.get("/bulletins/428/", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    refused = client.get("/bulletins/428/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused
    assert "Accept-Encoding" in packed["Vary"]
    assert packed["ETag"] == plain["ETag"]
    assert packed["ETag"].startswith("W/"), "of the same words, not of the same bytes"


def test_a_query_has_a_page_of_its_own_and_errors_have_none(client: Client, address: str) -> None:
    assert client.get("/bulletins/?year=1999").status_code == 404
    assert not shared.shelf._pages
    assert client.get("/publications/?publisher=x").content != client.get("/publications/").content
    assert len(shared.shelf._pages) == 2


def test_a_head_request_has_the_same_headers(client: Client, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head["ETag"] == got["ETag"]


def test_saving_raises_the_edition_and_what_nobody_sees_does_not() -> None:
    start = number()
    Network.objects.create(name="Kinship", slug="kinship")
    assert number() == start + 1
    User.objects.create_user("somebody@example.org", "x", name="Somebody")
    assert number() == start + 1
    changed()
    assert number() == start + 2


@pytest.mark.parametrize(
    "name",
    "wagtailadmin.EditingSession wagtailusers.UserProfile pages.ToldFrom home.ProblemReport "
    "evidence.Submission evidence.RingBack library.Rendition wagtailcore.Revision search.SearchEntry".split(),
)
def test_what_readers_send_and_editors_leave_behind_ends_no_edition(name: str) -> None:
    assert not is_seen(apps.get_model(name))


def test_what_is_said_to_be_unseen_is_there() -> None:
    """A name that nothing has would count for nothing."""
    labels = {config.label for config in apps.get_app_configs()} | {"migrations"}
    models = {model._meta.label_lower for model in apps.get_models()}
    assert UNSEEN_APPS - labels == UNSEEN_MODELS - models == set()


def test_a_page_moved_below_a_private_one_is_gone_from_the_next_request(client: Client) -> None:
    closed, open_page = section("Closed"), section("Open")
    private(closed)
    assert client.get("/sections/open/").status_code == 200
    open_page.move(closed, pos="last-child")
    assert client.get("/sections/open/").status_code == 302
