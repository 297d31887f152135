"""What the templates of agreements need besides tags of the whole site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(things: Sequence[Any], place: int) -> Any:
    """The thing at a place of a list."""
    return things[place]


@register.filter
def in_groups(sha256: str) -> str:
    """A fingerprint in groups of eight, so that two can be compared by eye."""
    return " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))
