"""Bulletins, publications and people as the programme's editors meet them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from alliance.bulletins.models import Appearance, Bulletin
from alliance.bulletins.wagtail_hooks import FEATURES
from alliance.directory.editors import keep_group
from alliance.directory.models import User
from alliance.region.load import load_essentials
from tests.conftest import Once

MODELS = (
    "bulletins.bulletin",
    "bulletins.item",
    "library.publication",
    "library.publisher",
    "directory.person",
    "directory.alliance",
    "directory.authority",
    "directory.network",
    "directory.topic",
    "search.meaning",
)


@pytest.fixture(scope="module")
def region(once: Once, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with once():
        with django_db_blocker.unblock():
            keep_group()
            load_essentials(today=dt.date(2026, 11, 23))
        yield


@pytest.fixture
def editor(region: None, db: None, client: Client, settings: object) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    client.force_login(User.objects.get(email="tobias.quillan@example.org"))
    return client


def address(model: str, screen: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_{model.replace('.', '_')}:{screen}", args=args)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_editors_list_search_add_and_change(editor: Client, model: str) -> None:
    first = apps.get_model(model)._default_manager.first()

    assert editor.get(address(model, "list")).status_code == 200
    assert editor.get(address(model, "list"), {"q": "a"}).status_code == 200
    assert editor.get(address(model, "add")).status_code == 200
    assert editor.get(address(model, "edit", first.pk)).status_code == 200


@pytest.mark.django_db
def test_an_editor_mends_an_item_changes_the_order_and_publishes(editor: Client) -> None:
    bulletin = Bulletin.objects.get(number=740)
    one, two, *rest = bulletin.appearances.order_by("position")
    rows = [
        _row(two, 1),
        _row(one, 2, title="Mended"),
        *(_row(a, n) for n, a in enumerate(rest, 3)),
    ]
    rows[0]["body"] = rich_text("<p>New <b>words</b></p>", features=FEATURES)
    data = nested_form_data(
        {
            "number": 740,
            "date": "2026-11-20",
            "introduction": "Good morning.",
            "appearances": inline_formset(rows, initial=len(rows), min=0),
            "catalogue": inline_formset([], min=0),
            "contacts": inline_formset([], min=0),
            "action-publish": "1",
        }
    )

    answer = editor.post(address("bulletins.bulletin", "edit", bulletin.pk), data)

    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    titles = list(bulletin.appearances.order_by("position").values_list("pk", "title"))
    assert titles[:2] == [(two.pk, two.title), (one.pk, "Mended")]
    assert Appearance.objects.get(pk=two.pk).body == "<p>New <b>words</b></p>"
    bulletin.refresh_from_db()
    assert bulletin.live
    assert bulletin.introduction == "Good morning."


@pytest.mark.django_db
def test_a_bulletin_unpublished_by_an_editor_leaves_feed_and_calendar(editor: Client) -> None:
    bulletin = Bulletin.objects.get(number=740)
    told = bulletin.appearances.filter(standing="new").first()
    assert told is not None
    told.dates.create(kind="event", date=timezone.localdate() + dt.timedelta(days=9))
    reader = Client()

    def shown() -> tuple[bool, bool]:
        feed = reader.get("/feeds/all.atom").content.decode()
        days = reader.get("/calendar.ics").content.decode().replace("\r\n ", "")
        uid = f"UID:item-{told.item_id}-event-"
        mine = [event for event in days.split("BEGIN:VEVENT") if uid in event]
        return f"item/{told.item_id}<" in feed, any("STATUS:CONFIRMED" in one for one in mine)

    assert shown() == (True, True)
    done = editor.post(address("bulletins.bulletin", "unpublish", bulletin.pk))
    assert done.status_code == 302
    assert shown() == (False, False)
    Bulletin.objects.get(number=740).save_revision().publish()
    assert shown() == (True, True)


def _row(appearance: Appearance, order: int, **changes: object) -> dict[str, object]:
    dates = [
        {"id": d.pk, "kind": d.kind, "date": d.date.isoformat(), "DELETE": ""}
        for d in appearance.dates.all()
    ]
    return {
        "id": appearance.pk,
        "ORDER": order,
        "DELETE": "",
        "item": appearance.item_id,
        "section": appearance.section,
        "title": appearance.title,
        "body": rich_text(appearance.body, features=FEATURES),
        "action_text": rich_text(appearance.action_text, features=FEATURES),
        "dates": inline_formset(dates, initial=len(dates), min=0),
        **changes,
    }
