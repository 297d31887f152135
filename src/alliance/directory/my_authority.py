"""What the parts above tell an authority on its own page: panels, and what has changed.

Each registers at start-up; the page asks all of them (`home/my_authority.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from .models import Authority


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page, below what is owed."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened."""

    at: dt.datetime
    words: str
    address: str


Build = Callable[[HttpRequest, Authority], Panel | None]
Tell = Callable[[HttpRequest, Authority, dt.datetime], Iterable[News]]
_panels: list[tuple[int, Build]] = []
_news: list[Tell] = []


def register_panel(order: int, build: Build) -> None:
    """Say what makes a panel; those of a lower order come first. None is no panel today."""
    if all(known is not build for _, known in _panels):
        _panels.append((order, build))
        _panels.sort(key=lambda each: each[0])


def register_news(tell: Tell) -> None:
    """Say what tells of changes since a moment."""
    if tell not in _news:
        _news.append(tell)


def panels(request: HttpRequest, authority: Authority) -> list[Panel]:
    """Every panel that has something for whoever looks."""
    made = (build(request, authority) for _, build in _panels)
    return [panel for panel in made if panel is not None]


def news(request: HttpRequest, authority: Authority, since: dt.datetime) -> list[News]:
    """What has changed since a moment, the latest first."""
    told = [each for tell in _news for each in tell(request, authority, since)]
    return sorted(told, key=lambda each: each.at, reverse=True)
