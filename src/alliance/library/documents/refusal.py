"""How the door says no."""

from __future__ import annotations


class FileRefused(Exception):
    """A file is not taken in: the sentence says what is wrong with it and how to mend it."""
