"""What the showcase tells the parts below at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.jobs.schedule import daily, every
from alliance.links.scrub import bears_token

from . import deliverable, findable, panel
from .checking import remind
from .joining import forget
from .lasting import ask_what_lasted
from .launching import SWEEP, launch_due
from .pdf.job import drop_old_reports


def register() -> None:
    bears_token("/my-case/")
    findable.register()
    deliverable.register()
    panel.register()
    every(SWEEP, launch_due)
    daily(dt.time(7, 10), remind)
    daily(dt.time(7, 20), ask_what_lasted)
    daily(dt.time(3, 40), forget)
    daily(dt.time(3, 50), drop_old_reports)
