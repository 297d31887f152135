"""Why something cannot be done now, in a sentence for the person who wanted it."""

from __future__ import annotations


class CannotBeDone(Exception):
    """It cannot be done as things stand; the message says why, and how to mend it."""


class SomebodyElseSaved(CannotBeDone):
    """Somebody else has changed the item since it was looked at; what was written is kept aside.

    Attributes:
        aside: number of the version in which it is kept.
        by: who saved meanwhile.
    """

    def __init__(self, by: str, aside: int) -> None:
        super().__init__(
            f"{by} has changed this meanwhile. What you wrote is kept beside it: take one, or join "
            "the two."
        )
        self.by = by
        self.aside = aside
