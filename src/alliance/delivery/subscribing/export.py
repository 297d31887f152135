"""All that is kept of a subscriber, as plain values for themselves: no secrets, nobody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType

from alliance.links.models import SignedLink
from alliance.mail.models import Message

from ..models import Audience, Copy, Subscriber, Suppression
from ..own_links import address_hashes


def export_of(subscriber: Subscriber) -> dict[str, Any]:
    """What a subscriber may have on asking: JSON of text, numbers and ISO moments."""
    return {
        "address": subscriber.address,
        "name": subscriber.name,
        "standing": subscriber.get_standing_display(),
        "known_in_the_directory": subscriber.person_id is not None,
        "authority_you_said": str(subscriber.said_authority or ""),
        "wishes": {
            "how_often": subscriber.get_frequency_display(),
            "topics": sorted(topic.name for topic in subscriber.topics.all()),
            "audiences": [_audience(each) for each in subscriber.audiences],
        },
        "entered_at": _moment(subscriber.created_at),
        "confirmed_at": _moment(subscriber.confirmed_at),
        "left_at": _moment(subscriber.left_at),
        "erased_at": _moment(subscriber.erased_at),
        "consents": [
            {
                "how": consent.get_by_display(),
                "at": _moment(consent.at),
                "words": consent.words,
                "source": consent.source,
            }
            for consent in subscriber.consents.all()
        ],
        "mailings": [_copy(copy) for copy in _copies(subscriber)],
        "messages": _messages(subscriber),
        "stopped": _stopped(subscriber),
        "links_sent": _links(subscriber),
    }


def _copies(subscriber: Subscriber) -> Any:
    return (
        Copy.objects.filter(subscriber=subscriber)
        .select_related("mailing")
        .prefetch_related("returns")
        .order_by("-pk")
    )


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "mailing": str(copy.mailing),
        "kind": copy.mailing.get_kind_display(),
        "sent_to": copy.recipient,
        "name": copy.name,
        "fate": copy.get_state_display(),
        "why": copy.why,
        "tries": copy.attempts,
        "sent_at": _moment(copy.sent_at),
        "provider_id": copy.provider_id,
        "marked_as_unwanted": copy.has_complained,
        "came_back": [
            {
                "at": _moment(each.at),
                "what": each.get_kind_display(),
                "code": each.code,
                "said": each.said,
                "told_by": each.came_by,
            }
            for each in copy.returns.all()
        ],
    }


def _messages(subscriber: Subscriber) -> list[dict[str, Any]]:
    """Other mails to the address: what they say is not kept to be read again."""
    if not subscriber.address:
        return []
    rows = Message.objects.filter(recipient__iexact=subscriber.address)
    return [
        {
            "subject": message.subject,
            "purpose": message.purpose,
            "fate": message.get_state_display(),
            "at": _moment(message.created_at),
            "sent_at": _moment(message.sent_at),
        }
        for message in rows.defer("content")
    ]


def _stopped(subscriber: Subscriber) -> dict[str, Any] | None:
    if not subscriber.address:
        return None
    stop = Suppression.objects.filter(address_hash__in=address_hashes(subscriber.address)).first()
    if stop is None:
        return None
    return {"why": stop.get_why_display(), "since": _moment(stop.since), "detail": stop.detail}


def _links(subscriber: Subscriber) -> list[dict[str, Any]]:
    rows = SignedLink.objects.filter(
        content_type=ContentType.objects.get_for_model(Subscriber), object_id=str(subscriber.pk)
    ).order_by("pk")
    return [
        {
            "for": link.purpose,
            "issued_at": _moment(link.created_at),
            "expires_at": _moment(link.expires_at),
            "used_at": _moment(link.used_at),
            "withdrawn_at": _moment(link.revoked_at),
        }
        for link in rows
    ]


def _audience(said: str) -> str:
    return Audience(said).label if said in Audience.values else said


def _moment(at: dt.datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
