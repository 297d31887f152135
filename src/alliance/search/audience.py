"""Who asks: told by the parts above at start-up, the directory first of all."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.http import HttpRequest

from .models import PUBLIC

Teller = Callable[[HttpRequest], Collection[str]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> None:
    """Register a function that knows of audiences to which a request belongs."""
    if teller not in _tellers:
        _tellers.append(teller)


def audience_keys(request: HttpRequest) -> frozenset[str]:
    """The audiences of whoever asks; everybody is of the public, and only that until told."""
    return frozenset({PUBLIC, *(key for teller in _tellers for key in teller(request))})
