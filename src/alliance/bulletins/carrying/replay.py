"""What the rules would have proposed, bulletin for bulletin, against what editors carried."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.text.telling import print_of

from ..parsing.reading import Reading, ReadItem, Section
from ..recurrence import WINDOW, Known, recognise
from .rules import Judgement, Matter, Told, Why, propose, room_after

WEEKLY = dt.timedelta(days=21)
"""Beyond it bulletins are missing between two, and what was carried is not known."""


@dataclass(slots=True)
class Score:
    """How proposals met what editors did; `by_rule` counts by the first reason of each."""

    carried: int = 0
    """Reminders of matters that the bulletins before had told."""
    offered: int = 0
    """Those of them that the rules speak for, room or no room."""
    proposed: int = 0
    true: int = 0
    again: int = 0
    """Proposed, and told again as news: neither a true reminder nor a false one."""
    by_rule: dict[Why, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.true / self.carried if self.carried else 1.0

    @property
    def recall_of_offers(self) -> float:
        return self.offered / self.carried if self.carried else 1.0

    @property
    def precision(self) -> float:
        meant = self.proposed - self.again
        return self.true / meant if meant else 1.0


def replay(readings: Sequence[Reading]) -> Score:
    """Judge at each bulletin, by those before it alone, and compare."""
    score = Score()
    matters: dict[int, Matter] = {}
    dates: list[dt.date] = []
    counts: list[int] = []
    for reading in sorted((r for r in readings if r.date), key=lambda r: (r.date, r.number)):
        assert reading.date is not None  # noqa: S101 - sorted out above; this tells the types
        places = _recognised(reading, matters)
        if dates and reading.date - dates[-1] <= WEEKLY:
            proposals = _proposals(matters, reading.date, dates, counts)
            _compare(reading, places, proposals, matters, score)
        _take_in(reading, places, matters)
        dates.append(reading.date)
        counts.append(sum(item.section is Section.REMINDER for item in reading.items))
    return score


def _proposals(
    matters: dict[int, Matter], on: dt.date, dates: Sequence[dt.date], counts: Sequence[int]
) -> dict[int, Judgement]:
    judged = propose(matters.values(), on, dates, room=room_after(counts))
    return {each.matter.key: each for each in judged if each.reasons}


def _recognised(reading: Reading, matters: dict[int, Matter]) -> list[int | None]:
    assert reading.date is not None  # noqa: S101
    known = [
        Known(matter.key, told.number, told.title, print_of(told.title, told.text, told.events))
        for matter in matters.values()
        for told in matter.tellings[-2:]
        if reading.date - told.date <= WINDOW
    ]
    prints = [print_of(item.title, _text(item), item.events) for item in reading.items]
    return [match.known.item if match else None for match in recognise(prints, known)]


def _compare(
    reading: Reading,
    places: Sequence[int | None],
    proposals: dict[int, Judgement],
    matters: dict[int, Matter],
    score: Score,
) -> None:
    carried = {
        key
        for key, item in zip(places, reading.items, strict=True)
        if key is not None and item.section is Section.REMINDER
    }
    again = {key for key in places if key is not None} - carried
    score.carried += len(carried)
    score.offered += len(carried & proposals.keys())
    proposals = {key: each for key, each in proposals.items() if each.has_room}
    score.proposed += len(proposals)
    score.true += len(carried & proposals.keys())
    score.again += len(again & proposals.keys())
    for key, judgement in proposals.items():
        assert judgement.why is not None  # noqa: S101
        how = "true" if key in carried else "again" if key in again else "false"
        score.by_rule.setdefault(judgement.why, Counter())[how] += 1
    score.missed += [
        f"Update {reading.number}: {matters[key].last.title}" for key in carried - proposals.keys()
    ]


def _take_in(reading: Reading, places: Sequence[int | None], matters: dict[int, Matter]) -> None:
    assert reading.date is not None  # noqa: S101
    for key, item in zip(places, reading.items, strict=True):
        told = Told(
            reading.number or 0, reading.date, item.title, _text(item), str(item.section),
            item.deadlines, item.events,
        )  # fmt: skip
        if key is None:
            key = len(matters)
            matters[key] = Matter(key, (told,))
        else:
            matters[key] = Matter(key, (*matters[key].tellings, told))


def _text(item: ReadItem) -> str:
    return "\n".join(filter(None, (item.body, item.action_text)))
