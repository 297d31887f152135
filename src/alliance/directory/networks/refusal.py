"""What cannot be done, in a sentence for whoever tried."""

from __future__ import annotations


class CannotBeDone(Exception):
    """A change that does not fit what is there by now; the sentence says why and what to do."""
