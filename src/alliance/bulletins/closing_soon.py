"""The deadlines that are still to come: as the newest bulletin has them, or who asked knows better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Q
from django.utils import timezone

from alliance.actions.models import Action, ActionDate, ActionState
from alliance.directory.access import visible
from alliance.directory.models import User
from alliance.evidence.calls.shown import taking_answers

from .models import Appearance, AppearanceDate, Item


@dataclass(frozen=True, slots=True)
class Closing:
    """A day by which something is to be done, and where one reads of it."""

    on: dt.date
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked from a matter, or by itself: its days that hold, and all that it ever gave."""

    item: int | None
    title: str
    url: str
    given: frozenset[dt.date]
    holding: frozenset[dt.date]


def closing_soon(user: User | AnonymousUser, *, on: dt.date, count: int) -> list[Closing]:
    """The next deadlines from the day `on`, soonest first.

    A deadline that slipped counts once, as given by the newest published bulletin that gave one
    for that matter. Where something that this person may read is asked from the matter, the days
    of that stand in the place of those that it gave: a person confirmed them, moves and ends them.
    """
    asked = _asked(user, on)
    given: dict[int, set[dt.date]] = {}
    for one in asked:
        if one.item is not None:
            given.setdefault(one.item, set()).update(one.given)
    found = _of_bulletins(user, on, given)
    found |= {Closing(day, one.title, one.url) for one in asked for day in one.holding if day >= on}
    found |= _of_calls(user)
    return sorted(found, key=lambda each: (each.on, each.title))[:count]


def _of_bulletins(
    user: User | AnonymousUser, on: dt.date, known_better: Mapping[int, Collection[dt.date]]
) -> set[Closing]:
    published = visible(user, Appearance.objects.filter(bulletin__live=True))
    deadlines = AppearanceDate.objects.filter(
        kind=AppearanceDate.Kind.DEADLINE, appearance__in=published
    )
    open_still = list(
        deadlines.filter(date__gte=on)
        .select_related("appearance__item", "appearance__bulletin")
        .only("date", "appearance__title", "appearance__item__title", "appearance__item__slug",
              "appearance__bulletin__number")
        .order_by("date", "appearance__item")
    )  # fmt: skip
    # In a query of its own: as a subquery of each row it takes twenty times as long.
    newest = dict(
        deadlines.filter(appearance__item__in={row.appearance.item_id for row in open_still})
        .order_by()
        .values_list("appearance__item")
        .annotate(newest=Max("appearance__bulletin__number"))
    )
    return {
        Closing(row.date, row.appearance.title, row.appearance.item.get_absolute_url())
        for row in open_still
        if row.appearance.bulletin.number == newest[row.appearance.item_id]
        and row.date not in known_better.get(row.appearance.item_id, ())
    }


def _of_calls(user: User | AnonymousUser) -> set[Closing]:
    """Open calls for evidence: one goes there itself, not to the ask of passing it on."""
    return {
        Closing(
            each.closes.on, f"Call for evidence: {each.call.title}", each.call.get_absolute_url()
        )
        for each in taking_answers(user, timezone.now())
        if each.closes
    }


def _asked(user: User | AnonymousUser, on: dt.date) -> list[_Asked]:
    """Every action that gave a day from this one on, that day still holding or not."""
    given = Q(replaced_at__isnull=True) | Q(replaced_at__gt=F("action__opened_at"))
    of_no_call = Action.objects.filter(call__isnull=True)
    open_to_them = visible(user, of_no_call.exclude(state=ActionState.DRAFT))
    rows = (
        ActionDate.objects.filter(given, action__in=open_to_them.order_by())
        .filter(action__dates__on__gte=on)
        .select_related("action")
        .distinct()
    )
    days: dict[Action, list[ActionDate]] = {}
    for row in rows:
        days.setdefault(row.action, []).append(row)
    of_item = ContentType.objects.get_for_model(Item).pk
    return [
        _Asked(
            item=int(action.origin_id) if action.origin_type_id == of_item else None,
            title=action.title,
            url=action.get_absolute_url(),
            given=frozenset(row.on for row in its),
            holding=frozenset(
                row.on
                for row in its
                if row.replaced_at is None and action.state == ActionState.OPEN
            ),
        )
        for action, its in days.items()
    ]
