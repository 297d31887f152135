"""What the sample bulletins tell, week by week: decided by a day and a seed alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from .matters import AGENDAS, STOCK, Matter
from .networks import NETWORKS

WEEKS = 50
FIRST_NUMBER = 691  # above every number of the series that alliances are known to have
CATALOGUED_AFTER = 3
"""Weeks from the first telling until a publication has left the news for the list."""
CATALOGUED_FOR = 24
BEGUN_BEFORE = 3
"""Weeks before the first bulletin in which matters may have been told first."""
BEGUN_LOAD = 4
"""How much news those weeks are taken to have had of their own: few of the stock begin in them."""
BUSY = (0, 0, 1, 1, 2, 2)
"""How much less news than the fullest a week may have; one of these for each."""
MOST_REMINDERS = 6
"""In one bulletin, with the standing ones."""
STANDING_EVERY = (4, 5)
"""In how many weeks each of the standing reminders is said once, beside the dates of meetings."""
ADVISER_SINCE = 22
"""For how many weeks the present improvement adviser has been the contact."""
SEED = 19


@dataclass(frozen=True, slots=True)
class Telling:
    """A matter as one bulletin tells it: for the `nth` time, having been told first on `first`."""

    matter: Matter
    first: dt.date
    nth: int = 0


@dataclass(slots=True)
class Week:
    """One bulletin to be."""

    number: int
    date: dt.date
    adviser_is_new: bool = True
    news: list[Telling] = field(default_factory=list)
    reminders: list[Telling] = field(default_factory=list)
    catalogue: list[Telling] = field(default_factory=list)

    @property
    def standing(self) -> tuple[int, ...]:
        """Which of the standing reminders are said, by their places in `STANDING_EVERY`."""
        return tuple(n for n, every in enumerate(STANDING_EVERY) if self.number % every == 0)


def plan(today: dt.date, *, weeks: int = WEEKS, first: int = FIRST_NUMBER) -> list[Week]:
    """The weekly bulletins up to the last Friday before `today`, oldest first."""
    days = _fridays(today, weeks)
    planned = [
        Week(first + place, day, adviser_is_new=place >= weeks - ADVISER_SINCE)
        for place, day in enumerate(days)
    ]
    _announce_meetings(planned)
    for start in range(0, weeks, WEEKS):
        year = planned[start : start + WEEKS]
        _tell(year, Random(f"{SEED}-{start}"))
    for week in planned:
        _shorten(week)
    return planned


def _fridays(today: dt.date, count: int) -> list[dt.date]:
    day = today - dt.timedelta(days=1)
    while day.weekday() != 4:
        day -= dt.timedelta(days=1)
    days: list[dt.date] = []
    while len(days) < count:
        if not ((day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)):
            days.append(day)
        day -= dt.timedelta(weeks=1)
    return days[::-1]


def _tell(weeks: list[Week], random: Random) -> None:
    """Spread the stock over the weeks, some with more news and some with less."""
    stock = list(STOCK)
    random.shuffle(stock)
    load = Counter({p: len(week.news) + random.choice(BUSY) for p, week in enumerate(weeks)})
    load.update(dict.fromkeys(range(-BEGUN_BEFORE, 0), BEGUN_LOAD))
    for matter in sorted(stock, key=lambda matter: (not matter.month, -matter.news)):
        months = [p for p, week in enumerate(weeks) if week.date.month == matter.month]
        earliest = -min(BEGUN_BEFORE, max(matter.reminders - 1, 0))
        places = months or range(earliest, len(weeks))
        start = min(places, key=lambda place: (_fullest(load, place, matter), random.random()))
        load.update(range(start, start + matter.news))
        _tell_one(weeks, start, matter)


def _fullest(load: Counter[int], start: int, matter: Matter) -> int:
    return max(load[place] for place in range(start, start + matter.news))


def _tell_one(weeks: list[Week], start: int, matter: Matter) -> None:
    first = weeks[start].date if start >= 0 else weeks[0].date + dt.timedelta(weeks=start)
    for nth in range(matter.news + matter.reminders):
        if not 0 <= start + nth < len(weeks):
            continue
        week = weeks[start + nth]
        if _last_day(matter, first) < week.date:
            break
        (week.news if nth < matter.news else week.reminders).insert(0, Telling(matter, first, nth))
    if matter.publication:
        listed = slice(start + CATALOGUED_AFTER, start + CATALOGUED_AFTER + CATALOGUED_FOR)
        for week in weeks[listed]:
            week.catalogue.append(Telling(matter, first))


def _shorten(week: Week) -> None:
    """Leave out the reminders for which there is no room: first those without a day to come."""
    room = MOST_REMINDERS - 1 - len(week.standing)
    wanted = sorted(
        week.reminders,
        key=lambda t: (not t.matter.deadlines, not t.matter.events, t.nth, t.matter.key),
    )[:room]
    week.reminders = [telling for telling in week.reminders if telling in wanted]


def _last_day(matter: Matter, first: dt.date) -> dt.date:
    days = matter.deadlines or matter.events
    return working_day(first, max(days)) if days else dt.date.max


def working_day(first: dt.date, days: int) -> dt.date:
    """The day so many days on, or the next one on which offices are open."""
    day = first + dt.timedelta(days=days)
    while day.weekday() > 4 or (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        day += dt.timedelta(days=1)
    return day


def _announce_meetings(weeks: list[Week]) -> None:
    """Each network with an agenda is announced a fortnight and a week before it meets."""
    for network in NETWORKS:
        told: dict[dt.date, int] = {}
        for week in weeks:
            meeting = network.next_meeting(week.date)
            if network.slug not in AGENDAS or not meeting:
                continue
            days = (meeting - week.date).days
            if not 0 < days <= 14:
                continue
            agendas = AGENDAS[network.slug]
            agenda = agendas[crc32(str(meeting).encode()) % len(agendas)]
            matter = Matter(
                f"{network.slug}-{meeting}",
                network.topics[0],
                f"{network.name} – {meeting.day} {meeting:%B %Y}",
                f"The next meeting is on {{e0:weekday}}, {network.hours}. {agenda}",
                events=(days,),
            )
            nth = told.get(meeting, 0)
            told[meeting] = nth + 1
            (week.news if nth == 0 else week.reminders).append(Telling(matter, week.date))
