"""Who else has a draft open: said by each page every few seconds, forgotten after a minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from alliance.directory.models import User

from ..models import DraftIssue, DraftItem, Presence

GONE_AFTER = dt.timedelta(seconds=60)


def here(*, user: User, issue: DraftIssue, item: DraftItem | None = None) -> None:
    """Say that somebody has it open."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - dt.timedelta(days=1)).delete()
    Presence.objects.update_or_create(
        issue=issue, user=user, defaults={"seen_at": now, "item": item}
    )


def others(*, user: User, issue: DraftIssue) -> list[Presence]:
    """Who else has it open now."""
    since = timezone.now() - GONE_AFTER
    rows = Presence.objects.filter(issue=issue, seen_at__gte=since).exclude(user=user)
    return list(rows.select_related("user", "item").order_by("user__name", "pk"))


def in_words(rows: Sequence[Presence]) -> str:
    """“Tobias Reed is here too, in “Kinship week”.”"""
    said = [f"{row.user} is here too{f', in “{row.item}”' if row.item else ''}." for row in rows]
    return " ".join(said)
