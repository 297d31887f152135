"""When a source is looked at again. Plain functions."""

from __future__ import annotations

import datetime as dt

from ..models.fetch import Outcome

FIRST_WAIT = dt.timedelta(minutes=30)
A_DAY = dt.timedelta(days=1)
LONGEST_ASKED = dt.timedelta(days=2)
"""Of what a site asks for by Retry-After: a mistake of theirs must not end the watching."""
SOON = dt.timedelta(minutes=5)
"""Where there is more to read than one look takes."""
GOOD = frozenset({Outcome.READ, Outcome.UNCHANGED})


def next_look(
    outcome: Outcome,
    *,
    every: int,
    failures: int,
    asked: dt.timedelta | None = None,
    is_more: bool = False,
) -> dt.timedelta:
    """How long a source is left alone.

    Args:
        outcome: what came of the look.
        every: hours between looks that go well.
        failures: how often in a row it has failed, this time included.
        asked: what the site asked for.
        is_more: whether something is left to be read.
    """
    if outcome in GOOD:
        wait = SOON if is_more else dt.timedelta(hours=every)
    elif outcome == Outcome.REFUSED:
        wait = A_DAY
    else:
        wait = min(A_DAY, FIRST_WAIT * 2 ** min(max(failures, 1) - 1, 10))
    return max(wait, min(asked, LONGEST_ASKED)) if asked else wait
