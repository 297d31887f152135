"""How a mailing stands, in a sentence that leaves nothing to guess."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from alliance.delivery.seeing.rounding import about, share_said
from alliance.delivery.seeing.sentence import Fates, Limited, Stand, sentence

NOW = dt.datetime(2020, 11, 13, 15, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def stand(state: str, counts: dict[str, int] | None = None, **said: Any) -> Stand:
    times = {"begins_at": NOW, "begun_at": NOW - 2 * MINUTE, "ended_at": None}
    return Stand(**{"state": state, "now": NOW, "fates": Fates(counts or {}), **times, **said})


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            stand("planned", begins_at=NOW + 10 * MINUTE, takers=1310),
            "It begins at 3:10 p.m., to 1,310 subscribers.",
        ),
        (
            stand("planned", begins_at=NOW + dt.timedelta(days=1), takers=1, if_asked=2),
            "It begins on 14 November 2020 at 3:00 p.m., to 1 subscriber, and 2 more if it asks "
            "something of them.",
        ),
        (
            stand("writing", {"waiting": 1500}),
            "Copies are being written: 1,500 so far. Sending begins when all are there.",
        ),
        (
            stand(
                "sending",
                {"sent": 1204, "waiting": 100, "claimed": 6},
                in_last_minute=50,
                limited=[Limited("nhs.net", 6, 60)],
            ),
            "1,204 of 1,310 sent; 6 wait because nhs.net takes 60 a minute; about 2 minutes left.",
        ),
        (
            stand("sending", {"sent": 9, "waiting": 1}, later=1, later_at=NOW + 5 * MINUTE),
            "9 of 10 sent; 1 is tried again from 3:05 p.m.",
        ),
        (
            stand("sending", {"sent": 100, "waiting": 12_000}, in_last_minute=100),
            "100 of 12,100 sent; about 2 hours left.",
        ),
        (
            stand("sending", {"waiting": 5}, in_last_minute=5),
            "0 of 5 sent; about a minute left.",
        ),
        (
            stand("sending", {"waiting": 5}, begun_at=NOW - 10 * MINUTE),
            "0 of 5 sent; nothing went out in the last minute.",
        ),
        (stand("sending", {"waiting": 5}), "0 of 5 sent."),
        (stand("paused", {"sent": 3, "waiting": 1}), "3 of 4 sent; 1 waits until it goes on."),
        (
            stand("done", {"sent": 8, "bounced": 1, "passed": 1}, ended_at=NOW),
            "Sent: mail servers took 8 of 10, between 2:58 p.m. and 3:00 p.m. 2 have not received it.",
        ),
        (
            stand("done", {"sent": 10}, begun_at=NOW, ended_at=NOW, now=NOW + dt.timedelta(days=3)),
            "Sent: mail servers took all 10, on 13 November 2020 at 3:00 p.m.",
        ),
        (
            stand("done", {"sent": 1, "failed": 1}, begun_at=NOW - dt.timedelta(days=1), ended_at=NOW),
            "Sent: mail servers took 1 of 2, between 3:00 p.m. on 12 November 2020 and 3:00 p.m. 1 has "
            "not received it.",
        ),
        (stand("done", ended_at=NOW), "There was nobody to send it to."),
        (
            stand("cancelled", begun_at=None, ended_at=NOW),
            "Cancelled at 3:00 p.m.: nothing was sent.",
        ),
        (
            stand("cancelled", {"sent": 2, "cancelled": 3}, ended_at=NOW),
            "Cancelled at 3:00 p.m.: 2 of 5 sent.",
        ),
    ],
)  # fmt: skip
def test_a_sentence(of: Stand, said: str) -> None:
    assert sentence(of) == said


def test_what_waits_for_its_domain_decides_how_long_it_takes() -> None:
    limited = [Limited("nhs.net", 600, 60)]
    of = stand("sending", {"waiting": 640}, in_last_minute=40, limited=limited)
    assert of.minutes_left == 10


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Fewer than five visits"), (4, "Fewer than five visits"), (5, "About 5 visits"),
     (7, "About 5 visits"), (8, "About 10 visits"), (1203, "About 1,205 visits")],
)  # fmt: skip
def test_visits_are_told_in_fives(count: int, said: str) -> None:
    assert about(count, "visits") == said


@pytest.mark.parametrize(
    ("done", "of", "said"),
    [
        (12, 19, "12 of 19 authorities have answered."),
        (5, 19, "5 of 19 authorities have answered."),
        (14, 19, "14 of 19 authorities have answered."),
        (4, 19, "Fewer than five of 19 authorities have answered."),
        (0, 19, "Fewer than five of 19 authorities have answered."),
        (15, 19, "Fewer than five of 19 authorities have yet to answer."),
        (19, 19, "Fewer than five of 19 authorities have yet to answer."),
        (3, 4, ""),
    ],
)
def test_no_figure_singles_out_the_few_on_either_side(done: int, of: int, said: str) -> None:
    assert share_said(done, of, "authorities", "have answered", "have yet to answer") == said
