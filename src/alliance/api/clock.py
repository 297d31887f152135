"""When what readers may see last changed.

The audit trail and the editors' log have a moment for every change that the site makes; midnight is
one too, because roles and telephone numbers end with a day.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from wagtail.models import ModelLogEntry

from alliance.audit.models import AuditEvent

SETTLES_AFTER = dt.timedelta(minutes=1)
"""The longest that a change may wait between being written and being seen."""


class LastChange(NamedTuple):
    at: int
    """As seconds since 1970, for HTTP."""
    is_settled: bool
    """Whether nothing older can still come to light."""


def last_change() -> LastChange:
    """The last change, or a second before it while it is fresh.

    Another change of the same second, or one that was written earlier and saved later, could come
    after an answer has gone out with this date. A date before the change never makes that answer
    look current.
    """
    now = timezone.localtime()
    moments = [now.replace(hour=0, minute=0, second=0, microsecond=0)]
    moments += filter(
        None,
        (
            AuditEvent.objects.aggregate(at=Max("at"))["at"],
            ModelLogEntry.objects.aggregate(at=Max("timestamp"))["at"],
        ),
    )
    latest = max(moments)
    is_settled = now - latest > SETTLES_AFTER
    return LastChange(int(latest.timestamp()) - (not is_settled), is_settled)
