"""What matters say of themselves to feeds and calendar."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from html import escape

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from django.utils.text import Truncator

from alliance.actions.deliverable import given_days
from alliance.actions.models import Action
from alliance.delivery import keep, registry
from alliance.delivery.composing.letter import written
from alliance.delivery.registry import DaysOf, Shown, Source
from alliance.delivery.tellings import Kind, Telling
from alliance.directory.access import visible
from alliance.directory.models import Topic
from alliance.text.sanitise import plain

from .asked import raised_from
from .called_off import called_off
from .for_whom import audiences_of
from .models import Appearance, AppearanceDate, Bulletin, Correction, Item
from .told_html import told_html

NAME = "item"
"""What matters are called among all that is delivered."""
PUBLISHED_AT = dt.time(12)
"""The hour at which a bulletin is taken to have come out, where nothing says so."""
BEGINNING = 60
"""Words of an item that stand in a calendar."""


def register() -> None:
    registry.register(
        Source(
            name=NAME,
            told_last=_told_last,
            dated=_dated,
            tellings=_tellings,
            shown=_shown,
            about=_about,
            told_elsewhere=_told_by_actions,
        )
    )
    uid = "alliance.bulletins.deliverable"
    pre_save.connect(_may_leave_its_matter, sender=Appearance, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        signal.connect(_retold, sender=Appearance, dispatch_uid=uid)
        signal.connect(_redated, sender=AppearanceDate, dispatch_uid=uid)
    post_delete.connect(_gone, sender=Item, dispatch_uid=uid)
    post_save.connect(_published_or_not, sender=Bulletin, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        signal.connect(_asked, sender=Action, dispatch_uid=uid)


# When something changes --------------------------------------------------------------------------


def _may_leave_its_matter(instance: Appearance, raw: bool = False, **signal: object) -> None:
    """An editor may give an appearance to another matter; the one it leaves is told less."""
    if not raw and instance.pk:
        was = Appearance.objects.filter(pk=instance.pk).exclude(item=instance.item_id)
        if left := list(was.values_list("item", flat=True)):
            # Written at once, so that what is followed at once already counts without it.
            Appearance.objects.filter(pk=instance.pk).update(item=instance.item_id)
            keep.follow(NAME, left)


def _retold(instance: Appearance, raw: bool = False, **signal: object) -> None:
    if not raw:
        keep.follow(NAME, [instance.item_id])


def _redated(instance: AppearanceDate, raw: bool = False, **signal: object) -> None:
    if not raw:
        told = Appearance.objects.filter(pk=instance.appearance_id)
        keep.follow(NAME, told.values_list("item", flat=True))


def _gone(instance: Item, **signal: object) -> None:
    keep.follow(NAME, [instance.pk])


def _published_or_not(instance: Bulletin, raw: bool = False, **signal: object) -> None:
    if not raw:
        told = Appearance.objects.filter(bulletin=instance.pk)
        keep.follow(NAME, told.values_list("item", flat=True))


def _asked(instance: Action, raw: bool = False, **signal: object) -> None:
    """Something is asked from a matter, or otherwise than before: its days are the action's."""
    if not raw and instance.origin_id and instance.origin_type_id == _content_type().pk:
        keep.follow(NAME, [int(instance.origin_id)])


# Which are asked about ---------------------------------------------------------------------------


def _open() -> QuerySet[Appearance]:
    """What everybody may read."""
    return visible(AnonymousUser(), Appearance.objects.filter(bulletin__live=True))


def _about(topic: Topic) -> QuerySet[Item]:
    return Item.objects.filter(topics=topic)


def _told_last(topic: Topic | None, limit: int) -> list[int]:
    told = _open().filter(item__in=_about(topic)) if topic else _open()
    rows = told.order_by().values("item").annotate(last=Max("bulletin__number"))
    return list(rows.order_by("-last", "item").values_list("item", flat=True)[:limit])


def _dated(ids: Collection[int] | None, since: dt.date) -> list[int]:
    days = AppearanceDate.objects.filter(date__gte=since, appearance__bulletin__live=True)
    if ids is not None:
        days = days.filter(appearance__item__in=ids)
    return list(days.order_by().values_list("appearance__item", flat=True).distinct())


# What was told ---------------------------------------------------------------------------------


