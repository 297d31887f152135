"""What triage tells the parts below at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.jobs.schedule import daily, every

from ..deciding import FIELDS
from ..judge import judge_again, judge_new
from ..models import Candidate


def register() -> None:
    audited(Candidate, fields=FIELDS)
    every(dt.timedelta(minutes=5), judge_new)
    daily(dt.time(5, 15), judge_again)
