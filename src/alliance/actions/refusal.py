"""A change that cannot be made."""

from __future__ import annotations


class CannotBeDone(Exception):
    """How things stand does not allow it; the sentence says why and what to do."""
