"""Where bulletins cite a publication: lists that have it, items that name it or link to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Q

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import User
from alliance.library.models import Publication, Version
from alliance.library.publications import citing
from alliance.library.publications.citing import Citation
from alliance.search.matching import ids_of

from .models import Appearance, CatalogueEntry, Item

MOST = 12
"""Places shown of a kind, the newest first."""
WORDS = 3
"""A title of fewer words is a phrase of the field: not all who say it mean the publication."""
BEFORE, AFTER = dt.timedelta(days=31), dt.timedelta(days=366)
"""Around the days of its versions, when items link to it: not every bulletin ever is searched."""


def register() -> None:
    citing.register("In the lists of bulletins", _lists, is_short=True)
    citing.register("In items of bulletins", _items)


def _lists(
    reader: User | AnonymousUser, publication: Publication, versions: Sequence[Version]
) -> Iterator[Citation]:
    rows = visible(reader, CatalogueEntry.objects.filter(publication=publication))
    seen: set[int] = set()
    for row in rows.select_related("bulletin").order_by("-bulletin__number", "position"):
        if row.bulletin_id in seen or len(seen) == MOST:
            continue
        seen.add(row.bulletin_id)
        day = f"{row.bulletin.date:%-d %B %Y}"
        differs = row.title != publication.title
        yield Citation(
            str(row.bulletin),
            f"{row.bulletin.get_absolute_url()}#publications",
            f"{day}, as “{row.title}”" if differs else day,
        )


def _items(
    reader: User | AnonymousUser, publication: Publication, versions: Sequence[Version]
) -> Iterator[Citation]:
    ids: set[int] = set()
    if len(publication.match_key.split()) >= WORDS:
        words = publication.title.replace('"', " ")
        keys = viewer_of(reader).audience_keys
        ids.update(map(int, ids_of(Item, f'"{words}"', audiences=keys, most=MOST)))
    if linking := _links_to(versions):
        told = visible(reader, Appearance.objects.filter(linking))
        ids.update(told.order_by().values_list("item", flat=True)[: MOST * 10])
    shown = visible(reader, Item.objects.filter(pk__in=ids))
    newest = Max("appearances__bulletin__number", filter=Q(appearances__bulletin__live=True))
    for row in shown.annotate(newest=newest).order_by("-newest", "pk")[:MOST]:
        facts = f"Last said in Update {row.newest}" if row.newest else ""
        yield Citation(row.title, row.get_absolute_url(), facts)


def _links_to(versions: Sequence[Version]) -> Q | None:
    """That an item of those months has a link to one of the versions; None if none has an address."""
    addresses = {each.url for each in versions if each.url}
    days = [each.published_on for each in versions if each.published_on]
    if not addresses or not days:
        return None
    linking = Q()
    for address in addresses:
        link = f'"{escape(address)}"'
        linking |= Q(body__contains=link) | Q(action_text__contains=link)
    return linking & Q(bulletin__date__range=(min(days) - BEFORE, max(days) + AFTER))
