"""What is told the parts below at start-up of exports."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.jobs.schedule import every

from ..models import Export
from .kept import remove_old


def register() -> None:
    audited(Export, fields=["call", "kind", "with_names", "made_at", "removed_at"])
    every(dt.timedelta(hours=1), remove_old)
