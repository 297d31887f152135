"""Reminders that are proposed, taken into the draft by one press each or all at once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from alliance.directory.models import User

from ..carrying.propose import Proposal, proposals
from ..models import Appearance, DraftIssue, DraftItem
from .changing import add_item
from .said import Dated, Said


def proposed(issue: DraftIssue) -> list[Proposal]:
    """What may be told again and is not in the draft yet; what is ticked first."""
    there = set(
        issue.items.filter(removed_at__isnull=True, matter__isnull=False).values_list(
            "matter", flat=True
        )
    )
    rows = [each for each in proposals(issue.date) if each.item.pk not in there and each.reasons]
    return sorted(rows, key=lambda each: not each.is_ticked)


@transaction.atomic
def take_reminders(*, by: User, issue: DraftIssue, matters: Collection[int]) -> list[DraftItem]:
    """These matters as reminders, in the words in which they were last told."""
    chosen = [each for each in proposed(issue) if each.item.pk in matters]
    tellings = (
        Appearance.objects.filter(item__in=[each.item.pk for each in chosen], bulletin__live=True)
        .order_by("bulletin__number", "position")
        .prefetch_related("dates", "item__topics")
    )
    last = {row.item_id: row for row in tellings}
    return [
        add_item(
            by=by,
            issue=issue,
            said=_as_reminder(last[each.item.pk]),
            why=" ".join(each.reasons),
        )
        for each in chosen
        if each.item.pk in last
    ]


def _as_reminder(row: Appearance) -> Said:
    return Said(
        title=row.title,
        section=Appearance.Section.REMINDER,
        body=row.body,
        action_text=row.action_text if row.has_action else "",
        dates=tuple(Dated(each.date, each.kind, each.words) for each in row.dates.all()),
        people=tuple(row.named),
        topics=tuple(topic.pk for topic in row.item.topics.all()),
        audience=row.audience,
        matter=row.item_id,
    )
