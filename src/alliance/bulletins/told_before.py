"""What bulletins have told, for candidates to be held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from alliance.library.link_check.addresses import addresses_in
from alliance.sources import known
from alliance.sources.judging.likeness import Telling
from alliance.text.sanitise import plain

from .models import Appearance, Item


def register() -> None:
    known.register("item", _items)


def _items(since: dt.date) -> Iterator[Telling]:
    """Each item as it was worded last and first: a title may change, and a body grow."""
    rows = (
        Appearance.objects.filter(bulletin__date__gte=since)
        .order_by("item", "-bulletin__number")
        .values_list(
            "item", "item__slug", "title", "body", "action_text", "bulletin__number", "bulletin__date"
        )
    )  # fmt: skip
    told: set[tuple[int, str]] = set()
    for item, slug, title, body, action, number, date in rows.iterator():
        if (item, title) in told:
            continue
        told.add((item, title))
        html = f"{body}\n{action}"
        yield Telling(
            key=f"item {item}",
            title=title,
            text=plain(html),
            links=tuple(addresses_in(html)),
            on=date,
            where=f"Update {number}",
            path=Item(pk=item, slug=slug).get_absolute_url(),
        )
