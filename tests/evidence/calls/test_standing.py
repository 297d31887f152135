"""Where a call stands at a moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from alliance.evidence.calls.standing import (
    Standing,
    standing,
    takes_answers,
    takes_late_answers,
)

OPENS = dt.datetime(2020, 9, 28, 9, tzinfo=dt.UTC)
CLOSES = dt.datetime(2020, 11, 14, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@dataclass
class Days:
    state: str = "published"
    is_standing: bool = False
    opens_at: dt.datetime | None = OPENS
    closes_at: dt.datetime | None = CLOSES
    last_call_days: int = 7


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - SECOND, Standing.TO_COME),
        (OPENS, Standing.OPEN),
        (CLOSES - dt.timedelta(days=7) - SECOND, Standing.OPEN),
        (CLOSES - dt.timedelta(days=7), Standing.LAST_CALL),
        (CLOSES - SECOND, Standing.LAST_CALL),
        (CLOSES, Standing.CLOSED),
    ],
)
def test_a_call_opens_says_last_call_and_closes(now: dt.datetime, expected: Standing) -> None:
    assert standing(Days(), now) is expected


def test_a_standing_call_never_closes() -> None:
    always = Days(is_standing=True, closes_at=None)
    assert standing(always, CLOSES + dt.timedelta(days=9999)) is Standing.OPEN


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_draft_and_a_withdrawn_call_are_shown_to_nobody(state: str) -> None:
    assert standing(replace(Days(), state=state), OPENS) is Standing.NOT_SHOWN
    assert not takes_answers(replace(Days(), state=state), OPENS)


def test_late_answers_are_kept_from_closing_until_the_call_is_archived() -> None:
    assert not takes_late_answers(Days(), CLOSES - SECOND)
    assert takes_late_answers(Days(), CLOSES)
    assert not takes_late_answers(replace(Days(), state="archived"), CLOSES)


def test_last_call_begins_with_the_opening_of_a_short_call() -> None:
    assert standing(replace(Days(), last_call_days=365), OPENS) is Standing.LAST_CALL
