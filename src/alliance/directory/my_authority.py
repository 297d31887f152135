"""What the parts above tell an authority on its own page: panels, and what has changed.

Each registers at start-up; the page asks all of them (`home/my_authority.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    group: str = "What is asked"
    """The heading under which it stands, the same for all of its kind."""


@dataclass(frozen=True, slots=True)
class Group:
    """News of one kind, the latest first."""

    title: str
    news: Sequence[News]
    more: int
    """How many more there are than are shown."""


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


def grouped(told: Sequence[News], most: int) -> list[Group]:
    """As much as is read at a glance: the group with the latest news first, and each its share.

    Args:
        told: the latest first.
        most: lines in all. Each group has one before any has two, as long as there is room.
    """
    groups: dict[str, list[News]] = {}
    for each in told:
        groups.setdefault(each.group, []).append(each)
    shares = dict.fromkeys(groups, 0)
    room = min(most, len(told))
    while room:
        for title in [title for title in groups if shares[title] < len(groups[title])][:room]:
            shares[title] += 1
            room -= 1
    return [
        Group(title, rows[: shares[title]], len(rows) - shares[title])
        for title, rows in groups.items()
        if shares[title]
    ]


def news(request: HttpRequest, authority: Authority, since: dt.datetime) -> list[News]:
    """What has changed since a moment, the latest first."""
    told = [each for tell in _news for each in tell(request, authority, since)]
    return sorted(told, key=lambda each: each.at, reverse=True)
