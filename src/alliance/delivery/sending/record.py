"""Writing down what became of a copy, each by itself, directly after the carrier's word.

Every statement names the claim that it answers for: a worker that was given up meanwhile changes
nothing. The one after a message was taken is written by hand, because it stands between the
server's “taken” and the moment from which the copy can never be sent again.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Collection

from django.db import OperationalError, connection
from django.utils import timezone

from alliance.jobs.run import wait_before_retry

from ..models import Copy, CopyState
from .claim import Claimed

log = logging.getLogger(__name__)
FIRST_WAIT = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 12
"""After 5, 20, 80 minutes, 5 hours and 6 hours at a time: two days in all."""
MOST_UNCERTAIN = 5
"""A server that takes each message and never says so gets it so often at most."""
CUT_OFF = "The site was stopped while it was being sent; it is sent again, and may come twice."
AGAIN = "It is sent again, and may come twice."
NOBODY_KNOWS = "Nobody knows whether it arrived."
TRIES, PAUSE = 5, 1.0

_SENT = (
    f"UPDATE {Copy._meta.db_table} SET state = '{CopyState.SENT}', sent_at = %s, "  # noqa: S608
    "attempts = attempts + 1, provider_id = %s, claim = '', lease_until = NULL, why = '' "
    f"WHERE id = %s AND state = '{CopyState.CLAIMED}' AND claim = %s"
)


def sent(copy: Claimed, claim: str, *, called: str = "") -> None:
    """It was taken; tried several times, because what is not written down is sent again.

    Args:
        called: what a provider calls it.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    values = [now, called[:150], copy.copy_id, claim]
    for left in reversed(range(TRIES)):
        try:
            with connection.cursor() as cursor:
                cursor.execute(_SENT, values)
                count = cursor.rowcount
            break
        except OperationalError as fault:
            if not left or connection.in_atomic_block:
                raise
            log.warning("The database did not answer (%s); trying again.", type(fault).__name__)
            connection.close()
            time.sleep(PAUSE)
    if not count:
        _say_lost(copy)


def refused(copy: Claimed, claim: str, *, why: str, for_good: bool) -> CopyState:
    """Nobody got it: to be tried again later, or it could not be sent."""
    if for_good or copy.attempts + 1 >= MOST_ATTEMPTS:
        return _settle(copy, claim, CopyState.FAILED, why)
    return _wait(copy, claim, why)


def uncertain(copy: Claimed, claim: str, *, why: str) -> CopyState:
    """Perhaps somebody got it: none is missed, so it goes again, under the same Message-ID."""
    if copy.attempts + 1 >= MOST_UNCERTAIN:
        return _settle(copy, claim, CopyState.FAILED, f"{why} {NOBODY_KNOWS}")
    return _wait(copy, claim, f"{why} {AGAIN}")


def release(copies: Collection[Claimed], claim: str) -> int:
    """Put back what was claimed and not tried, as if it had not been."""
    return Copy.objects.filter(
        pk__in=[copy.copy_id for copy in copies], state=CopyState.CLAIMED, claim=claim
    ).update(state=CopyState.WAITING, claim="", lease_until=None)


def put_back_lost() -> int:
    """Put back what a worker had that has not been heard of: one of them may come twice."""
    return Copy.objects.filter(state=CopyState.CLAIMED, lease_until__lt=timezone.now()).update(
        state=CopyState.WAITING, claim="", lease_until=None, why=CUT_OFF
    )


def _wait(copy: Claimed, claim: str, why: str) -> CopyState:
    due_at = timezone.now() + wait_before_retry(copy.attempts + 1, FIRST_WAIT)
    return _settle(copy, claim, CopyState.WAITING, why, due_at=due_at)


def _settle(copy: Claimed, claim: str, state: CopyState, why: str, **more: object) -> CopyState:
    let_go = Copy.objects.filter(pk=copy.copy_id, state=CopyState.CLAIMED, claim=claim).update(
        state=state,
        why=why[:300],
        attempts=copy.attempts + 1,
        claim="",
        lease_until=None,
        **more,
    )
    if not let_go:
        _say_lost(copy)
    return state


def _say_lost(copy: Claimed) -> None:
    log.warning("Copy %s took so long that it was given up meanwhile.", copy.copy_id)
