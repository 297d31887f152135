"""A tiny authority made from known monthly rates, by dice and nothing of the model's."""

from __future__ import annotations

import datetime as dt
import random

from caremodel.histories import Child, Episode, Histories, Period, Placement

SINCE, UNTIL = dt.date(2019, 4, 1), dt.date(2024, 3, 31)
PLACES = {"fostering": "U4", "residential": "K2", "supported": "K3", "other": "P1"}


def episode(
    began: dt.date,
    ended: dt.date | None = None,
    place: str = "U4",
    *,
    rec: str | None = None,
    ls: str = "C2",
    rne: str = "S",
) -> Episode:
    return Episode(began, ended, rne, ls, "N1", place, "PR1", rec, None, None, None, None, 2024)


def child(
    name: str, born: dt.date | None, *periods: list[Episode], authority: str = "845"
) -> Child:
    """A child whose every episode is a placement of its own."""
    made = []
    for episodes in periods:
        placements = tuple(
            Placement(one.began, one.ended, one.place, one.provider, None, None, None, None, (one,))
            for one in episodes
        )
        last = episodes[-1]
        made.append(Period(episodes[0].began, last.ended, last.rec, placements))
    return Child(name, authority, born, "F", "WBRI", None, False, tuple(made))


def histories(*children: Child, since: dt.date = SINCE, until: dt.date = UNTIL) -> Histories:
    return Histories(tuple(children), since, until)


def known_rates(
    seed: int,
    *,
    leaving: float = 0.03,
    to_residential: float = 0.01,
    entries: float = 20.0,
    years: int = 5,
    ages: tuple[float, float] = (2.0, 12.0),
    authority: str = "845",
    until: dt.date = UNTIL,
) -> Histories:
    """Children who come in `entries` a month, all to fostering, and each month leave or move by known chances.

    Nobody reaches 18 who comes in by 12 and is there for five years. Every event is on the 15th.
    """
    dice = random.Random(seed)
    month_days = [
        dt.date(until.year - years + (3 + at) // 12, (3 + at) % 12 + 1, 15)
        for at in range(years * 12)
    ]
    made = []
    for at, day in enumerate(month_days):
        for number in range(int(entries) + (dice.random() < entries % 1)):
            born = day - dt.timedelta(days=int(365.25 * dice.uniform(*ages)))
            episodes: list[Episode] = []
            began, place = day, "fostering"
            for later in month_days[at + 1 :]:
                luck = dice.random()
                if luck < leaving:
                    episodes.append(episode(began, later, PLACES[place], rec="E8"))
                    break
                if place == "fostering" and luck < leaving + to_residential:
                    episodes.append(episode(began, later, PLACES[place], rec="X1"))
                    began, place = later, "residential"
            else:
                episodes.append(episode(began, None, PLACES[place]))
            made.append(child(f"{authority}-{at}-{number}", born, episodes, authority=authority))
    return histories(*made, since=month_days[0].replace(day=1), until=until)
