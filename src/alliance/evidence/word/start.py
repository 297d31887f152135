"""What Word forms register at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.jobs.schedule import daily
from alliance.sources.watching.takers import Taker, takes_mails

from ..models import WordForm
from .forget import forget_senders
from .mailed import take, wants


def register() -> None:
    audited(WordForm, fields=["call", "state", "came", "came_on", "settled_at", "erased_at"])
    takes_mails(Taker(wants=wants, take=take))
    daily(dt.time(3, 40), forget_senders)
