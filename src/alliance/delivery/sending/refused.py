"""Telling whoever minds addresses that a mail server refused one for good."""

from __future__ import annotations

from collections.abc import Callable

Minding = Callable[..., None]
"""`(*, copy_id, code, said)`, as `returning/take.py` has it."""

_minding: list[Minding] = []


def told_of_refusals(minding: Minding) -> None:
    """Have it called, at start-up, for each copy that a server refused for good."""
    if minding not in _minding:
        _minding.append(minding)


def tell(*, copy_id: int, code: str, said: str) -> None:
    """A server's 5xx to one copy: its reason, as “5.1.1” or “550”, and its words."""
    for minding in _minding:
        minding(copy_id=copy_id, code=code, said=said)
