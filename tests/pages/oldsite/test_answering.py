"""Addresses of the old site, as its readers still use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from alliance.library.models import Picture
from alliance.pages.models import OldAddress, OldThing
from tests.bulletins.invented import bulletin, said
from tests.pages.invented import private, project, section

pytestmark = pytest.mark.django_db


def old(*keys: str, **fields: Any) -> OldThing:
    thing = OldThing.objects.create(**{"title": "Early Help Project", **fields})
    for key in keys:
        OldAddress.objects.create(thing=thing, key=key)
    return thing


@pytest.mark.parametrize(
    "address",
    [
        "/completed-projects/early-help",
        "/completed-projects/early-help/",
        "/Completed-Projects//Early-Help/?utm=1",
        "/?p=8816",
        "/?page_id=8816",
    ],
)
def test_an_old_address_leads_to_where_the_page_is_now(client: Client, address: str) -> None:
    there = project("Early help")
    old("/completed-projects/early-help/", "/?p=8816", state="moved", page=there)

    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (301, "/projects/early-help/")
    assert "max-age=86400" in answer.headers["Cache-Control"]
    there.slug = "renamed"
    there.save()
    assert client.get(address).headers["Location"] == "/projects/renamed/"


def test_what_answers_by_itself_is_never_looked_up(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    there = section("Care")
    old("/sections/care/", "/bulletins/", state="redirected", target="/projects/")
    assert client.get("/sections/care/").status_code == 200
    assert client.get("/bulletins/").status_code == 200
    with django_assert_num_queries(1):
        client.get(there.get_absolute_url())


def test_a_retired_address_says_so_and_offers_what_is_likely(client: Client) -> None:
    section("Early help")
    old("/early-help-network/", state="retired")
    answer = client.get("/early-help-network/")
    shown = answer.content.decode()
    assert answer.status_code == 410
    assert "“Early Help Project” was taken down on purpose" in shown
    assert 'href="/sections/early-help/">Early help</a>' in shown
    assert answer.headers["Content-Security-Policy"]


def test_a_page_that_came_in_and_was_removed_is_gone(client: Client) -> None:
    there = section("Care")
    old("/old-care/", state="moved", page=there)
    there.delete()
    answer = client.get("/old-care/")
    assert answer.status_code == 410
    assert "Early Help Project" not in answer.content.decode(), "it may have been for some only"


@pytest.mark.parametrize(
    "address", ["/early-helps/", "/about/early-help-page.html", "/x/help/early/"]
)
def test_a_dead_address_offers_the_likely_page(client: Client, address: str) -> None:
    section("Early help")
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="/sections/early-help/">Early help</a>' in answer.content.decode()


def test_items_of_bulletins_are_offered_too(client: Client) -> None:
    told = said(bulletin(429), "Dentists for children in care")
    answer = client.get("/dentists-for-children/")
    assert told.item.get_absolute_url() in answer.content.decode()


def test_nothing_hidden_is_offered(client: Client, editor: Client) -> None:
    section("Secret help", live=False)
    closed = section("Closed help")
    private(closed)
    for slug in ("secret-help", "closed-help"):
        assert f"/sections/{slug}/" not in client.get(f"/old/{slug}/").content.decode()
        assert f"/sections/{slug}/" in editor.get(f"/old/{slug}/").content.decode()


def test_a_draft_is_missed_by_readers_and_found_by_the_programme(
    client: Client, editor: Client
) -> None:
    old("/dcs/", state="moved", page=section("Directors", live=False))
    assert client.get("/dcs/").status_code == 404
    led = editor.get("/dcs/")
    assert led.headers["Location"] == "/sections/directors/"
    assert "private" in led.headers["Cache-Control"], "for nobody else"


def test_a_private_page_asks_for_a_sign_in_when_it_is_reached(client: Client) -> None:
    there = section("Directors")
    private(there)
    old("/dcs/", state="moved", page=there)
    answer = client.get("/dcs/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_where_nothing_is_like_it_the_plain_answer_stands(client: Client) -> None:
    assert "There is no page here" in client.get("/zyxwvut/").content.decode()
    missed = client.get("/?p=999999")
    assert missed.status_code == 404
    assert "There is no page here" in missed.content.decode()


def test_a_number_that_is_none_is_the_front_page(client: Client) -> None:
    assert client.get("/?p=all").status_code == 200
    assert client.get("/?p=" + "9" * 40).status_code == 200


@pytest.mark.parametrize("address", ["/.env", "/wp-login.php", "/.git/config", "/wp-admin/setup"])
def test_who_looks_for_holes_costs_one_look(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    section("Setup")
    with django_assert_max_num_queries(4):
        answer = client.get(address)
    assert answer.status_code == 404
    assert "You may be looking for" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/documents/99/x.pdf", "/cms/nothing/"])
def test_what_is_ours_answers_in_its_own_way(client: Client, address: str) -> None:
    section("Nothing")
    assert "You may be looking for" not in client.get(address).content.decode()


def test_only_asking_leads_on(client: Client) -> None:
    old("/care/", state="redirected", target="/sections/")
    assert client.post("/care/").status_code in {403, 404}
    assert client.head("/care/").status_code == 301


def test_a_redirection_to_itself_ends(client: Client) -> None:
    old("/sections/gone/", state="redirected", target="/sections/gone/")
    assert client.get("/sections/gone/").status_code == 404


def test_redirections_in_a_circle_end(client: Client) -> None:
    old("/a/", state="redirected", target="/b/")
    old("/b/", state="redirected", target="/c/")
    old("/c/", state="redirected", target="/a/")
    for address in ("/a/", "/b/", "/c/"):
        assert client.get(address).status_code == 404


def test_a_redirection_to_an_old_address_takes_the_next_step(client: Client) -> None:
    old("/care/", state="redirected", target="/old-care/")
    old("/old-care/", state="redirected", target="/sections/")
    old("/sections/", state="redirected", target="/sections/")
    answer = client.get("/care/", follow=True)
    assert [where for where, _ in answer.redirect_chain] == ["/old-care/", "/sections/"]
    assert answer.status_code == 200


def test_a_picture_whose_file_is_gone_is_missed(client: Client) -> None:
    picture = Picture.objects.create(title="Map", file="original_images/no.png", width=1, height=1)
    old("/wp-content/uploads/map.png", state="moved", picture=picture)
    assert client.get("/wp-content/uploads/map.png").status_code == 404


# By hand ---------------------------------------------------------------------------------------


def filled(*keys: str, **fields: str) -> dict[str, Any]:
    rows = [{"key": key} for key in keys]
    return nested_form_data(
        {"title": "Old page", "target": "", **fields, "addresses": inline_formset(rows)}
    )


def test_an_editor_leads_an_old_address_on(editor: Client, client: Client) -> None:
    add = reverse("wagtailsnippets_pages_oldthing:add")
    assert editor.get(add).status_code == 200
    form = filled("https://old.example/Care/", state="redirected", target="/sections/")
    assert editor.post(add, form).status_code == 302
    assert client.get("/care/").headers["Location"] == "/sections/"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "redirected", "target": ""}, "Say where it leads to"),
        (
            {"state": "redirected", "target": "https://evil.example/"},
            "Write an address of this site",
        ),
        ({"state": "redirected", "target": "//evil.example/"}, "Write an address of this site"),
        ({"state": "redirected", "target": "/\\evil.example/"}, "Write an address of this site"),
    ],
)
def test_where_it_leads_to_is_here(editor: Client, fields: dict[str, str], message: str) -> None:
    refused = editor.post(reverse("wagtailsnippets_pages_oldthing:add"), filled("/x/", **fields))
    assert message in refused.content.decode()
    assert not OldThing.objects.exists()


def test_an_address_is_had_once_and_the_front_page_by_nobody(editor: Client) -> None:
    old("/care/", state="retired")
    add = reverse("wagtailsnippets_pages_oldthing:add")
    assert editor.post(add, filled("/CARE", state="retired")).status_code == 200
    for none in ("/", "https://[old.example/"):
        assert editor.post(add, filled(none, state="retired")).status_code == 200
    assert OldThing.objects.count() == 1
    with pytest.raises(ValidationError):
        OldAddress(key="https://old.example/").clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        old("/x/", state="redirected")


def test_an_old_site_file_is_not_asked_for_on_the_disk(client: Client, tmp_path: Path) -> None:
    assert client.get("/wp-content/uploads/../../etc/passwd").status_code == 404
