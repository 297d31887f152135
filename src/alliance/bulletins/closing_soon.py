"""The deadlines that are still to come, as the newest bulletin that gave them has it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max

from alliance.directory.access import visible
from alliance.directory.models import User

from .models import Appearance, AppearanceDate


def closing_soon(user: User | AnonymousUser, *, on: dt.date, count: int) -> list[AppearanceDate]:
    """The next deadlines from the day `on`, soonest first, each with its appearance and item.

    A deadline that slipped counts once, as given by the newest published bulletin that gave one
    for that matter.
    """
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
    return [
        row for row in open_still
        if row.appearance.bulletin.number == newest[row.appearance.item_id]
    ][:count]  # fmt: skip
