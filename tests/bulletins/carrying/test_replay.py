"""Playing a series of bulletins again: what the rules would have proposed."""

from __future__ import annotations

import datetime as dt

from alliance.bulletins.carrying.replay import replay
from alliance.bulletins.carrying.rules import Why
from alliance.bulletins.parsing.reading import Reading, ReadItem, Section

FIRST = dt.date(2026, 11, 6)
FEES = (
    "Authorities are asked to send the fees that agencies charged in the summer to the programme."
)
HUBS = "Family hubs in three towns open on Saturdays, and parents say what they would change."


def reading(week: int, *items: ReadItem) -> Reading:
    return Reading("", number=700 + week, date=FIRST + dt.timedelta(weeks=week), items=items)


def fees(section: Section) -> ReadItem:
    return ReadItem(section, "Fees of agencies", FEES, deadlines=(FIRST + dt.timedelta(days=20),))


def test_what_was_carried_and_proposed_is_true_and_the_rest_is_counted() -> None:
    score = replay(
        [
            reading(0, fees(Section.NEWS), ReadItem(Section.NEWS, "Family hubs", HUBS)),
            reading(1, fees(Section.REMINDER)),
            reading(2, ReadItem(Section.REMINDER, "Family hubs on Saturdays", HUBS)),
        ]
    )
    assert (score.carried, score.proposed, score.true) == (2, 3, 1)
    assert score.by_rule[Why.DEADLINE] == {"true": 1, "false": 1}
    assert score.missed == ["Update 702: Family hubs"]


def test_told_again_as_news_is_neither_true_nor_false() -> None:
    score = replay([reading(0, fees(Section.NEWS)), reading(1, fees(Section.NEWS))])
    assert (score.proposed, score.again, score.precision) == (1, 1, 1.0)


def test_where_bulletins_are_missing_nothing_is_compared() -> None:
    score = replay([reading(0, fees(Section.NEWS)), reading(9, fees(Section.REMINDER))])
    assert (score.carried, score.proposed) == (0, 0)
