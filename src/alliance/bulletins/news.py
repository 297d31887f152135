"""Bulletins that came out, for an authority's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest

from alliance.directory.access import visible
from alliance.directory.models import Authority
from alliance.directory.my_authority import News, register_news

from .models import Bulletin

GROUP = "Bulletins"
OF_LATE = dt.timedelta(days=14)
"""How long before one was last here its day may be: an archive that comes in is no news."""


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """A query, whatever came out."""
    rows = Bulletin.objects.filter(
        live=True, first_published_at__gt=since, date__gte=since.date() - OF_LATE
    )
    for row in visible(request.user, rows).only("number", "date", "first_published_at"):
        if row.first_published_at:
            words = f"{row}, {row.date.day} {row.date:%B %Y}"
            yield News(row.first_published_at, words, row.get_absolute_url(), GROUP)
