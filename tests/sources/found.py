"""Candidates for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.bulletins.models import Appearance, Bulletin, Item
from alliance.sources.models import Candidate, Source

CALL = (
    "The department wants evidence on what drives the cost of home to school transport: routes, contracts and "
    "personal budgets. Operators, schools and authorities may respond. The call closes on {day}."
)


def found(title: str, text: str = "", *, days_ago: int = 0, **more: object) -> Candidate:
    """A candidate of a watched source, found so many days ago."""
    source, _ = Source.objects.get_or_create(
        name="Tidewell news", address="https://tidewell.example.org/feed"
    )
    at = timezone.now() - dt.timedelta(days=days_ago)
    return Candidate.objects.create(
        **{"source": source, "key": f"{title}{Candidate.objects.count()}"[:64], "title": title, "text": text,
           "html": f"<p>{text}</p>", "found_at": at, "published_at": at} | more
    )  # fmt: skip


def told(number: int, title: str, text: str, *, day: dt.date | None = None) -> Item:
    """An item as a bulletin told it."""
    item = Item.objects.create(title=title, slug="an-item")
    bulletin, _ = Bulletin.objects.get_or_create(
        number=number, defaults={"date": day or timezone.localdate()}
    )
    Appearance.objects.create(bulletin=bulletin, item=item, title=title, body=f"<p>{text}</p>")
    return item
