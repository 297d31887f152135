"""Campaigns on an authority's own page: its line, and how many more reach the target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest

from alliance.directory.access import visible
from alliance.directory.models import Authority
from alliance.directory.my_authority import News, Panel, register_news, register_panel

from ..models import Campaign
from .reading import parts_of


def register() -> None:
    register_panel(5, panel)
    register_news(tell)


def panel(request: HttpRequest, authority: Authority) -> Panel | None:
    parts = parts_of(authority, request.user)
    if not parts:
        return None
    shown = [
        (part, part.chart(totals, name=str(authority)) if part.line.points else None)
        for part, totals in parts
    ]
    return Panel("Campaigns", "actions/campaigns/_panel.html", {"shown": shown})


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """Campaigns that ended; that a week's figure is asked is told as of anything asked."""
    ended = visible(
        request.user, Campaign.objects.filter(parts__authority=authority, ended_at__gt=since)
    )
    for campaign in ended:
        if campaign.ended_at:
            words = f"{campaign.get_state_display()}: {campaign}"
            yield News(campaign.ended_at, words, campaign.get_absolute_url())
