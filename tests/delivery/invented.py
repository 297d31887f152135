"""Subscribers, letters and mailings for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from alliance.delivery.composing.letter import Asked, Letter, Manner, Part, Piece, Reach
from alliance.delivery.models import (
    Frequency,
    Mailing,
    MailingKind,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.own_links import address_hash
from alliance.delivery.sending.begin import plan
from alliance.directory.models import Person, Topic

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def subscriber(
    name: str = "Nerys Hallowfield",
    frequency: str = Frequency.EACH,
    *,
    topics: tuple[Topic, ...] = (),
    person: Person | None = None,
    **fields: Any,
) -> Subscriber:
    """Somebody who confirmed that they want mail."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    values = {
        "address": address,
        "name": name,
        "standing": Standing.ACTIVE,
        "confirmed_at": timezone.now(),
        **fields,
    }
    made: Subscriber = Subscriber.objects.create(frequency=frequency, person=person, **values)
    made.topics.set(topics)
    return made


def suppressed(address: str, why: str = Why.BOUNCED, detail: str = "") -> Suppression:
    return Suppression.objects.create(
        address_hash=address_hash(address), address=address, why=why, detail=detail
    )


def asked(title: str, reach: Reach = Reach.PUBLIC, *authorities: int) -> Asked:
    return Asked(
        title=title,
        reach=reach,
        authorities=frozenset(authorities),
        url=f"/actions/{title.lower().replace(' ', '-')}/",
    )


def piece(
    title: str, *asks: Asked, topics: tuple[int, ...] = (), html: str = "<p>So.</p>"
) -> Piece:
    return Piece(key=f"item/{title}", title=title, html=html, topics=frozenset(topics), asked=asks)


def letter(*pieces: Piece) -> Letter:
    return Letter(
        subject="Update 429, 20 November 2026",
        masthead="Update 429",
        day="20 November 2026",
        alliance="Eastern Alliance",
        url="/bulletins/429/",
        parts=[Part(heading="News", manner=Manner.PIECES, pieces=pieces or (piece("A survey"),))],
    )


def planned(source_id: int = 429, **fields: Any) -> Mailing:
    """The mailing of a bulletin, due an hour ago."""
    values = {"begins_at": timezone.now() - HOUR, "by": None, **fields}
    return plan(kind=MailingKind.BULLETIN, source_id=source_id, **values)
