"""How a synthetic child lives in care: competing hazards, day by day, until leaving, 18 or the last day known."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections.abc import Mapping, Sequence
from typing import Final

from . import rates
from .chance import Draw, Pick, waiting
from .model import Provider, Stretch
from .settings import NATIONAL_RESIDENTIAL, Settings, drift

K3_DAY: Final = dt.date(2023, 10, 28).toordinal()
"""Supported accommodation is registered from here: K3 instead of H5 and P2."""
UNREGISTERED: Final = 0.25
"""Share of H5 and P2 that was not registered in time and became Z1, as England's tables show (drifting only)."""
REGISTERED: Final = 0.085
"""A month, of those: K3 after all."""

_RESIDENTIAL: Final = ("home", "special", "secure")
_FOSTER: Final = ("kin", "carer")
_NOT_IN_ENGLISH_LAW_AT_HOME: Final = frozenset({"V2", "J1", "L1", "L2", "E1"})
"""Legal statuses in which a child cannot be placed with the parents."""

Hazard = tuple[float, float, tuple[float, ...], tuple[str, ...]]
"""A day's rate of everything but unplanned moves, of those, and the former's bounds and names."""


class Process:
    """The rates of one authority, ready to be drawn from."""

    def __init__(self, settings: Settings, providers: Sequence[Provider], last: int) -> None:
        self.settings = settings
        self.providers = providers
        self.last = last
        """The last day known, as an ordinal."""
        self._drifting = settings.scenario == "drifting"
        self._hazards: dict[tuple[str, str, int, int, int, int, bool], Hazard] = {}
        self._destinations: dict[tuple[str, str, int, int, int], Pick[str]] = {}
        self._entries: dict[tuple[str, int, int], Pick[str]] = {}
        self._outcomes = {name: Pick(shares) for name, shares in rates.HEARING_OUTCOMES.items()}
        self._at_eighteen = {name: Pick(shares) for name, shares in rates.AT_EIGHTEEN.items()}
        self._legal = {name: Pick(shares) for name, shares in rates.ENTRY_LEGAL.items()}
        self._of_kind = _providers_by_kind(providers)

    def period(
        self, born: int, birthdays: Sequence[int], complexity: int, asylum: bool, day: int, draw: Draw,
        kind: str = "", legal: str = "",
    ) -> list[Stretch]:  # fmt: skip
        """One period of care from a day on: its stretches; the last is open if it lasts past the last day known.

        birthdays: ordinals of the birthdays that bound the bands of age, then the 18th. kind, legal: as a brother
        or sister started on the same day; empty: drawn.
        """
        age = bisect(birthdays, day)
        kind = kind or self._entry_kind(age, asylum, complexity, day, draw)
        legal = _legal_of_start(kind, legal or self._entry_legal(age, asylum, draw))
        eighteen, last = birthdays[-1], self.last
        entry, stay, began = day, day, day
        rne = "S"
        place = self._place_code(kind, age, legal, day, draw, entering=True)
        provider = self._provider(kind, draw)
        until = day + _emergency_days(legal, draw)
        stretches: list[Stretch] = []
        hazards, find = self._hazards, self._hazard
        care_bounds, stay_bounds = rates.CARE_BOUNDS, rates.STAY_BOUNDS

        while True:
            age = bisect(birthdays, day)
            care = bisect(care_bounds, day - entry)
            staying = bisect(stay_bounds, day - stay)
            key = (kind, legal, age, care, staying, complexity, asylum)
            hazard = hazards.get(key) or find(key)
            bound = birthdays[age]
            if care < 7:
                bound = min(bound, entry + care_bounds[care])
            if staying < 7:
                bound = min(bound, stay + stay_bounds[staying])
            if kind == "supported" and day < K3_DAY:
                bound = min(bound, K3_DAY)
            if until > day:
                bound = min(bound, until)
            quality = self.providers[provider].quality if provider >= 0 else 1.0
            unplanned = hazard[1] * quality
            unregistered = place == "Z1" and kind == "supported"
            rate = hazard[0] + unplanned + (REGISTERED / rates.MONTH if unregistered else 0.0)
            then = day + 1 + int(waiting(rate, draw)) if rate else bound + 1
            forced = (
                bound == eighteen or bound == until or (bound == K3_DAY and kind == "supported")
            )
            if then > bound or (then == bound and forced):
                if bound > last:
                    stretches.append(
                        Stretch(began, rne, legal, kind, place, provider, None, None, None, None)
                    )
                    return stretches
                day = bound
                if day == eighteen:
                    event = "18"
                elif day == until:
                    event = "emergency over"
                elif day == K3_DAY and kind == "supported":
                    event = "registration"
                else:
                    continue
            else:
                if then > last:
                    stretches.append(
                        Stretch(began, rne, legal, kind, place, provider, None, None, None, None)
                    )
                    return stretches
                day = then
                at = draw() * rate
                if at < unplanned:
                    event = "unplanned"
                elif at < unplanned + hazard[0]:
                    event = hazard[3][min(bisect(hazard[2], at - unplanned), len(hazard[3]) - 1)]
                else:
                    event = "registered"

            rec, event = self._resolve(event, kind, legal, age, draw)
            if rec:
                if rec == "E9" and day >= eighteen:
                    rec = "E8"
                stretches.append(
                    Stretch(began, rne, legal, kind, place, provider, day, rec, None, None)
                )
                return stretches
            # What comes after: a new stretch, for another legal status, another placement or both.
            age = bisect(birthdays, day)
            new_legal, new_kind, new_place, new_provider = legal, kind, place, provider
            reason: str | None = None
            planned: bool | None = None
            moved = same_carer = False
            if event in ("unplanned", "planned"):
                moved, planned = True, event == "planned"
                new_kind = self._destination(kind, legal, age, complexity, day, draw)
            elif event == "adopters":
                moved, planned, new_kind = True, True, "adopters"
                same_carer = place in ("U2", "U5")
            elif event in ("long term", "registration", "registered"):
                moved = same_carer = True
            else:
                new_legal = event
                if (event == "V2" and kind in ("custody", "secure")) or (
                    event in ("C2", "E1") and kind not in ("parents", "adopters") and draw() < 0.06
                ):
                    moved, planned = True, True
                    new_kind = self._destination(kind, new_legal, age, complexity, day, draw)
                if event == "E1" and kind == "parents":
                    moved, planned, new_kind = True, True, "carer"
            if moved:
                new_place = (
                    self._same_carer_place(event, place, draw)
                    if same_carer
                    else self._place_code(new_kind, age, new_legal, day, draw, planned=planned)
                )
                if not same_carer:
                    new_provider = self._provider(new_kind, draw)
                reason = _reason(event, kind, planned, age, draw)
            if moved and new_legal != legal:
                new_rne = "U" if same_carer else "B"
            elif moved:
                new_rne = "T" if same_carer else "P"
            else:
                new_rne = "L"
            stretches.append(
                Stretch(began, rne, legal, kind, place, provider, day, "X1", reason, planned)
            )
            began, rne = day, new_rne
            if (moved and not same_carer) or event == "adopters":
                stay = day
            legal, kind, place, provider = new_legal, new_kind, new_place, new_provider

    def _entry_kind(self, age: int, asylum: bool, complexity: int, day: int, draw: Draw) -> str:
        group = ("asylum 16-17" if age >= 5 else "asylum 10-15") if asylum else _BAND_OF_AGE[age]
        year = self._year(day)
        pick = self._entries.get((group, complexity, year))
        if pick is None:
            weights = self._residential(rates.ENTRY_KINDS[group], complexity, year)
            pick = self._entries[group, complexity, year] = Pick(weights)
        return pick(draw)

    def _entry_legal(self, age: int, asylum: bool, draw: Draw) -> str:
        return "V2" if asylum else self._legal[_BAND_OF_AGE[age]](draw)

    def _residential(
        self, weights: Mapping[str, float], complexity: int, year: int
    ) -> dict[str, float]:
        factor = rates.RESIDENTIAL_BY_COMPLEXITY[complexity] * self.settings.residential
        if self._drifting:
            factor *= drift(NATIONAL_RESIDENTIAL, year)
        return {
            kind: weight * (factor if kind in _RESIDENTIAL else 1.0)
            for kind, weight in weights.items()
        }

    def _year(self, day: int) -> int:
        """The collection year, where it matters; else 0."""
        if not self._drifting:
            return 0
        date = dt.date.fromordinal(day)
        return date.year + (date.month >= 4)

    def _destination(
        self, kind: str, legal: str, age: int, complexity: int, day: int, draw: Draw
    ) -> str:
        key = (kind, legal, age, complexity, self._year(day))
        pick = self._destinations.get(key)
        if pick is None:
            sticky = rates.STICKINESS.get(kind, {})
            weights = self._residential(rates.DESTINATIONS[age], complexity, key[4])
            weights = {to: weight * sticky.get(to, 1.0) for to, weight in weights.items()}
            if legal in _NOT_IN_ENGLISH_LAW_AT_HOME:
                weights.pop("parents", None)
            if legal == "E1":
                weights = {to: weight for to, weight in weights.items() if to in _FOSTER}
            pick = self._destinations[key] = Pick(weights)
        return pick(draw)

    def _hazard(self, key: tuple[str, str, int, int, int, int, bool]) -> Hazard:
        kind, legal, age, care, staying, complexity, asylum = key
        settings = self.settings
        events: dict[str, float] = {}
        if kind != "adopters":
            events["planned"] = rates.PLANNED[kind][staying] * settings.moves
        if kind in _FOSTER and legal in ("C2", "V2") and staying >= 3:
            events["long term"] = rates.MATCHED[staying]
        leaving = rates.LEAVING_BY_COMPLEXITY[complexity] * settings.leaving
        if asylum:
            events["E3"] = rates.ASYLUM_TRANSFER[care]
            events["E15"] = rates.ASYLUM_AGED if age >= 4 else 0.0
            events["E8"] = rates.ASYLUM_OTHER
        elif legal == "V2":
            events["home"] = rates.HOME_AGREED[care] * leaving
            events["guardian"] = rates.GUARDIAN[care] * (1.5 if kind == "kin" else 0.5) * leaving
            events["C1"] = rates.PROCEEDINGS[care] * (1.0 if age < 5 else 0.2 if age == 5 else 0.0)
        elif legal == "C1":
            events["home"] = rates.HOME_INTERIM[care] * leaving
            events["hearing"] = rates.HEARING[care]
        elif legal == "C2":
            events["home"] = (
                rates.HOME_CARE_ORDER[care] * leaving * (4.0 if kind == "parents" else 1.0)
            )
            events["guardian"] = rates.GUARDIAN[care] * (1.5 if kind == "kin" else 0.8) * leaving
        elif legal == "E1" and kind == "adopters":
            events["adopted"] = rates.ADOPTION_ORDER[staying]
        elif legal == "E1":
            events["adopters"] = rates.ADOPTION_MATCH
            events["C2"] = rates.ORDER_REVOKED
        elif legal == "J1":
            events["remand over"] = rates.REMAND_ENDS[care]
        if not asylum and legal not in ("E1", "J1"):
            events |= rates.RARE
            if age < 3:
                events.pop("E16", None)
        unplanned = (
            rates.UNPLANNED[kind][staying]
            * rates.UNPLANNED_BY_AGE[age]
            * rates.UNPLANNED_BY_COMPLEXITY[complexity]
            * settings.moves
        )
        events = {name: rate / rates.MONTH for name, rate in events.items() if rate}
        bounds, total = [], 0.0
        for rate in events.values():
            total += rate
            bounds.append(total)
        hazard = (total, unplanned / rates.MONTH, tuple(bounds), tuple(events))
        self._hazards[key] = hazard
        return hazard

    def _resolve(self, event: str, kind: str, legal: str, age: int, draw: Draw) -> tuple[str, str]:
        """(reason for leaving, "") or ("", what changes)."""
        if event == "18":
            group = "foster" if kind in _FOSTER else kind
            return self._at_eighteen.get(group, self._at_eighteen["other"])(draw), ""
        if event == "hearing":
            young = " young" if age < 2 and kind in _FOSTER else ""
            group = kind + young if kind in (*_FOSTER, "parents") else "other"
            event = self._outcomes[group](draw)
            if event in ("C2", "E1"):
                return "", event
        if event == "emergency over":
            at = draw()
            if at >= 0.22:
                return "", "C1" if at < 0.62 and age < 6 else "V2"
            event = "home"
        if event == "remand over":
            at = draw()
            if at < 0.40:
                return "E14", ""
            if at < 0.75 and kind in ("custody", "secure"):
                return "E9", ""
            return "", "V2"
        if event == "home":
            at = draw()
            if kind == "kin" and at < 0.45:
                return "E13", ""
            return ("E13" if at < 0.14 else "E4B" if at < 0.28 else "E4A"), ""
        if event == "guardian":
            at = draw()
            if at < 0.20:
                return "E41", ""
            if kind == "kin":
                return ("E45" if at < 0.93 else "E47"), ""
            return ("E46" if kind == "carer" and at < 0.55 else "E47" if at < 0.92 else "E48"), ""
        if event == "adopted":
            return ("E11" if draw() < 0.5 else "E12"), ""
        if event.startswith("E") and event != "E1":
            return event, ""
        return "", event

    def _place_code(
        self, kind: str, age: int, legal: str, day: int, draw: Draw, *,
        entering: bool = False, planned: bool | None = None,
    ) -> str:  # fmt: skip
        if kind == "kin":
            return "U1" if planned and not entering and draw() < 0.12 else "U3"
        if kind == "carer":
            if age < 2 and (legal == "E1" or planned) and draw() < 0.05:
                return "U5"
            return "U4" if planned and legal == "C2" and draw() < 0.30 else "U6"
        if kind == "supported":
            at = draw()
            if day < K3_DAY:
                return "P2" if at < 0.14 else "H5"
            early = self._drifting and day < K3_DAY + 365
            return "Z1" if early and at < 0.12 else "K3"
        if kind == "special":
            return "S1" if age >= 3 and draw() < 0.15 else "R1"
        return _CODE[kind]

    def _same_carer_place(self, event: str, place: str, draw: Draw) -> str:
        if event == "adopters":
            return "A5"
        if event == "registration":
            return "Z1" if self._drifting and draw() < UNREGISTERED else "K3"
        if event == "registered":
            return "K3"
        return {"U3": "U1", "U6": "U4", "U2": "U1", "U5": "U4"}.get(place, place)

    def _provider(self, kind: str, draw: Draw) -> int:
        pick = self._of_kind.get(kind)
        return pick(draw) if pick else -1


