"""What an editor decides about carrying: this time, for some weeks, or until it is ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import User

from ..models import Bulletin, CarryChoice, CarryFor, Item

WEEK = dt.timedelta(weeks=1)
MOST_WEEKS = 26


def next_date() -> dt.date:
    """The day of the next bulletin: of the draft, where there is one; else a week after the last."""
    today = timezone.localdate()
    latest = Bulletin.objects.filter(live=True).order_by("-date").values_list("date", flat=True)
    last: dt.date | None = latest.first()
    drafts = Bulletin.objects.filter(live=False)
    if last is not None:
        drafts = drafts.filter(date__gt=last)
    draft: dt.date | None = drafts.order_by("date").values_list("date", flat=True).first()
    if draft is not None:
        return draft
    if last is not None and last + WEEK >= today:
        return last + WEEK
    return today + dt.timedelta(days=(4 - today.weekday()) % 7)


@transaction.atomic
def choose(for_date: dt.date, ticks: Mapping[int, bool], *, by: User) -> int:
    """Keep what was ticked or unticked for a bulletin; how many there were."""
    known = set(Item.objects.filter(pk__in=ticks).values_list("pk", flat=True))
    for item in known:
        CarryChoice.objects.update_or_create(
            for_date=for_date,
            item_id=item,
            defaults={"is_carried": ticks[item], "chosen_by": by, "chosen_at": timezone.now()},
        )
    return len(known)


@transaction.atomic
def carry_for(item: Item, until: dt.date | None, *, by: User) -> CarryFor:
    """Have a matter carried up to and with the bulletin of a day; None: until it is ended."""
    before = CarryFor.objects.filter(item=item).first()
    state = snapshot(before, ["item", "until"]) if before else None
    asked, _ = CarryFor.objects.update_or_create(
        item=item, defaults={"until": until, "asked_by": by, "asked_at": timezone.now()}
    )
    after = snapshot(asked, ["item", "until"])
    record(by=by, verb="asked to carry", thing=asked, before=state, after=after)
    return asked


@transaction.atomic
def end_carrying(item: Item, *, by: User) -> None:
    """Leave a matter to the rules again; nothing happens if it is."""
    asked = CarryFor.objects.filter(item=item).first()
    if asked is not None:
        record(by=by, verb="no longer asks to carry", thing=asked)
        asked.delete()
