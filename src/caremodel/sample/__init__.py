"""The synthetic authority: returns of any size whose truth is known."""

from __future__ import annotations

from .making import make
from .model import Authority, Person, Planted, Provider, Stay, Stretch
from .regions import make_region
from .settings import Settings, Spot
from .stock import month_end_stock
from .writing import write, write_truth

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
    "make_region",
    "month_end_stock",
    "write",
    "write_truth",
]
