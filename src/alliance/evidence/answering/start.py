"""What answering registers at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.jobs.schedule import daily

from .forget import forget_drafts


def register() -> None:
    daily(dt.time(3, 20), forget_drafts)
