"""How many replies wait, of what."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count, QuerySet

from ..models import Reply


def waiting_by_action(replies: QuerySet[Reply], actions: Collection[int]) -> Mapping[int, int]:
    """How many wait that may answer each of some actions. One query."""
    rows = (
        replies.filter(state="waiting", asks__action__in=actions)
        .order_by()
        .values("asks__action")
        .annotate(count=Count("pk", distinct=True))
    )
    return {row["asks__action"]: row["count"] for row in rows}
