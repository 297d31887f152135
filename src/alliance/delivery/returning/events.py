"""What a provider's words on a message mean, as plain values. Needs no database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason

from .judge import Verdict, code_in, verdict
from .read import Kind, Returned

METADATA = "alliance"
"""Under which each message carries the name that we gave it."""
LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Word:
    """One word on one message."""

    returned: Returned
    name: str
    """What tells it from others: told again, it is the same."""
    at: dt.datetime | None


REJECTED = {
    RejectReason.SPAM: Kind.COMPLAINT,
    RejectReason.UNSUBSCRIBED: Kind.LEFT,
    RejectReason.BOUNCED: Kind.HARD,
    RejectReason.INVALID: Kind.HARD,
}
"""A provider that does not even try, because of what it knows of the address."""

FOR_GOOD: Mapping[str, Callable[[Any], bool]] = {
    "brevo": lambda said: said["event"] in {"hard_bounce", "invalid_email"},
    "mailjet": lambda said: bool(said["hard_bounce"]),
    "postmark": lambda said: said["Type"] in {"HardBounce", "BadEmailAddress"},
    "resend": lambda said: said["data"]["bounce"]["type"] == "Permanent",
    "sparkpost": lambda said: (
        str(said["msys"]["message_event"]["bounce_class"]) in {"10", "30", "90"}
    ),
}
"""How each says that there is no such mailbox. (Mailgun says only that it gave up.)"""

RECEIPTS = {
    "permanent-failure": (Kind.HARD, "5.1.1"),
    "temporary-failure": (Kind.SOFT, ""),
    "technical-failure": (Kind.SOFT, "5.7.0"),  # between Notify and its own carrier
}


def read(event: AnymailTrackingEvent, provider: str) -> Word | None:
    """A word of a provider, if anything follows from it."""
    said = _one_line(event.mta_response or event.description)
    code = code_in(said)
    kind = _kind(event, provider, code, said)
    if kind is None:
        return None
    named = (event.metadata or {}).get(METADATA)
    returned = Returned(
        kind=kind,
        code=code,
        said=said or _one_line(event.reject_reason),
        message_ids=(named,) if isinstance(named, str) else (),
        provider_id=str(event.message_id or ""),
        recipient=str(event.recipient or ""),
    )
    return Word(returned, _name(event, provider), event.timestamp)


def read_receipt(said: Mapping[str, Any]) -> Word | None:
    """A receipt of GOV.UK Notify, if anything follows from it."""
    kind, code = RECEIPTS.get(said["status"], (None, ""))
    if kind is None or said.get("notification_type", "email") != "email":
        return None
    returned = Returned(
        kind=kind,
        code=code,
        said=f"GOV.UK Notify says: {said['status']}",
        message_ids=(str(said["reference"]),) if said.get("reference") else (),
        provider_id=str(said["id"]),
        recipient=str(said.get("to") or ""),
    )
    at = said.get("completed_at") or said.get("sent_at")
    return Word(
        returned,
        f"notify:{said['id']}:{said['status']}"[:200],
        dt.datetime.fromisoformat(at) if at else None,
    )


def _kind(event: AnymailTrackingEvent, provider: str, code: str, said: str) -> Kind | None:
    match event.event_type:
        case EventType.COMPLAINED:
            return Kind.COMPLAINT
        case EventType.UNSUBSCRIBED:
            return Kind.LEFT
        case EventType.REJECTED:
            return REJECTED.get(event.reject_reason, Kind.SOFT)
        case EventType.FAILED:
            return Kind.SOFT
        case EventType.BOUNCED:
            judged = verdict(code, said)
            if judged is Verdict.NO_MAILBOX:
                return Kind.HARD
            is_ours = judged is Verdict.OUR_MAIL
            return Kind.HARD if _is_for_good(event, provider) and not is_ours else Kind.SOFT
    return None


def _is_for_good(event: AnymailTrackingEvent, provider: str) -> bool:
    try:
        return FOR_GOOD[provider](event.esp_event)
    except (LookupError, TypeError):
        return False


def _name(event: AnymailTrackingEvent, provider: str) -> str:
    """The event's own name, or where the provider gives it none, a digest of what it says."""
    if event.event_id:
        own = str(event.event_id)
    else:
        own = hashlib.sha256(
            json.dumps(event.esp_event, sort_keys=True, default=str).encode()
        ).hexdigest()
    return f"{provider}:{event.event_type}:{own}"[:200]


def _one_line(said: object) -> str:
    return " ".join(str(said or "").split())[:LONGEST_WORDS]
