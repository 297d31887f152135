"""What the link check tells the parts below at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.directory import access
from alliance.jobs.schedule import daily, every

from ..models import Link, LinkFinding, LinkHost, LinkPlace
from .check import check_links
from .decide import FIELDS
from .gather import gather_links
from .own import register_own


def register() -> None:
    for model in (Link, LinkFinding, LinkHost, LinkPlace):
        access.register(
            model, lambda viewer: access.EVERYTHING if viewer.is_programme else access.NOTHING
        )
    audited(Link, fields=FIELDS)
    register_own()
    daily(dt.time(2, 30), gather_links)
    every(dt.timedelta(minutes=10), check_links)
