"""How an idea stands that waits for its reply, or has it: plain functions."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What the programme's list says of one; drawn in docs/features/evidence.md."""

    WAITS = "waits"
    IN_HAND = "in_hand"
    STUCK = "stuck"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def shape(self) -> str:
        """The shape that goes with the word."""
        return _WORDS[self][1]


_WORDS = {
    Standing.WAITS: ("Waits for a reply", "asked"),
    Standing.IN_HAND: ("In hand", "asked"),
    Standing.STUCK: ("Reply not sent", "late"),
    Standing.REPLIED: ("Replied", "done"),
    Standing.WITHDRAWN: ("Withdrawn", "plain"),
    Standing.ERASED: ("Erased", "plain"),
}
WAITING = (Standing.WAITS, Standing.IN_HAND)
LATE_AFTER = 10
"""Working days after which a proposer has waited too long."""


def is_late(which: Standing, working_days: int) -> bool:
    """A reply that is held or failed is no question of days: it is marked as not sent."""
    return which in WAITING and working_days > LATE_AFTER
