"""What is proposed for the next bulletin, from what is stored, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q

from alliance.actions.models import Action, ActionState, Ask
from alliance.actions.models.ask import OWED
from alliance.library.link_check.addresses import addresses_in
from alliance.library.models import Version
from alliance.text.sanitise import plain
from alliance.text.similarity import fold

from ..models import (
    Appearance,
    AppearanceDate,
    Bulletin,
    CarryChoice,
    CarryFor,
    CatalogueEntry,
    Item,
)
from ..recurrence import WINDOW
from .changes import Changed, changed_in
from .rules import LOOKED_AT, Asked, Judgement, Matter, Told, propose, room_after

_LAST_DAY = Max("dates__on", filter=Q(dates__replaced_at__isnull=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matter that may be told again: why, what changed, and whether it is ticked."""

    item: Item
    judgement: Judgement
    changed: Changed
    is_ticked: bool
    is_chosen: bool
    """An editor ticked or unticked it; otherwise the rules did."""

    @property
    def reasons(self) -> list[str]:
        return [reason.words for reason in self.judgement.reasons]

    @property
    def last(self) -> Told:
        return self.judgement.matter.last


def proposals(for_date: dt.date) -> list[Proposal]:
    """Every matter of the last quarter, for the bulletin of a day: what is ticked is to be carried.

    Those with a reason come first, the most pressing first; then what left the news.
    """
    matters, items, dates, counts = _matters(for_date)
    judged = propose(matters, for_date, dates, room=room_after(counts))
    chosen = dict(CarryChoice.objects.filter(for_date=for_date).values_list("item", "is_carried"))
    return [_proposal(each, items[each.matter.key], chosen) for each in judged]


def _proposal(judgement: Judgement, item: Item, chosen: Mapping[int, bool]) -> Proposal:
    by_rule = bool(judgement.reasons) and judgement.has_room
    return Proposal(
        item,
        judgement,
        changed_in(judgement.matter),
        is_ticked=chosen.get(item.pk, by_rule),
        is_chosen=item.pk in chosen,
    )


def _matters(
    on: dt.date,
) -> tuple[list[Matter], dict[int, Item], list[dt.date], list[int]]:
    bulletins = dict(
        Bulletin.objects.filter(live=True, date__lt=on, date__gte=on - WINDOW)
        .order_by("date")
        .values_list("pk", "date")
    )
    wanted = CarryFor.objects.filter(Q(until__isnull=True) | Q(until__gte=on))
    carry = dict(wanted.values_list("item", "until"))
    recent = Appearance.objects.filter(bulletin__in=bulletins)
    rows = (
        Appearance.objects.filter(bulletin__live=True, bulletin__date__lt=on)
        .filter(Q(item__in=recent.values("item")) | Q(item__in=carry))
        .filter(Q(bulletin__in=bulletins) | Q(item__in=carry))
        .select_related("item", "bulletin")
        .prefetch_related("dates")
        .order_by("bulletin__date", "position")
    )
    by_item: dict[int, list[Appearance]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    asks, published = _asks(by_item), _of_publications(by_item, bulletins)
    matters = [
        Matter(
            pk,
            tuple(_told(each) for each in told),
            asks.get(pk, ()),
            carry_until=carry.get(pk),
            is_standing=pk in carry and carry[pk] is None,
            tells_of_publication=pk in published,
        )
        for pk, told in by_item.items()
    ]
    counts = _reminders(by_item.values(), bulletins)
    return (
        matters,
        {pk: told[-1].item for pk, told in by_item.items()},
        [*bulletins.values()],
        counts,
    )


def _told(row: Appearance) -> Told:
    dates = list(row.dates.all())
    return Told(
        row.bulletin.number,
        row.bulletin.date,
        row.title,
        plain(f"{row.body}\n{row.action_text}"),
        row.section,
        tuple(d.date for d in dates if d.kind == AppearanceDate.Kind.DEADLINE),
        tuple(d.date for d in dates if d.kind == AppearanceDate.Kind.EVENT),
    )


def _reminders(told: Iterable[list[Appearance]], bulletins: Mapping[int, dt.date]) -> list[int]:
    counts = dict.fromkeys(bulletins, 0)
    for rows in told:
        for row in rows:
            if row.section == Appearance.Section.REMINDER and row.bulletin_id in counts:
                counts[row.bulletin_id] += 1
    return list(counts.values())[-LOOKED_AT:]


def _asks(items: Iterable[int]) -> dict[int, tuple[Asked, ...]]:
    """The open actions raised from the items, and how many authorities have not answered."""
    kind = ContentType.objects.get_for_model(Item)
    ids = [str(pk) for pk in items]
    open_ones = Action.objects.filter(origin_type=kind, origin_id__in=ids, state=ActionState.OPEN)
    asked = (
        Ask.objects.filter(action__in=open_ones, taken_back_at__isnull=True)
        .order_by()
        .values("action")
        .annotate(asked=Count("pk"), missing=Count("pk", filter=Q(state__in=OWED)))
    )
    counted = {row["action"]: (row["missing"], row["asked"]) for row in asked}
    found: dict[int, tuple[Asked, ...]] = {}
    for action in open_ones.annotate(last_day=_LAST_DAY):
        missing, of = counted.get(action.pk, (0, 0))
        ask = Asked(action.title, missing, of, action.last_day, action.get_absolute_url())
        pk = int(action.origin_id)
        found[pk] = (*found.get(pk, ()), ask)
    return found


def _of_publications(by_item: Mapping[int, list[Appearance]], bulletins: Iterable[int]) -> set[int]:
    """The items that link to a publication we have a record of, or are called as one in the lists."""
    linking: dict[str, set[int]] = {}
    titles: dict[str, set[int]] = {}
    for pk, rows in by_item.items():
        for row in rows:
            titles.setdefault(fold(row.title), set()).add(pk)
            for address in addresses_in(f"{row.body} {row.action_text}"):
                linking.setdefault(address, set()).add(pk)
    known = Version.objects.filter(url__in=linking).values_list("url", flat=True)
    found = {pk for address in known for pk in linking[address]}
    listed = CatalogueEntry.objects.filter(bulletin__in=bulletins).order_by()
    for title in listed.values_list("title", flat=True).distinct():
        found |= titles.get(fold(title), set())
    return found