def _tellings(ids: Collection[int]) -> Mapping[int, list[Telling]]:
    """A telling for each published bulletin, whatever number of times it has the matter."""
    days: dict[int, dict[Kind, set[dt.date]]] = defaultdict(lambda: defaultdict(set))
    told = _open().filter(item__in=ids)
    for appearance, kind, day in (
        AppearanceDate.objects.filter(appearance__in=told.order_by())
        .order_by()
        .values_list("appearance", "kind", "date")
    ):
        days[appearance][Kind(kind)].add(day)
    corrected = _corrected(ids)
    found: dict[int, list[Telling]] = defaultdict(list)
    last: dict[int, int] = {}
    rows = told.order_by("bulletin__number", "position").values_list(
        "pk", "item", "section", "title", "body", "has_action", "action_text",
        "bulletin__number", "bulletin__date", "bulletin__first_published_at",
    )  # fmt: skip
    for pk, item, section, title, body, has_action, action, number, date, published_at in rows:
        text = f"{body}\n{action}" if has_action else body
        given = {kind: frozenset(dates) for kind, dates in days[pk].items()}
        one = Telling(
            at=published_at or _came_out(date),
            on=date,
            corrected_at=corrected.get((item, number)),
            wording=_digest(title, text, given),
            days=given,
            calls_off=partial(called_off, text, on=date),
            is_whole=section == Appearance.Section.NEWS,
        )
        if last.get(item) == number:
            one = _both(found[item].pop(), one)
        found[item].append(one)
        last[item] = number
    return found


def _corrected(ids: Collection[int]) -> dict[tuple[int, int], dt.datetime]:
    """When an item was last put right in a bulletin, by item and number."""
    rows = Correction.objects.filter(items__in=ids, bulletin__live=True).order_by()
    return {
        (item, number): at
        for item, number, at in rows.values_list("items", "bulletin__number").annotate(Max("at"))
        if item in ids
    }


def _came_out(date: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(date, PUBLISHED_AT))


def _digest(title: str, text: str, given: Mapping[Kind, frozenset[dt.date]]) -> str:
    dates = " ".join(f"{kind}{day}" for kind in sorted(given) for day in sorted(given[kind]))
    said = f"{title}\n{text}\n{dates}"
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def _both(first: Telling, second: Telling) -> Telling:
    """A matter that one bulletin tells twice, as news and as a reminder say."""
    none: frozenset[dt.date] = frozenset()
    return Telling(
        at=first.at,
        on=first.on,
        corrected_at=first.corrected_at,
        wording=_digest(first.wording, second.wording, {}),
        days={kind: first.days.get(kind, none) | second.days.get(kind, none) for kind in Kind},
        calls_off=lambda: first.calls_off() | second.calls_off(),
        is_whole=first.is_whole or second.is_whole,
    )


def _told_by_actions(ids: Collection[int]) -> DaysOf:
    """Deadlines that a public action raised from the matter gave: a person confirmed them, moves
    them and withdraws them. Where it only repeats the bulletin's day, that stands once too."""
    raised = raised_from(ids)
    days: dict[int, set[tuple[Kind, dt.date]]] = defaultdict(set)
    given = given_days().filter(action__in=raised.order_by()).order_by()
    for item, day in given.values_list("action__origin_id", "on"):
        days[int(item)].add((Kind.DEADLINE, day))
    return days


def _content_type() -> ContentType:
    return ContentType.objects.get_for_model(Item)


# What is shown ---------------------------------------------------------------------------------


def _shown(ids: Collection[int]) -> Mapping[int, Shown]:
    """Each matter as the newest bulletin that everybody may read tells it."""
    items = visible(AnonymousUser(), Item.objects.filter(pk__in=ids))
    told = _open().filter(item__in=items)
    newest = dict(told.order_by("bulletin__number", "-position").values_list("item", "pk"))
    rows = Appearance.objects.filter(pk__in=newest.values()).select_related("bulletin", "item")
    notes = defaultdict(list)
    for each in (
        Correction.objects.filter(items__in=newest, bulletin__live=True)
        .distinct()
        .prefetch_related("items")
    ):
        for item in each.items.all():
            notes[item.pk, each.bulletin_id].append(str(each))
    return {
        row.item_id: _as_shown(row, notes[row.item_id, row.bulletin_id])
        for row in rows.prefetch_related("dates", "item__topics")
    }


def _as_shown(row: Appearance, notes: Sequence[str]) -> Shown:
    bulletin = row.bulletin
    return Shown(
        title=row.title,
        html=_html(row, notes),
        beginning=Truncator(plain(row.body)).words(BEGINNING),
        said_in=f"{bulletin}, {written(bulletin.date)}",
        url=row.item.get_absolute_url(),
        topics=[topic.name for topic in row.item.topics.all()],
        audiences=audiences_of(row.audience),
    )


def _html(row: Appearance, notes: Sequence[str]) -> str:
    """As on its page: what was put right, what is said, what stood under the label, the days,
    where it was said."""
    parts = [f"<p><strong>{escape(note)}</strong></p>" for note in dict.fromkeys(notes)]
    parts.append(told_html(row))
    bulletin = row.bulletin
    address = escape(bulletin.get_absolute_url())
    parts.append(f'<p>As said in <a href="{address}">{bulletin}</a>, {written(bulletin.date)}.</p>')
    return "".join(parts)
