"""What the clock does for those who wait."""

from __future__ import annotations

import datetime as dt

from alliance.jobs.schedule import daily

from .forget import forget_ring_backs
from .remind import remind_of_waiting


def register() -> None:
    daily(dt.time(3, 40), forget_ring_backs)
    daily(dt.time(8, 30), remind_of_waiting)
