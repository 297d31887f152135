"""What bulletins tell the pages of mailings: which there are, and who answered what they ask."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from alliance.actions.models import Ask
from alliance.delivery.models import MailingKind
from alliance.delivery.seeing.figures import Answers, Matter, Told
from alliance.delivery.seeing.figures import register as register_told

from .asked import raised_from
from .models import Appearance, Bulletin


def register() -> None:
    register_told(
        Told(kind=MailingKind.BULLETIN, matters=matters, newest=newest, answers=answers_to)
    )


def matters(wanted: Collection[int]) -> Mapping[int, Matter]:
    return {each.pk: _matter(each) for each in Bulletin.objects.filter(pk__in=wanted)}


def newest(since: dt.date) -> Sequence[Matter]:
    """Published ones of that day or later."""
    return [_matter(each) for each in Bulletin.objects.filter(live=True, date__gte=since)]


def answers_to(bulletin: int, since: dt.datetime) -> Answers:
    """Of authorities that owed something from this bulletin then, how many owe nothing now."""
    items = Appearance.objects.filter(bulletin=bulletin).values_list("item", flat=True)
    asks = Ask.objects.asked().filter(action__in=raised_from(items).order_by())
    still: dict[int, list[bool]] = defaultdict(list)
    for authority, answered_at in asks.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gte=since)
    ).values_list("authority", "answered_at"):
        still[authority].append(answered_at is None)
    return Answers(asked=len(still), answered=sum(not any(each) for each in still.values()))


def _matter(bulletin: Bulletin) -> Matter:
    return Matter(bulletin.pk, str(bulletin), bulletin.date, bulletin.get_absolute_url())
