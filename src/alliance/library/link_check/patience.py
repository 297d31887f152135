"""After how much failing a link counts as dead, and when it is looked at again. Plain functions."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

from alliance.library.models.link_verdict import FAILING, GOOD, Verdict

from .verdict import Answer, Trouble

DAYS_TO_DIE = {
    Verdict.GONE: 2,
    Verdict.NOT_FOUND: 3,
    Verdict.CIRCLES: 3,
    Verdict.NO_SITE: 5,
    Verdict.FAULT: 14,
}
"""On how many days it must have failed, without having worked in between."""
A_DAY = dt.timedelta(days=1)
GOOD_FOR = dt.timedelta(days=14)
DEAD_FOR = dt.timedelta(days=7)
NOT_ASKED_FOR = dt.timedelta(days=28)
BACK_OFF = (1, 2, 4, 7, 14)
"""Days after the first, second, third … time in a row that nothing could be learnt."""
PAUSE = dt.timedelta(hours=1)
"""For a site that was slow, broke off, or wants to be left alone without saying how long."""
LONGEST_PAUSE = dt.timedelta(days=14)


def is_dead(verdict: Verdict, failing_days: int) -> bool:
    """Whether a link that is found so has failed on days enough."""
    return verdict in FAILING and failing_days >= DAYS_TO_DIE[verdict]


def next_look(verdict: Verdict, *, times: int, dead: bool) -> dt.timedelta:
    """How long a link is left alone after a look.

    Args:
        verdict: what was found.
        times: how often in a row.
        dead: whether it counts as dead.
    """
    if verdict in GOOD:
        return GOOD_FOR
    if verdict in FAILING:
        return DEAD_FOR if dead else A_DAY
    if verdict == Verdict.NOT_ASKED:
        return NOT_ASKED_FOR
    return dt.timedelta(days=BACK_OFF[min(times, len(BACK_OFF)) - 1])


def pause_of_site(answer: Answer, now: dt.datetime) -> dt.timedelta | None:
    """How long a site is not asked for anything after such an answer; None if it may be asked on."""
    if answer.status in {429, 503}:
        return retry_after(answer.retry_after, now) or PAUSE
    return PAUSE if answer.trouble in {Trouble.SLOW, Trouble.OTHER} else None


def retry_after(header: str, now: dt.datetime) -> dt.timedelta | None:
    """What a site asks for, in seconds or as a date (RFC 9110, 10.2.3); None if it says nothing.

    Never less than a minute: a site that asks for nothing still answered that it was too much.
    """
    said = header.strip()
    if said.isascii() and said.isdecimal():
        wait = dt.timedelta(seconds=min(int(said[:9]), int(LONGEST_PAUSE.total_seconds())))
    else:
        try:
            then = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return None
        wait = (then if then.tzinfo else then.replace(tzinfo=dt.UTC)) - now
    return max(dt.timedelta(minutes=1), min(wait, LONGEST_PAUSE))