_BAND_OF_AGE: Final = ("<1", "1-4", "5-9", "10-15", "10-15", "16-17", "16-17")
_CODE: Final[Mapping[str, str]] = {
    "home": "K2", "parents": "P1", "adopters": "A6", "hospital": "R2", "family centre": "R3",
    "custody": "R5", "secure": "K1", "elsewhere": "Z1",
}  # fmt: skip

_PLANNED_REASONS: Final = Pick({"CARPL": 0.72, "OTHER": 0.26, "LAREQ": 0.02})
_UNPLANNED_REASONS: Final = {
    "kin": Pick({"CREQO": 0.40, "CREQB": 0.15, "OTHER": 0.33, "CHILD": 0.06, "STAND": 0.03, "ALLEG": 0.03}),
    "carer": Pick(
        {"OTHER": 0.36, "CREQO": 0.22, "CREQB": 0.25, "CHILD": 0.07, "LAREQ": 0.03, "STAND": 0.025,
         "CLOSE": 0.015, "ALLEG": 0.02, "APPRR": 0.01}
    ),
    "home": Pick({"CREQB": 0.46, "OTHER": 0.26, "CREQO": 0.10, "CHILD": 0.09, "CLOSE": 0.05, "LAREQ": 0.03, "STAND": 0.01}),
    "supported": Pick({"OTHER": 0.40, "CREQB": 0.25, "CHILD": 0.18, "CREQO": 0.08, "CLOSE": 0.05, "LAREQ": 0.04}),
    "other": Pick({"OTHER": 0.62, "CREQB": 0.12, "CREQO": 0.08, "CHILD": 0.06, "LAREQ": 0.08, "STAND": 0.04}),
}  # fmt: skip


