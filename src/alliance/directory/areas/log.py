"""The log of who read what in restricted areas, and how long it is kept."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.text.spreadsheets import harmless

from ..models import AccessLog, User
from ..viewer import viewer_of
from .entry import entered_as

KEPT_FOR = dt.timedelta(days=365)
COLUMNS = ("when", "who", "authority", "area", "what", "title", "address")


def log_reading(request: HttpRequest, *, area: int, what: AccessLog.What, title: str) -> None:
    """Add a row for whoever asks; nothing else follows from reading."""
    if request.method != "GET" or not isinstance(request.user, User):
        return
    viewer = viewer_of(request.user)
    AccessLog.objects.create(
        user=request.user,
        person_id=viewer.person_id,
        authority_id=entered_as(viewer, area),
        area_id=area,
        what=what,
        title=title[:255],
        path=request.path[:1000],
    )


def as_csv(rows: Iterable[AccessLog]) -> str:
    """A line of names, then a line a reading; no cell is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (
            timezone.localtime(row.at).isoformat(timespec="seconds"),
            who(row),
            row.authority.name if row.authority else "",
            row.area.name,
            row.get_what_display(),
            row.title,
            row.path,
        )
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def who(row: AccessLog) -> str:
    """Whoever read it, by name; their account or person may be gone."""
    return str(row.person or row.user or "somebody whose account is gone")


@job(title="Forget who read what in restricted areas")
def forget_readings(progress: Progress) -> str:
    """Erase what is older than a year."""
    count, _ = AccessLog.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return f"{count} were forgotten."
