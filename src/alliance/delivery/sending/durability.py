"""How firmly the ledger is written: a claim to the disk, a fate as quickly as it can be.

A claim is on the disk before anything of it is sent. The fates that follow are safe from a killed
process at once (the database or the system's memory has them), and on the disk with the next
claim at the latest. So a power cut can lose fates of one batch a worker, whose copies then stand
as claimed and are sent again after their lease; it can never lose a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def durable() -> Iterator[None]:
    """One transaction that is on the disk when it is over; within another, part of that."""
    on_sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
    if on_sqlite:  # it cannot be changed within a transaction
        _execute("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                _execute("SET LOCAL synchronous_commit TO on")
            yield
    finally:
        if on_sqlite:
            _execute("PRAGMA synchronous=NORMAL")


@contextmanager
def quick() -> Iterator[None]:
    """Commits of this connection do not wait for the disk, while a worker sends.

    SQLite's never do, but every thousand pages its log is written back: a few more, and pages that
    one copy after the other changes are written back once.
    """
    eased, usual = _EASED[connection.vendor]
    if connection.in_atomic_block:
        yield
        return
    _execute(eased)
    try:
        yield
    finally:
        if connection.is_usable():
            _execute(usual)


_EASED = {
    "sqlite": ("PRAGMA wal_autocheckpoint=8000", "PRAGMA wal_autocheckpoint=1000"),
    "postgresql": ("SET synchronous_commit TO off", "RESET synchronous_commit"),
}


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
