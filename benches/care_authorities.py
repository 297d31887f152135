"""Makers of synthetic authorities for the forecast's bench, of different build on purpose.

`hazards` steps each child month by month with risks that depend on age, time in care, where the child is
and a hidden frailty. `stays` draws at the door how long the child will stay and strings placements of
log-normal lengths together, so that no monthly risk stands behind it. Neither shares code with the
forecast or with `sample`, which is `caremodel.sample`, fitted to England.

All cut what they made as returns would: episodes that ended before the first return are not there.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable, Collection

from caremodel.ages import birthday
from caremodel.histories import Child, Episode, Histories, Period, Placement
from caremodel.sample import Settings, make

DAY_ZERO = dt.date(1999, 4, 1)
K3_SINCE = dt.date(2023, 10, 28)
YEAR = 365.25

CODES = {
    "fostering": (("U1", 0.2), ("U4", 0.4), ("U6", 0.4)),
    "residential": (("K2", 0.9), ("R1", 0.1)),
    "supported": (("H5", 0.8), ("P2", 0.2)),
    "other": (("P1", 0.6), ("A5", 0.3), ("K1", 0.1)),
}

Spell = tuple[dt.date, dt.date, str, str]  # began, ended, category, code
Life = tuple[dt.date, list[Spell]]  # born, spells of one period of care


def hazards(seed: int, *, children: int = 490, drift: bool = False) -> Histories:
    """An authority whose children run monthly risks."""
    rng = random.Random(seed)
    entry_scale = rng.lognormvariate(0, 0.1)
    exit_scale = rng.lognormvariate(0, 0.1)
    move_scale = rng.lognormvariate(0, 0.2)
    residential = rng.lognormvariate(0, 0.2)
    lives: list[Life] = []
    per_month = children / 28.5 * entry_scale * exit_scale
    level, drifted = 1.0, 0.0
    slope = rng.choice((-1, 1)) * 0.03 if drift else 0.0
    for month in range(27 * 12):
        years = month / 12 - 20
        if month % 12 == 0:
            wobble = rng.lognormvariate(0, 0.06)
            drifted = max(0.0, years) if drift else 0.0
            level = wobble * (1 + slope) ** drifted
        for _ in range(poisson(rng, per_month * level)):
            day = DAY_ZERO + dt.timedelta(days=int((month + rng.random()) * YEAR / 12))
            age = _age(rng, ((0, 1, 17), (1, 5, 16), (5, 10, 17), (10, 16, 29), (16, 17.9, 21)))
            born = day - dt.timedelta(days=int(age * YEAR))
            out = birthday(born, 18)
            frailty = rng.gammavariate(2, 0.5)
            more = residential * (1.06**drifted)
            here = _where(rng, age, frailty, more)
            adopted = age < 3 and rng.random() < 0.25
            spells: list[Spell] = []
            began, now, lived = day, day, 0
            while True:
                now += dt.timedelta(days=1 + int(rng.random() * 2 * YEAR / 12))
                lived = (now - day).days
                age = (now - born).days / YEAR
                if now >= out:
                    spells.append((began, out, here, _code(rng, here)))
                    break
                base = (0.09, 0.05, 0.03, 0.02, 0.013)[
                    (lived > 60) + (lived > 180) + (lived > 500) + (lived > 1100)
                ]
                factor = 0.6 if 3 < age < 14 else 1.0
                if adopted:
                    factor, base = (0.2, base) if lived < 300 else (1.0, 0.05)
                if here == "other":
                    factor *= 1.8
                if rng.random() < base * factor * exit_scale:
                    spells.append((began, now, here, _code(rng, here)))
                    break
                move = (0.035 if lived < 365 else 0.018) * frailty * move_scale
                if adopted and lived > 300 and here != "other":
                    there = "other" if rng.random() < 0.12 else here
                elif rng.random() < move:
                    there = _where(rng, age, frailty, more)
                elif age > 16 and here != "supported" and rng.random() < 0.045:
                    there = "supported"
                else:
                    continue
                if there != here or rng.random() < 0.5:
                    spells.append((began, now, here, _code(rng, here)))
                    began, here = now, there
            lives.append((born, spells))
    return histories_of(rng, lives)


def stays(seed: int, *, children: int = 490, drift: bool = False) -> Histories:
    """An authority whose children come with a stay of their own and placements of log-normal lengths."""
    rng = random.Random(seed)
    long_stays = rng.lognormvariate(0, 0.12)
    per_day = children / 2.75 / YEAR / long_stays
    up = rng.choice((-0.25, 0.25)) if drift else 0.0
    lives: list[Life] = []
    day = DAY_ZERO
    end = dt.date(2026, 4, 1)
    while day < end:
        since = max(0.0, (day - dt.date(2019, 4, 1)).days / YEAR)
        # a slow wave beside a drift that settles after some years
        level = 1 + (up * (1 - math.exp(-since / 3)) + 0.05 * math.sin(since * 1.7) if drift else 0)
        day += dt.timedelta(days=1)
        for _ in range(poisson(rng, per_day * level)):
            kind = rng.choices(
                ("short", "baby", "long", "teen", "asylum"),
                (36, 13, 20, 24, 7 + (6 * since / 7 if drift else 0)),
            )[0]
            lives.append(_stay(rng, day, kind, long_stays, since if drift else 0.0))
            if rng.random() < 0.12:  # a sister or brother comes too
                lives.append(_stay(rng, day, kind, long_stays, since if drift else 0.0))
    return histories_of(rng, lives)


def _stay(rng: random.Random, day: dt.date, kind: str, long_stays: float, since: float) -> Life:
    age, months, sigma = {
        "short": (rng.random() * 17.5, 3, 0.9),
        "baby": (rng.random() ** 2 * 2, 20, 0.4),
        "long": (1 + rng.random() * 12, 85, 0.8),
        "teen": (11 + rng.random() * 6.5, 22, 1.0),
        "asylum": (15.5 + rng.random() * 2.3, 30, 0.5),
    }[kind]
    born = day - dt.timedelta(days=int(age * YEAR))
    leave = day + dt.timedelta(
        days=max(2, int(rng.lognormvariate(math.log(months * 30.4 * long_stays), sigma)))
    )
    leave = min(leave, birthday(born, 18))
    now, spells = day, []
    here = ""
    while now < leave:
        age = (now - born).days / YEAR
        stay = rng.lognormvariate(
            math.log(
                {"": 300, "fostering": 400, "residential": 260, "supported": 330, "other": 240}[
                    here
                ]
            ),
            1.0,
        )
        if kind == "teen":
            stay *= 0.7
        if kind == "long" and here == "fostering":
            stay *= 4
        until = min(leave, now + dt.timedelta(days=max(1, int(stay))))
        if kind == "baby" and (leave - now).days < 300 and rng.random() < 0.6:
            here = "other"
        elif kind == "asylum" or age > 16.3:
            here = rng.choices(("fostering", "residential", "supported", "other"), (26, 14, 52, 8))[
                0
            ]
        elif kind in ("teen", "long") and age > 9:
            here = rng.choices(
                ("fostering", "residential", "supported", "other"), (60, 24 + 1.5 * since, 1, 11)
            )[0]
        else:
            here = rng.choices(("fostering", "residential", "other"), (80, 3, 17))[0]
        spells.append((now, until, here, _code(rng, here)))
        now = until
    return born, spells


def _where(rng: random.Random, age: float, frailty: float, residential: float) -> str:
    if age < 5:
        weights = (88.0, 0.4, 0.0, 12.0)
    elif age < 11:
        weights = (80, 5 * frailty, 0, 12)
    elif age < 16:
        weights = (66, 18 * frailty * residential, 1, 10)
    else:
        weights = (36, 16 * frailty * residential, 42, 8)
    return rng.choices(("fostering", "residential", "supported", "other"), weights)[0]


def _code(rng: random.Random, category: str) -> str:
    codes = CODES[category]
    return rng.choices([code for code, _ in codes], [weight for _, weight in codes])[0]


def _age(rng: random.Random, bands: tuple[tuple[float, float, float], ...]) -> float:
    low, high, _ = rng.choices(bands, [weight for *_, weight in bands])[0]
    return rng.random() ** 3 if high == 1 else low + (high - low) * rng.random()


def poisson(rng: random.Random, mean: float) -> int:
    bound, count, product = math.exp(-mean), 0, rng.random()
    while product > bound:
        count += 1
        product *= rng.random()
    return count


def histories_of(
    rng: random.Random,
    lives: list[Life],
    since: dt.date = dt.date(2019, 4, 1),
    until: dt.date = dt.date(2026, 3, 31),
    asylum: Collection[int] = (),
) -> Histories:
    """The histories that returns of these years would tell.

    lives: spells of a child in order of days; a gap between two is time at home, and the child comes into
    care again. asylum: positions in `lives` of those unaccompanied, seeking asylum.
    """
    children = []
    for number, (born, spells) in enumerate(lives):
        legal, need = ("V2", "N8") if number in asylum else ("C2", "N1")
        runs: list[list[Episode]] = []
        for at, (began, ended, _, code) in enumerate(spells):
            if ended < since or began > until or began == ended:
                continue
            if code == "H5" and ended > K3_SINCE:
                code = "K3"
            comes = at == 0 or spells[at - 1][1] < began
            goes = at == len(spells) - 1 or spells[at + 1][0] > ended
            open_still = ended > until
            rec = None if open_still else "E8" if goes else "X1"
            if comes or not runs:
                runs.append([])
            runs[-1].append(
                Episode(
                    began,
                    None if open_still else ended,
                    "S" if comes else "P",
                    legal,
                    need,
                    code,
                    "PR1",
                    rec,
                    None,
                    None,
                    None,
                    None,
                    2026,
                )
            )
        if runs:
            periods = tuple(_period(episodes) for episodes in runs)
            seeking = number in asylum
            children.append(Child(f"C{number}", "845", born, "F", "WBRI", None, seeking, periods))
    return Histories(tuple(children), since, until)


def _period(episodes: list[Episode]) -> Period:
    placements = tuple(
        Placement(one.began, one.ended, one.place, "PR1", None, None, None, None, (one,))
        for one in episodes
    )
    last = episodes[-1]
    left = last.rec == "E8"
    return Period(
        episodes[0].began,
        last.ended if left else None,
        last.rec if left else None,
        placements,
    )


def sample(seed: int, *, children: int = 490, drift: bool = False) -> Histories:
    """An authority of `caremodel.sample`, from the truth behind its returns."""
    settings = Settings(scenario="drifting" if drift else "stationary")
    made = make(children=round(children * 3.65), years=7, seed=seed, settings=settings)
    people = []
    for number, person in enumerate(made.people):
        periods = []
        for period in person.periods:
            episodes = [
                Episode(
                    dt.date.fromordinal(one.began),
                    None if one.ended is None else dt.date.fromordinal(one.ended),
                    one.rne, one.legal, "N1", one.place, "PR1", one.rec,
                    None, None, None, None, 2026,
                )
                for one in period
                if one.ended is None or one.ended >= dt.date(2019, 4, 1).toordinal()
            ]  # fmt: skip
            if episodes:
                last = episodes[-1]
                placements = tuple(
                    Placement(
                        one.began, one.ended, one.place, "PR1", None, None, None, None, (one,)
                    )
                    for one in episodes
                )
                periods.append(Period(episodes[0].began, last.ended, last.rec, placements))
        if periods:
            born = dt.date.fromordinal(person.born)
            people.append(
                Child(f"S{number}", "845", born, "F", "WBRI", None, person.asylum, tuple(periods))
            )
    return Histories(tuple(people), dt.date(2019, 4, 1), dt.date(2026, 3, 31))


MAKERS: dict[str, Callable[..., Histories]] = {
    "hazards": hazards,
    "stays": stays,
    "sample": sample,
}
