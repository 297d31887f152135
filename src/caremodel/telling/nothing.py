"""What is said where there is nothing to show."""

from __future__ import annotations


class NothingToDraw(Exception):
    """A picture that would be empty; the message says what is lacking."""
