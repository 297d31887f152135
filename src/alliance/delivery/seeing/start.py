"""What seeing does by itself: a look at the sender every morning, visits written as they come."""

from __future__ import annotations

import datetime as dt

from django.core.signals import request_finished

from alliance.jobs.schedule import daily

from .look import look_at_sender
from .visits import visits


def register() -> None:
    daily(dt.time(5, 40), look_at_sender)
    request_finished.connect(visits.write_when_due, dispatch_uid="alliance.delivery.visits")
