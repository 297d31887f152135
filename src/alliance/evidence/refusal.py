"""Why something is not done."""

from __future__ import annotations


class CannotBeDone(Exception):
    """A change that does not fit how things stand; the sentence says why, and what to do."""
