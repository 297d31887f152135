"""What somebody gets who asks what is kept of them: all of it, and nobody else's."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.mail import EmailMessage

from alliance.delivery.models import CopyState, Frequency, Return, ReturnKind, Subscriber, Why
from alliance.delivery.returning.suppress import suppress
from alliance.delivery.subscribing.erase import erase
from alliance.delivery.subscribing.export import export_of
from alliance.directory.models import Topic
from alliance.links.sign import issue
from alliance.mail.post import post

from .invented import authority, copy, mailing, subscriber

pytestmark = pytest.mark.django_db


def test_everything_that_is_kept_is_in_it() -> None:
    one = subscriber(
        name="Ann Lee",
        said_authority=authority("Kent"),
        frequency=Frequency.WEEKLY,
        audiences=["care"],
    )
    one.topics.add(Topic.objects.create(name="Kinship", slug="kinship"))
    sent = copy(mailing(429), one, CopyState.BOUNCED, why="550 no such user")
    Return.objects.create(
        name="<1@there>", copy=sent, kind=ReturnKind.HARD, said="No", code="5.1.1", came_by="mail"
    )
    suppress(address=one.address, why=Why.BOUNCED, detail="No such user", by=None)
    post(
        EmailMessage(subject="Your link", body="Secret.", to=[one.address]), purpose="choices-link"
    )
    token = issue(purpose="choices", expires_in=dt.timedelta(days=7), by=None, subject=one)

    said = export_of(one)

    assert (said["address"], said["name"]) == ("ann.lee@example.org", "Ann Lee")
    assert said["authority_you_said"] == "Kent"
    assert said["wishes"] == {
        "how_often": "One mail a week with everything that is new",
        "topics": ["Kinship"],
        "audiences": ["Children in care, fostering and adoption"],
    }
    assert said["consents"][0]["words"] == "Send me your bulletins."
    assert said["mailings"][0]["fate"] == "Came back"
    assert said["mailings"][0]["came_back"][0]["said"] == "No"
    assert said["stopped"]["why"] == "Mail to it comes back"
    assert [each["subject"] for each in said["messages"]] == ["Your link"]
    assert [each["for"] for each in said["links_sent"]] == ["choices"]
    assert token not in json.dumps(said)
    assert "Secret." not in json.dumps(said)


def test_it_says_something_of_every_field_that_is_kept() -> None:
    """A field that comes to the model must come here too, or be named as saying nothing."""
    says_nothing = {"id", "links_version", "copies"}
    told = {
        "address", "name", "standing", "person", "said_authority", "frequency", "topics",
        "audiences", "created_at", "confirmed_at", "left_at", "erased_at", "consents",
    }  # fmt: skip
    assert {field.name for field in Subscriber._meta.get_fields()} == told | says_nothing


def test_nobody_elses_is_in_it() -> None:
    other = subscriber("other@example.org", name="Zanzibar")
    copy(mailing(1), other, why="Zanzibar")
    assert "anzibar" not in json.dumps(export_of(subscriber()))


def test_of_somebody_erased_there_is_nothing_to_tell() -> None:
    one = subscriber()
    copy(mailing(1), one)
    erase(subscriber=one, by=None)
    one.refresh_from_db()
    said = export_of(one)
    assert (said["address"], said["messages"], said["stopped"]) == ("", [], None)
    assert "@" not in json.dumps(said)
