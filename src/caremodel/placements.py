"""Kinds of placement, as the forecast and its tables group them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

CATEGORIES: Final = ("fostering", "residential", "supported", "other")

OF_CODE: Final = MappingProxyType(
    dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "fostering")
    | dict.fromkeys(("K2", "R1", "S1", "P3"), "residential")
    | dict.fromkeys(("H5", "P2", "K3"), "supported")
)
"""Code of PLACE → category; every other code is `other`."""

RESPITE: Final = frozenset({"V3", "V4"})
"""Legal statuses of series of short breaks: such a child is not counted as looked after."""


def category(place: str | None) -> str:
    """The category of a placement's code.

    >>> category("K3"), category("P1"), category(None)
    ('supported', 'other', 'other')
    """
    return OF_CODE.get(place or "", "other")