def _reason(event: str, kind: str, planned: bool | None, age: int, draw: Draw) -> str:
    """REASON_PLACE_CHANGE of a move."""
    if planned is None:
        return "PLACE"
    if planned:
        return _PLANNED_REASONS(draw)
    reason = _UNPLANNED_REASONS.get(kind, _UNPLANNED_REASONS["other"])(draw)
    return "OTHER" if age < 2 and reason in ("CHILD", "CREQB") else reason


def _legal_of_start(kind: str, legal: str) -> str:
    if kind in ("custody", "secure"):
        return "J1"
    return "C1" if kind == "parents" else legal


def _emergency_days(legal: str, draw: Draw) -> int:
    """How long police protection (72 hours at most) or an emergency protection order (8 days) lasts; 0: it is neither."""
    if legal == "L1":
        return 1 + int(draw() * 3)
    return 2 + int(draw() * 7) if legal == "L2" else 0


def _providers_by_kind(providers: Sequence[Provider]) -> dict[str, Pick[int]]:
    """Which of the providers of a kind, so that the shares of PR1 to PR5 come out as they should."""
    by_kind: dict[str, dict[str, list[int]]] = {}
    for at, provider in enumerate(providers):
        by_kind.setdefault(provider.kind, {}).setdefault(provider.code, []).append(at)
    return {
        kind: Pick(
            {
                at: rates.PROVIDERS[kind].get(code, 0.01) / len(indices)
                for code, indices in codes.items()
                for at in indices
            }
        )
        for kind, codes in by_kind.items()
    }
