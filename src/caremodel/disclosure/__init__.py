"""Counts of children made fit to leave the authority: small ones hidden, the rest rounded, and that tried.

    protected = protect(summary.tables, secret=secret)
    protected.tables    # to publish
    protected.account   # what was hidden and why: stays here
    protected.ledger    # what was printed: for the next release

How and why: docs/care/disclosure.md and decision 0085.
"""

from __future__ import annotations

from .facts import Counts
from .ledger import Ledger
from .protect import Hidden, Protected, protect
from .register import REGISTER, Entry
from .tables import ProtectedTable

__all__ = [
    "REGISTER",
    "Counts",
    "Entry",
    "Hidden",
    "Ledger",
    "Protected",
    "ProtectedTable",
    "protect",
]
