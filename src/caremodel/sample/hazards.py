"""The hazards and weights of one authority, looked up by where a child stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from . import rates
from .chance import Pick
from .settings import NATIONAL_RESIDENTIAL, Settings, drift

FOSTER: Final = ("kin", "carer")
_RESIDENTIAL: Final = ("home", "special", "secure")
_NOT_AT_HOME: Final = frozenset({"V2", "J1", "L1", "L2", "E1"})
"""Legal statuses in which a child cannot be placed with the parents."""
_BAND_OF_AGE: Final = ("<1", "1-4", "5-9", "10-15", "10-15", "16-17", "16-17")


class Standing(NamedTuple):
    """What of a child's standing lasts until something happens."""

    kind: str
    legal: str
    complexity: int
    asylum: bool


class Hazard(NamedTuple):
    """Rates a day: of unplanned moves (before the provider's factor), of all else, and the latter's running sums."""

    unplanned: float
    others: float
    sums: tuple[float, ...]
    events: tuple[str, ...]


class Hazards:
    """The rates as `rates` and the settings have them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.drifting = settings.scenario == "drifting"
        self._tables: dict[Standing, dict[tuple[int, int, int], Hazard]] = {}
        self._destinations: dict[tuple[str, str, int, int, int, bool], Pick[str]] = {}
        self._entries: dict[tuple[str, int, int], Pick[str]] = {}

    def table(self, standing: Standing) -> dict[tuple[int, int, int], Hazard]:
        """Hazards met so far in a standing, by bands of age, time in care and time in the placement."""
        return self._tables.setdefault(standing, {})

    def hazard(self, standing: Standing, bands: tuple[int, int, int]) -> Hazard:
        """The hazard in a standing and bands; kept in its `table`."""
        age, _, stay = bands
        events = self._placement_events(standing, age, stay) | self._care_events(standing, *bands)
        unplanned = (
            rates.UNPLANNED[standing.kind][stay]
            * rates.UNPLANNED_BY_AGE[age]
            * rates.UNPLANNED_BY_COMPLEXITY[standing.complexity]
            * self.settings.moves
        )
        sums, total = [], 0.0
        for rate in events.values():
            total += rate / rates.MONTH
            sums.append(total)
        hazard = Hazard(unplanned / rates.MONTH, total, tuple(sums), tuple(events))
        self.table(standing)[bands] = hazard
        return hazard

    def _placement_events(self, standing: Standing, age: int, stay: int) -> dict[str, float]:
        kind = standing.kind
        events = {}
        if kind != "adopters":
            towards_18 = rates.PLANNED_TOWARDS_18.get(kind, (1.0, 1.0))
            factor = towards_18[age - 5] if age >= 5 else 1.0
            events["planned"] = rates.PLANNED[kind][stay] * factor * self.settings.moves
        if kind in FOSTER and standing.legal in ("C2", "V2") and stay >= 3:
            events["long term"] = rates.MATCHED[stay]
        return events

    def _care_events(self, standing: Standing, age: int, care: int, stay: int) -> dict[str, float]:
        kind, legal, complexity, asylum = standing
        if asylum:
            return {
                "E3": rates.ASYLUM_TRANSFER[care],
                "E8": rates.ASYLUM_OTHER,
                **({"E15": rates.ASYLUM_AGED} if age >= 4 else {}),
            }
        if legal == "E1":
            if kind == "adopters":
                return {"adopted": rates.ADOPTION_ORDER[stay]}
            return {"adopters": rates.ADOPTION_MATCH, "C2": rates.ORDER_REVOKED}
        if legal == "J1":
            return {"remand over": rates.REMAND_ENDS[care]}
        leaving = rates.LEAVING_BY_COMPLEXITY[complexity] * self.settings.leaving
        home = leaving * rates.LEAVING_BY_AGE[age] * rates.LEAVING_BY_KIND.get(kind, 1.0)
        guardian = rates.GUARDIAN[care] * leaving
        events = dict(rates.RARE)
        if legal == "V2":
            events["home"] = rates.HOME_AGREED[care] * home
            events["guardian"] = guardian * (1.5 if kind == "kin" else 0.5)
            events["C1"] = rates.PROCEEDINGS[care] * (1.0 if age < 5 else 0.2 if age == 5 else 0.0)
        elif legal == "C1":
            events["home"] = rates.HOME_INTERIM[care] * home
            events["hearing"] = rates.HEARING[care]
        elif legal == "C2":
            events["home"] = rates.HOME_CARE_ORDER[care] * home
            events["guardian"] = guardian * (1.5 if kind == "kin" else 0.8)
            if age < 2 and kind in FOSTER:
                events["E1"] = rates.TO_ADOPTION
        return events

    def entry_kind(self, age: int, asylum: bool, complexity: int, year: int) -> Pick[str]:
        """Where a child starts, by band of age; year: the collection year, 0 where nothing drifts."""
        group = _BAND_OF_AGE[age]
        if asylum:
            group = "asylum 16-17" if age >= 5 else "asylum 10-15"
        key = (group, complexity, year)
        if key not in self._entries:
            weights = self._residential(rates.ENTRY_KINDS[group], complexity, year)
            self._entries[key] = Pick(weights)
        return self._entries[key]

    def destination(
        self, kind: str, legal: str, age: int, complexity: int, year: int, planned: bool
    ) -> Pick[str]:
        """Where a child who moves goes to."""
        key = (kind, legal, age, complexity, year, planned)
        if key not in self._destinations:
            sticky = rates.STICKINESS.get(kind, {})
            weights = self._residential(rates.DESTINATIONS[age], complexity, year)
            weights = {to: weight * sticky.get(to, 1.0) for to, weight in weights.items()}
            if planned and "parents" in weights:
                weights["parents"] *= rates.TO_PARENTS
            if planned and age >= 5:
                weights["home"] *= rates.RESIDENTIAL_TOWARDS_18
            if legal in _NOT_AT_HOME:
                weights.pop("parents", None)
            if legal == "E1":
                weights = {to: weight for to, weight in weights.items() if to in FOSTER}
            self._destinations[key] = Pick(weights)
        return self._destinations[key]

    def _residential(
        self, weights: Mapping[str, float], complexity: int, year: int
    ) -> dict[str, float]:
        factor = rates.RESIDENTIAL_BY_COMPLEXITY[complexity] * self.settings.residential
        if self.drifting:
            factor *= drift(NATIONAL_RESIDENTIAL, year)
        return {
            kind: weight * (factor if kind in _RESIDENTIAL else 1.0)
            for kind, weight in weights.items()
        }


ENTRY_LEGAL: Final = {name: Pick(shares) for name, shares in rates.ENTRY_LEGAL.items()}


def entry_legal(age: int, asylum: bool) -> Pick[str]:
    """The legal status to start with, by band of age."""
    return _AGREED if asylum else ENTRY_LEGAL[_BAND_OF_AGE[age]]


_AGREED: Final = Pick({"V2": 1.0})
