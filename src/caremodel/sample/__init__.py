"""The synthetic authority: returns of any size whose truth is known."""

from __future__ import annotations

from .making import make
from .model import Authority, Person, Planted, Provider, Stay, Stretch
from .settings import Settings, Spot
from .stock import month_end_stock
from .writing import write

__all__ = [
    "Authority",
    "Person",
    "Planted",
    "Provider",
    "Settings",
    "Spot",
    "Stay",
    "Stretch",
    "make",
    "month_end_stock",
    "write",
]
