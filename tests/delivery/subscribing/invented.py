"""Subscribers and their links for tests, said in as few words as they need."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.utils import timezone

from alliance.delivery.models import Frequency, Standing, Subscriber
from alliance.delivery.own_links import Purpose, make_token
from alliance.delivery.subscribing.leave import leave
from alliance.jobs.worker import run_waiting

ANA = "ana.lee@kent.example.org"
FORM = {"address": ANA, "frequency": Frequency.WEEKLY.value}


def subscriber(address: str = ANA, **fields: Any) -> Subscriber:
    """One who is sent mail."""
    given: dict[str, Any] = {"standing": Standing.ACTIVE, "confirmed_at": timezone.now()}
    made: Subscriber = Subscriber.objects.create(address=address, **(given | fields))
    return made


def who_left(address: str = ANA, **fields: Any) -> Subscriber:
    made = subscriber(address, **fields)
    leave(subscriber=made, how="In a test.")
    made.refresh_from_db()
    return made


def in_a_copy(of: Subscriber) -> str:
    """The address of the choices, as a copy has it."""
    token = make_token(
        Purpose.CHOICES, subscriber_id=of.pk, links_version=of.links_version, mailing_id=7
    )
    return f"/preferences/{token}/"


def in_the_header(of: Subscriber) -> str:
    token = make_token(
        Purpose.LEAVE, subscriber_id=of.pk, links_version=of.links_version, mailing_id=7
    )
    return f"/unsubscribe/{token}/"


def mails() -> list[Any]:
    """What has really left, each once."""
    run_waiting()
    sent, mail.outbox = list(mail.outbox), []
    return sent


def link_in(message: Any) -> str:
    """The address of this site in a mail that has a secret in it."""
    found = re.search(r"https?://[^/\s]+(/(?:subscribe/confirm|preferences)/\S+)", message.body)
    assert found, message.body
    return found[1]
