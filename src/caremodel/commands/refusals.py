"""How a command says that it cannot be done."""

from __future__ import annotations


class Refused(Exception):
    """It will not be done: the sentence says where, why, and what to do about it."""

    exit_code = 1


class Unreadable(Refused):
    """What was handed in cannot be read as what it should be."""

    exit_code = 2
