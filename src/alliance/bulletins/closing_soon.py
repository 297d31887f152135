"""The deadlines that are still to come, as the newest bulletin that gave them has it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery

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
    newest = (
        deadlines.filter(appearance__item=OuterRef("appearance__item"))
        .order_by("-appearance__bulletin__number")
        .values("appearance__bulletin__number")[:1]
    )
    open_still = deadlines.filter(date__gte=on, appearance__bulletin__number=Subquery(newest))
    return list(
        open_still.select_related("appearance__item")
        .defer("appearance__body", "appearance__action_text")
        .order_by("date", "appearance__item")[:count]
    )
