"""What bulletins and items say of themselves to the search index."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.db.models.signals import post_delete, post_save

from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import PROGRAMME, PUBLIC
from alliance.text.sanitise import plain

from .models import Appearance, Bulletin, Item


def register() -> None:
    registry.register(Bulletin, document=_bulletin)
    registry.register(Item, document=_item, rows=_items)
    # What is found of a matter stands in its appearances, and who may find it in their bulletins.
    for signal in (post_save, post_delete):
        signal.connect(_retold, sender=Appearance, dispatch_uid="alliance.bulletins.retold")
    post_save.connect(_published_or_not, sender=Bulletin, dispatch_uid="alliance.bulletins.live")


def _retold(instance: Appearance, raw: bool = False, **signal: object) -> None:
    if not raw:
        registry.index(Item, [instance.item_id])


def _published_or_not(instance: Bulletin, raw: bool = False, **signal: object) -> None:
    if not raw:
        told = Appearance.objects.filter(bulletin=instance.pk).values_list("item", flat=True)
        registry.index(Item, set(told))


def _bulletin(bulletin: Bulletin) -> Document:
    return Document(
        title=f"{bulletin}, {bulletin.date.day} {bulletin.date:%B %Y}",
        kind="Bulletin",
        url=bulletin.get_absolute_url(),
        body=bulletin.introduction,
        date=bulletin.date,
        audience=PUBLIC if bulletin.live else PROGRAMME,
    )


def _items() -> QuerySet[Item]:
    told = Appearance.objects.select_related("bulletin").order_by("-bulletin__number", "position")
    return Item.objects.prefetch_related("topics", Prefetch("appearances", told, to_attr="told"))


def _item(item: Item) -> Document | None:
    """A matter as it was last told in a bulletin that its audience may read."""
    told: list[Appearance] = item.told  # type: ignore[attr-defined]  # by `_items`
    published = [row for row in told if row.bulletin.live]
    newest = (published or told)[:1]
    if not newest:
        return None
    row = newest[0]
    return Document(
        title=row.title,
        kind="News",
        url=item.get_absolute_url(),
        body="\n".join(text for text in (plain(row.body), plain(row.action_text)) if text),
        date=row.bulletin.date,
        audience=PUBLIC if published else PROGRAMME,
        topics=[topic.name for topic in item.topics.all()],
    )
