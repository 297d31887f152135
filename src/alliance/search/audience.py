"""Who asks: told by the directory, which is above, at start-up."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.http import HttpRequest

from .models import PUBLIC

Teller = Callable[[HttpRequest], Collection[str]]
_teller: list[Teller] = []


def told_by(teller: Teller) -> None:
    """Register the one function that knows which audiences a request belongs to."""
    _teller[:] = [teller]


def audience_keys(request: HttpRequest) -> frozenset[str]:
    """The audiences of whoever asks; everybody is of the public, and only that until told."""
    return frozenset({PUBLIC, *(key for teller in _teller for key in teller(request))})
