"""Children's histories in care: what the returns of all years say of one child, as one story."""

from .changes import KINDS
from .known import as_known_on
from .model import (
    GOES_ON,
    NOT_SAID,
    Change,
    Child,
    Episode,
    Histories,
    Link,
    Period,
    Placement,
)
from .stitching import stitch

__all__ = [
    "GOES_ON",
    "KINDS",
    "NOT_SAID",
    "Change",
    "Child",
    "Episode",
    "Histories",
    "Link",
    "Period",
    "Placement",
    "as_known_on",
    "stitch",
]
