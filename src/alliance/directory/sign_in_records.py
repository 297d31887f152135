"""What is kept of people's signing in, and for how long."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from .models import SecurityEvent

KEPT_FOR = dt.timedelta(days=90)
"""From where somebody signed in, and by what browser."""
EVENTS_KEPT_FOR = dt.timedelta(days=365)
"""That they did."""


@job(title="Forget old sign-ins")
def forget_sign_ins(progress: Progress) -> str:
    """Remove sessions that ended, what was typed in them, and from where somebody signed in."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for session in UserSession.objects.iterator():
        session.purge()
    old = timezone.now() - KEPT_FOR
    count = 0
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        count += model.objects.filter(attempt_time__lt=old).delete()[0]
    events = SecurityEvent.objects
    events.filter(at__lt=old).exclude(ip=None, browser="").update(ip=None, browser="")
    count += events.filter(at__lt=timezone.now() - EVENTS_KEPT_FOR).delete()[0]
    return f"{count} were forgotten."
