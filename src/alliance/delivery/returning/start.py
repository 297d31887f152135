"""What comes back is read by the clock, and heard of where a mail server refuses."""

from __future__ import annotations

from alliance.jobs.schedule import every

from ..sending.refused import told_of_refusals
from .mailbox import EVERY, read_returns
from .take import note_refusal


def register() -> None:
    told_of_refusals(note_refusal)
    every(EVERY, read_returns)
