"""Counting how often pages are opened from a mailing, without keeping who, which page or when.

Links in a mailing say of which one they are (`?via=m12`), the same for all its readers. The count
is kept in memory and written by the minute, after an answer has gone out; a process that dies takes
the last minute's with it. Robots that follow every link of a mail count as readers do: the pages
that show the figure say so. The address goes on without the word, so that pages kept for all
readers are kept once.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ..models import Mailing, MailingVisits

WORD = "via"
NAMED = re.compile(r"(?:^|&)via=m(\d{1,15})(?=&|$)")
WRITTEN_EVERY = 60.0
"""Seconds."""
MOST_KEPT = 500
"""Pairs of mailing and day in memory: anybody can make up addresses."""
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")
"""Where browsers say that nobody has asked for the page yet."""

log = logging.getLogger(__name__)


class Visits:
    """What was counted and is not written yet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted: Counter[tuple[int, dt.date]] = Counter()
        self._since = clock()
        self._lock = Lock()

    def count(self, mailing_id: int) -> None:
        key = mailing_id, timezone.localdate()
        with self._lock:
            if not self._counted:
                self._since = self._clock()
            if key in self._counted or len(self._counted) < MOST_KEPT:
                self._counted[key] += 1

    def write_when_due(self, **_: object) -> None:
        """After an answer has gone out; mostly does nothing."""
        if self._counted and self._clock() - self._since >= WRITTEN_EVERY:
            self.write()

    def write(self) -> None:
        """Add what was counted to the rows. A database that is shut costs no reader anything."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
            self._since = self._clock()
        try:
            known = set(
                Mailing.objects.filter(pk__in={pk for pk, _ in counted}).values_list(
                    "pk", flat=True
                )
            )
            for (pk, day), visits in counted.items():
                if pk in known:
                    _add(pk, day, visits)
        except DatabaseError as fault:
            log.warning("Visits of mailings were not written: %s", type(fault).__name__)

    def forget(self) -> None:
        with self._lock:
            self._counted.clear()


def _add(mailing_id: int, day: dt.date, visits: int) -> None:
    rows = MailingVisits.objects.filter(mailing=mailing_id, day=day)
    if rows.update(visits=F("visits") + visits):
        return
    try:
        with transaction.atomic():
            MailingVisits.objects.create(mailing_id=mailing_id, day=day, visits=visits)
    except IntegrityError:  # another process was quicker
        rows.update(visits=F("visits") + visits)


visits = Visits()


class VisitsMiddleware:
    """Counts what comes from a mailing, and lets nobody behind it see that it does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        named = NAMED.search(query) if WORD in query else None
        if named is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        request.META["QUERY_STRING"] = NAMED.sub("", query).removeprefix("&")
        request.__dict__.pop("GET", None)
        response = self.get_response(request)
        if _is_opened(request, response):
            visits.count(int(named[1]))
            response.headers["Link"] = f'<{request.build_absolute_uri()}>; rel="canonical"'
        return response


def _is_opened(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a page of ours was shown to somebody: not looked up, fetched ahead, or sent on."""
    return (
        request.method == "GET"
        and response.status_code in {200, 304}
        and (response.status_code == 304 or _is_page(response))
        and not any("fetch" in request.headers.get(name, "").lower() for name in AHEAD)
        and not any("preview" in request.headers.get(name, "").lower() for name in AHEAD)
    )


def _is_page(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "").startswith("text/html")
