"""The showcase on an authority's own page: practice it shared, and what others did since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q
from django.http import HttpRequest

from alliance.directory.models import Authority
from alliance.directory.my_authority import News, Panel, register_news, register_panel

from .reading import for_lists, shown_cases

PLACE = 45
GROUP = "Practice"
MOST = 3


def register() -> None:
    register_panel(PLACE, panel)
    register_news(tell)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    """Its own public cases, with how many authorities said that they do the same; the newest of others."""
    doing = Count("also_doing__authority", Q(also_doing__state="shown"), distinct=True)
    own = list(for_lists(shown_cases().filter(authorities=authority)).annotate(doing=doing).order_by("-shown_at"))  # fmt: skip
    others = for_lists(shown_cases().exclude(authorities=authority)).order_by("-shown_at", "pk")
    newest = list(others[:MOST])
    if not own and not newest:
        return None
    return Panel("Practice", "evidence/showcase/_panel.html", {"own": own, "newest": newest})


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """Cases that were published since."""
    rows = shown_cases().filter(shown_at__gt=since).select_related("showcase")
    for case in rows.order_by("-shown_at"):
        if case.shown_at:
            yield News(case.shown_at, f"Published: {case.title}", case.get_absolute_url(), GROUP)
