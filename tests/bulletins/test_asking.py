"""Confirming an action from an item, and the item that tells of it."""

from __future__ import annotations

import pytest
from django.test import Client

from alliance.actions.models import Action, Ask
from alliance.bulletins.models import Item
from alliance.directory.models import RoleKind
from tests.bulletins.invented import bulletin, said
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Item:
    said(
        bulletin(429),
        "Figures on agencies",
        has_action=True,
        action_text="<p>Please return the form as soon as you can.</p>",
    )
    return Item.objects.get()


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(account("Manager", RoleKind.PROGRAMME_MANAGER), BACKEND)
    return client


def form(**fields: object) -> dict[str, object]:
    return {
        "title": "Return the form", "weight": "request", "kind": "acknowledge",
        "audience": "public", "authorities": [authority().pk], "do": "open",
        "firm_1": "wished", "firm_2": "wished", "firm_3": "wished", **fields,
    }  # fmt: skip


def test_what_it_proposes_stands_in_the_form_with_its_words(manager: Client, item: Item) -> None:
    authority()
    page = manager.get(f"/items/{item.pk}/ask/").content.decode()
    assert "Return the form as soon as you can" in page
    assert "“Please return the form as soon as you can.”" in page
    assert not Action.objects.exists()


def test_confirmed_it_is_asked_and_the_item_tells_of_it(manager: Client, item: Item) -> None:
    manager.post(f"/items/{item.pk}/ask/", form())
    action = Action.objects.get()
    assert action.origin_words["what"] == "Please return the form as soon as you can."
    assert Ask.objects.owed().count() == 1
    page = Client().get(item.get_absolute_url()).content.decode()
    assert "What is asked" in page
    assert action.get_absolute_url() in page


def test_whoever_may_not_read_the_action_does_not_read_it_with_the_item(
    manager: Client, item: Item
) -> None:
    manager.post(f"/items/{item.pk}/ask/", form(title="Only for members", audience="members"))
    assert "Only for members" not in Client().get(item.get_absolute_url()).content.decode()


def test_what_was_asked_already_is_said(manager: Client, item: Item) -> None:
    manager.post(f"/items/{item.pk}/ask/", form())
    page = manager.get(f"/items/{item.pk}/ask/").content.decode()
    assert "Asked from this item already" in page
