"""How a synthetic child lives in care: competing hazards until leaving, the 18th birthday or the last day known.

Hazards are constant between birthdays and the bounds of the bands of time. The time to the next event is drawn once, as
an exponential amount of hazard to be used up from stretch to stretch; an event falls on the day after the moment drawn, so
that nothing lasts less than a day.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from . import rates
from .chance import Draw, Pick
from .changes import (
    K3_DAY,
    Standpoint,
    code_of,
    emergency_days,
    leaving_or_change,
    legal_of_start,
    reason_for,
    same_carer_code,
)
from .hazards import Hazards, Standing, entry_legal
from .model import Provider, Stretch
from .settings import Settings

_NEVER: Final = 10**9
_CARE: Final = (*rates.CARE_BOUNDS, _NEVER)
_STAY: Final = (*rates.STAY_BOUNDS, _NEVER)


_LAST_DAYS: Final = frozenset(dt.date(year, 3, 31).toordinal() for year in range(1980, 2100))
"""Nobody leaves on a 31 March but at 18: rules 187 and 191 would both fire, whatever the return said."""


class Start(NamedTuple):
    """How a brother or sister started on the same day; empty: to be drawn."""

    kind: str = ""
    legal: str = ""


class Process:
    """The rates of one authority at work on one child after the other."""

    def __init__(self, settings: Settings, providers: Sequence[Provider], last: int) -> None:
        self.hazards = Hazards(settings)
        self.last = last
        """The last day known, as an ordinal."""
        self._quality = [provider.quality for provider in providers]
        self._of_kind = _providers_by_kind(providers)

    def period(
        self,
        birthdays: Sequence[int],
        complexity: int,
        asylum: bool,
        day: int,
        draw: Draw,
        start: Start = Start(),  # noqa: B008 - immutable
    ) -> list[Stretch]:
        """One period of care from a day on: its stretches; the last is open if it lasts past the last day known.

        birthdays: ordinals of the birthdays that bound the bands of age, then the 18th.
        """
        age = bisect(birthdays, day)
        kind = start.kind or self.hazards.entry_kind(age, asylum, complexity, self._year(day))(draw)
        legal = legal_of_start(kind, start.legal or entry_legal(age, asylum)(draw))
        place = code_of(kind, age, legal, day, self.hazards.drifting, None, draw)
        now = Standpoint(legal, kind, place, self.provider(kind, draw))
        entry = stay = began = day
        rne = "S"
        over = day + emergency_days(legal, draw)
        stretches: list[Stretch] = []
        while True:
            standing = Standing(now.kind, now.legal, complexity, asylum)
            day, event = self._next(standing, now, birthdays, entry, stay, day, over, draw)
            if not event:
                stretches.append(Stretch(began, rne, *now, None, None, None, None))
                return stretches
            age = min(bisect(birthdays, day), 6)
            at_18 = event == "18"
            rec, event = leaving_or_change(event, now.kind, age, draw)
            if rec:
                if day in _LAST_DAYS and day - 1 > began and not at_18:
                    day -= 1
                stretches.append(Stretch(began, rne, *now, day, rec, None, None))
                return stretches
            if event == "E1" and any(stretch.legal == "E1" for stretch in stretches):
                continue  # one placement order in a period: nobody tries twice
            then, planned, same_carer = self._change(event, now, age, complexity, day, draw)
            if same_carer and then == now:
                continue  # long term already
            moved = then.place != now.place or not same_carer
            reason = reason_for(now.kind, planned, age, draw) if moved else None
            stretches.append(Stretch(began, rne, *now, day, "X1", reason, planned))
            if not moved:
                rne = "L"
            elif then.legal != now.legal:
                rne = "U" if same_carer else "B"
            else:
                rne = "T" if same_carer else "P"
            if moved and (then.kind != now.kind or not same_carer):
                stay = day
            began, now = day, then

    def _next(
        self,
        standing: Standing,
        now: Standpoint,
        birthdays: Sequence[int],
        entry: int,
        stay: int,
        day: int,
        over: int,
        draw: Draw,
    ) -> tuple[int, str]:
        """(day, what happens next); nothing, where the last day known comes first."""
        table = self.hazards.table(standing)
        quality = self._quality[now.provider] if now.provider >= 0 else 1.0
        registering = 0.0
        forced_on, forced = birthdays[-1], "18"
        if over > day:
            forced_on, forced = min((forced_on, forced), (over, "emergency over"))
        if standing.kind == "supported":
            if day < K3_DAY:
                forced_on, forced = min((forced_on, forced), (K3_DAY, "K3"))
            elif now.place == "Z1":
                registering = rates.REGISTERED / rates.MONTH
        age = bisect(birthdays, day)
        care = bisect(_CARE, day - entry)
        staying = bisect(_STAY, day - stay)
        left = -math.log(1.0 - draw())
        while True:
            bands = (age, care, staying)
            hazard = table.get(bands) or self.hazards.hazard(standing, bands)
            unplanned = hazard.unplanned * quality
            rate = unplanned + hazard.others + registering
            bound = birthdays[age]
            care_bound = entry + _CARE[care]
            stay_bound = stay + _STAY[staying]
            if care_bound < bound:
                bound = care_bound
            if stay_bound < bound:
                bound = stay_bound
            if forced_on < bound:
                bound = forced_on
            using = rate * (bound - day)
            if left < using:
                then = day + 1 + int(left / rate)
                if then < forced_on:
                    break
            if bound == forced_on:
                return (forced_on, forced) if forced_on <= self.last else (self.last, "")
            left -= using
            day = bound
            if day > self.last:
                return self.last, ""
            age += bound == birthdays[age]
            care += bound == care_bound
            staying += bound == stay_bound
        if then > self.last:
            return self.last, ""
        at = draw() * rate
        if at < unplanned:
            return then, "unplanned"
        at -= unplanned
        if at < hazard.others:
            return then, hazard.events[min(bisect(hazard.sums, at), len(hazard.events) - 1)]
        return then, "registered"

    def _change(
        self, event: str, now: Standpoint, age: int, complexity: int, day: int, draw: Draw
    ) -> tuple[Standpoint, bool | None, bool]:
        """(where the child stands then, whether a move was planned, whether the carer stays the same)."""
        if event in ("long term", "K3", "registered"):
            place = same_carer_code(event, now.place, self.hazards.drifting, draw)
            return now._replace(place=place), None, True
        if event == "adopters":
            same = now.place in ("U2", "U5")
            place = "A5" if same else "A6"
            provider = now.provider if same else self.provider("adopters", draw)
            return Standpoint(now.legal, "adopters", place, provider), None if same else True, same
        planned = event != "unplanned"
        legal = now.legal if event in ("unplanned", "planned") else event
        if legal != now.legal and not _moves_too(legal, now.kind, draw):
            return now._replace(legal=legal), None, True
        if legal == "E1" and now.kind == "parents":
            kind = "carer"
        else:
            pick = self.hazards.destination(
                now.kind, legal, age, complexity, self._year(day), planned
            )
            kind = pick(draw)
        place = code_of(kind, age, legal, day, self.hazards.drifting, planned, draw)
        return Standpoint(legal, kind, place, self.provider(kind, draw)), planned, False

    def _year(self, day: int) -> int:
        """The collection year where something drifts; else 0."""
        if not self.hazards.drifting:
            return 0
        date = dt.date.fromordinal(day)
        return date.year + (date.month >= 4)

    def provider(self, kind: str, draw: Draw) -> int:
        """One that provides this kind of placement; -1: nobody does."""
        pick = self._of_kind.get(kind)
        return pick(draw) if pick else -1


def _moves_too(legal: str, kind: str, draw: Draw) -> bool:
    """Whether a new legal status moves the child as well: out of custody, from the parents, else now and then."""
    if legal == "V2":
        return kind in ("custody", "secure", "parents")
    if legal == "E1" and kind == "parents":
        return True
    return legal in ("C2", "E1") and kind not in ("parents", "adopters") and draw() < 0.06


def _providers_by_kind(providers: Sequence[Provider]) -> dict[str, Pick[int]]:
    """Which of the providers of a kind, so that the shares of PR1 to PR5 come out as they should."""
    by_kind: dict[str, dict[str, list[int]]] = {}
    for at, provider in enumerate(providers):
        by_kind.setdefault(provider.kind, {}).setdefault(provider.code, []).append(at)
    return {
        kind: Pick(
            {
                at: rates.PROVIDERS[kind][code] / len(indices)
                for code, indices in codes.items()
                for at in indices
            }
        )
        for kind, codes in by_kind.items()
    }
