"""Items: each as it was last said, and its history over the bulletins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.bulletins.history import Step, steps
from alliance.bulletins.models import Appearance, Bulletin, Item
from alliance.directory.access import viewer_of, visible
from alliance.search.matching import ids_of

from .asking import Day, Paging, Slug, Words, YesOrNo, known_topic
from .listing import InOnePass, answer_list, answer_one, asked_for_one, one_or_nothing
from .problems import Refusal
from .shapes import BulletinName, Listed, Shape, Site, TopicName, Wording
from .wordings import Reader, newest, said, wordings

router = Router(tags=["Items"])

MOST_FOUND = 1000


class ItemRow(Wording):
    """An item in its newest wording."""

    id: int
    topics: list[TopicName]
    first_said: BulletinName
    last_said: BulletinName
    times_said: int = Field(description="In how many bulletins it stood.")
    url: str = Field(description="Its page.")
    api_url: str


class ItemList(Listed[ItemRow]):
    pass


class Piece(Shape):
    """Words that stayed, came or went."""

    change: str = Field(description="`same`, `added` or `removed`.")
    text: str


class ItemAppearance(Wording):
    """What one bulletin said of the item, and what was new in that."""

    bulletin: BulletinName
    earlier_title: str | None = Field(description="What it was called before, if that changed.")
    is_reworded: bool
    changes: list[Piece] = Field(description="Against the bulletin before; long stretches cut.")


class ItemWhole(ItemRow):
    appearances: list[ItemAppearance] = Field(description="Newest first.")


class ItemsAsked(Paging):
    q: Words = Field(
        "",
        description="Words that must all stand in it, as in the site's search; of very many that "
        f"have them, the newest {MOST_FOUND:,}.",
    )
    section: Literal["news", "reminder"] | None = Field(None, description="Where it last stood.")
    topic: Slug | None = Field(None, description="Slug of a topic.")
    has_action: YesOrNo | None = Field(None, description="Whether something was asked.")
    since: Day | None = Field(None, description="Last said on this day or later.")
    sort: Literal["newest", "oldest"] = Field("newest", description="By when it was last said.")


@router.get("/", response=ItemList, operation_id="list_items", url_name="items", summary="Items")
def list_items(request: HttpRequest, asked: Query[ItemsAsked]) -> HttpResponse:
    """Each matter once, in the wording of the newest bulletin that had it."""
    reader = request.user
    rows = newest(reader)
    if asked.section:
        rows = rows.filter(section=asked.section)
    if asked.topic:
        rows = rows.filter(item__topics=known_topic(asked.topic))
    if asked.has_action is not None:
        rows = rows.filter(has_action=asked.has_action)
    if asked.since:
        rows = rows.filter(bulletin__date__gte=asked.since)
    if asked.q:
        audiences = viewer_of(reader).audience_keys
        rows = rows.filter(item__in=ids_of(Item, asked.q, audiences=audiences, most=MOST_FOUND))
    if asked.sort == "oldest":
        rows = rows.order_by("bulletin__number", "position", "pk")
    return answer_list(
        request,
        asked,
        InOnePass(rows, wordings(reader).prefetch_related("item__topics")),
        tell=lambda page: _rows(reader, page, Site(request)),
        page_of=ItemList,
        name="items",
    )


@router.get(
    "/{int:item_id}/",
    response=ItemWhole,
    operation_id="get_item",
    url_name="item",
    summary="An item",
)
def get_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """An item with all that was ever said of it, and what changed from bulletin to bulletin."""
    asked_for_one(request)
    reader, site = request.user, Site(request)
    found = one_or_nothing(
        visible(reader, Item.objects.all()),
        f"There is no item {item_id}; /api/v1/items/ has those there are.",
        pk=item_id,
    )
    told = wordings(reader).filter(item=found).order_by("bulletin__number", "position", "pk")
    appearances = list(told)
    if not appearances:
        raise Refusal.nothing(f"No bulletin has item {item_id} any more; see /api/v1/items/.")
    [row] = _rows(reader, appearances[-1:], site)
    return answer_one(
        request,
        ItemWhole(
            **{name: getattr(row, name) for name in ItemRow.model_fields},
            appearances=[_appearance(step, site) for step in steps(appearances)],
        ),
    )


def _rows(reader: Reader, page: Sequence[Appearance], site: Site) -> list[ItemRow]:
    lives = _lives(reader, page)
    return [
        ItemRow(
            **said(row),
            id=row.item_id,
            topics=[TopicName.of(topic) for topic in row.item.topics.all()],
            first_said=BulletinName.of(lives[row.item_id][0], site),
            last_said=BulletinName.of(row.bulletin, site),
            times_said=lives[row.item_id][1],
            url=site.page(row.item.get_absolute_url()),
            api_url=site.api("items", row.item_id),
        )
        for row in page
    ]


def _lives(reader: Reader, page: Sequence[Appearance]) -> dict[int, tuple[Bulletin, int]]:
    """Of each item the first bulletin that had it, and how many did."""
    all_said = visible(reader, Appearance.objects.filter(item__in=[row.item_id for row in page]))
    counted = list(
        all_said.order_by()
        .values_list("item")
        .annotate(Min("bulletin__number"), Count("bulletin", distinct=True))
    )
    first = visible(
        reader, Bulletin.objects.filter(number__in={number for _, number, _ in counted})
    )
    by_number = {bulletin.number: bulletin for bulletin in first.only("number", "date")}
    return {item: (by_number[number], count) for item, number, count in counted}


def _appearance(step: Step, site: Site) -> ItemAppearance:
    pieces = step.shown_changes if step.is_reworded else []
    return ItemAppearance(
        **said(step.appearance),
        bulletin=BulletinName.of(step.appearance.bulletin, site),
        earlier_title=step.earlier_title,
        is_reworded=step.is_reworded,
        changes=[Piece(change=piece.change.value, text=piece.text) for piece in pieces],
    )
