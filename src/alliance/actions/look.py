"""How an ask looks at a moment: one word, one sign, one colour for each way it can stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from .models import ActionState, AskState
from .when import By, deadline, next_of

DUE_WITHIN = dt.timedelta(days=7)
"""How near a day must be for an answer to be due rather than to come."""


class Look(Enum):
    """The word, its sign, the look of the sign. The word is always there for who sees no colour."""

    DONE = "Done", "✓", "done"
    DONE_LATE = "Done late", "✓", "done"
    NOT_FOR_US = "Not for us", "–", "plain"
    LATE = "Late", "!", "late"
    DUE = "Due", "●", "asked"
    NOT_YET = "Not yet due", "", "plain"
    NOT_ANSWERED = "Not answered", "○", "plain"
    NOT_ASKED = "Not asked", "", "plain"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def sign(self) -> str:
        return self.value[1]

    @property
    def look(self) -> str:
        return self.value[2]


OWED = (Look.LATE, Look.DUE, Look.NOT_YET)
"""The looks of what is still waited for, the most pressing first."""


def look_of(
    state: AskState,
    *,
    action: ActionState = ActionState.OPEN,
    was_late: bool = False,
    dates: Sequence[By] = (),
    is_soon: bool = False,
    now: dt.datetime,
    zone: dt.tzinfo,
) -> Look:
    """How an ask looks now. What has ended unanswered is neither due nor late any more."""
    match state:
        case AskState.ANSWERED:
            return Look.DONE_LATE if was_late else Look.DONE
        case AskState.NOT_FOR_US:
            return Look.NOT_FOR_US
    if action != ActionState.OPEN:
        return Look.NOT_ANSWERED
    last = deadline(dates)
    if last is not None and now >= last.moment(zone):
        return Look.LATE
    coming = next_of(dates, now, zone)
    if is_soon or (coming is not None and coming.moment(zone) - now <= DUE_WITHIN):
        return Look.DUE
    return Look.NOT_YET
