"""What tests of calls need besides `tests.evidence.invented`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.directory.models import RoleKind, User
from alliance.evidence.calls.following import follow
from alliance.evidence.calls.writing import Planned
from alliance.evidence.models import Call
from tests.directory.areas.invented import account

DAY = dt.timedelta(days=1)


def editor() -> User:
    return account("Support", RoleKind.PROGRAMME_SUPPORT)


def planned(title: str = "Warm welcomes", **fields: object) -> Planned:
    """A whole call, open from yesterday for thirty days."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    said = {
        "slug": "warm-welcomes",
        "prefix": "WW",
        "summary": "How families are met",
        "purpose": "We look for what makes families feel welcome when they first come to us for help.",
        "what_becomes": "A panel reads it, and you hear what it thinks.",
        "opens_at": today - DAY,
        "closes_at": today + 30 * DAY,
        "consent_words": "We may publish it.",
        "supplier_words": "Is there a supplier?",
    }
    return Planned(title=title, **said | fields)  # type: ignore[arg-type]


def clock(call: Call, now: dt.datetime | None = None) -> Call:
    """What the clock does at a moment."""
    follow(call, now=now or timezone.now())
    call.refresh_from_db()
    return call
