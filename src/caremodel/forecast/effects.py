"""What a scenario does to chances, to those who come in, and to where children are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..ages import AGE_BANDS
from ..placements import CATEGORIES
from .arrivals import ENTRY_EDGES
from .person_months import PLACES, STATES, Bools, Floats, Ints, month_end
from .projection import BAND_EDGES
from .rates import AGE_EDGES, LEAVING, MOVING, TIME_EDGES
from .scenario import (
    LEAVE,
    Change,
    EarlyHelp,
    EntryChange,
    Places,
    RateChange,
    Scenario,
    StepAcross,
)

# The ages of the contract's bands are whole numbers of the finer bands of rates and of entries.
_BAND_OF_AGE = np.searchsorted(BAND_EDGES, np.concatenate([[0], AGE_EDGES]), side="right")
_BAND_OF_ENTRY = np.searchsorted(BAND_EDGES, ENTRY_EDGES[:-1], side="right")
_MONTHS_OF_TIME = np.concatenate([[0], TIME_EDGES])


@dataclass(frozen=True, slots=True)
class Effects:
    """A scenario, from month to month after `start` (step 0: the first month)."""

    start: int
    changes: Sequence[Change]

    @classmethod
    def of(cls, scenario: Scenario | None, start: int) -> Effects:
        return cls(start, () if scenario is None else tuple(scenario.changes))

    def chances(self, base: Floats) -> Callable[[int], Floats]:
        """Chances of each step, from those without the scenario; states of its own follow ours."""
        kept: dict[tuple[bool, ...], Floats] = {}

        def of_step(step: int) -> Floats:
            on = tuple(self._on(change, step) for change in self.changes)
            if on not in kept:
                kept[on] = self._chances(base, on)
            return kept[on]

        return of_step

    def _chances(self, base: Floats, on: tuple[bool, ...]) -> Floats:
        table = base
        for change, acts in zip(self.changes, on, strict=True):
            if acts and isinstance(change, RateChange):
                table = _with_rates(table, change)
        for change, acts in zip(self.changes, on, strict=True):
            # a state of a scenario's own is there from the first day, so that numbers of states never change
            if isinstance(change, StepAcross):
                table = _with_programme(table, change, acts)
            elif isinstance(change, Places):
                table = _with_opened(table, change)
        return table

    def places(self) -> Floats:
        """Category of each state that the scenario adds [added state, category]."""
        rows = [
            np.arange(PLACES)
            == CATEGORIES.index(change.category if isinstance(change, Places) else "fostering")
            for change in self._adding
        ]
        return np.array(rows, dtype=float).reshape(-1, PLACES)

    @property
    def _adding(self) -> list[Places | StepAcross]:
        return [change for change in self.changes if isinstance(change, Places | StepAcross)]

    def coming_in(self, base: Callable[[int], Floats]) -> Callable[[int], Floats]:
        """Children who come in, from those without the scenario."""

        def of_step(step: int) -> Floats:
            came = base(step)
            for change in self.changes:
                if self._on(change, step) and isinstance(change, EntryChange | EarlyHelp):
                    factor = np.ones(came.shape[-2:])
                    ages = _among(_BAND_OF_ENTRY, change.ages)
                    if isinstance(change, EarlyHelp):
                        factor[ages] = 1 - change.share
                    else:
                        where = np.isin(np.array(CATEGORIES), change.categories)
                        factor = np.where(ages[:, None] & where, change.factor, factor)
                    came = came * factor
            return came

        return of_step

    def then(self) -> Callable[[int, Floats, Ints], None] | None:
        """What fills opened places, once a month's moves are made."""
        if not any(isinstance(change, Places) for change in self.changes):
            return None

        def fill(step: int, where: Floats, age: Ints) -> None:
            for number, change in enumerate(self._adding):
                if isinstance(change, Places) and self._on(change, step):
                    open_for = 1 + sum(self._on(change, before) for before in range(step))
                    places = change.places * min(1.0, open_for / change.months_to_fill)
                    _fill(
                        where,
                        STATES + number,
                        change,
                        places,
                        _among(_BAND_OF_AGE, change.ages)[age],
                    )

        return fill

    def _on(self, change: Change, step: int) -> bool:
        return change.since <= month_end(self.start + 1 + step)


def _fill(where: Floats, opened: int, change: Places, places: float, fits: Bools) -> None:
    sources = [
        2 * CATEGORIES.index(name) + settled
        for name in change.drawing_from
        if name != change.category
        for settled in (0, 1)
    ]
    here = where[:, :, sources] * fits[:, None]
    room = np.maximum(places - where[:, :, opened].sum(1), 0.0)
    share = np.minimum(1.0, room / np.maximum(here.sum((1, 2)), 1e-12))
    moved = here * share[:, None, None]
    where[:, :, sources] -= moved
    where[:, :, opened] += moved.sum(2)


def _with_rates(table: Floats, change: RateChange) -> Floats:
    if change.to is None:
        ways = LEAVING | MOVING
    elif change.to == LEAVE:
        ways = LEAVING.copy()
    else:
        ways = MOVING & (np.arange(STATES + 1) // 2 == CATEGORIES.index(change.to))
    if change.from_category is not None:
        source = CATEGORIES.index(change.from_category)
        ways = ways & (np.arange(STATES) // 2 == source)[:, None]
    ages = _among(_BAND_OF_AGE, change.ages)[:, None, None, None]
    return _whole(np.where(ages & ways, table * change.factor, table))


def _with_opened(table: Floats, change: Places) -> Floats:
    """A state more: in one of the opened places, moving and leaving like others settled there."""
    return _grown(table, 2 * CATEGORIES.index(change.category) + 1)


def _with_programme(table: Floats, change: StepAcross, acts: bool) -> Floats:
    """A state more: stepped across, like others new to fostering and going back at the programme's rate."""
    like, back = 2 * CATEGORIES.index("fostering"), 2 * CATEGORIES.index("residential")
    found = _grown(table, like)
    state = found.shape[-2] - 1
    returning = 1 - change.stable_a_year ** (1 / 12)
    found[..., state, back] = np.maximum(found[..., state, back], returning)
    found[..., state, state] = 0
    found[..., state, state] = 1 - found[..., state, :].sum(-1)
    if acts:
        ages = _among(_BAND_OF_AGE, change.ages)
        times = change.months_in_care <= _MONTHS_OF_TIME
        fits = (ages[:, None] & times[None, :]).astype(float) * change.monthly
        for source in (back, back + 1):
            # of those who would have stayed, new or settled
            for stay in (back, back + 1):
                stepping = found[..., source, stay] * fits
                found[..., source, stay] -= stepping
                found[..., source, state] += stepping
    return found


def _grown(table: Floats, like: int) -> Floats:
    """One state more, before "left": it stays where others of `like` stay or become settled."""
    *lead, states, _ = table.shape
    found = np.zeros((*lead, states + 1, states + 2))
    kept = [*range(states), states + 1]
    found[..., :states, kept] = table
    row = table[..., like, :].copy()
    place = like - like % 2
    stays = row[..., place] + row[..., place + 1]
    row[..., place : place + 2] = 0
    found[..., states, kept] = row
    found[..., states, states] = stays
    return found


def _whole(table: Floats) -> Floats:
    """Rows that add up to 1 again: who does not go stays, split between new and settled as before."""
    for state in range(STATES):
        pair = slice(state - state % 2, state - state % 2 + 2)
        stays = table[..., state, pair].copy()
        gone = table[..., state, :].sum(-1, keepdims=True) - stays.sum(-1, keepdims=True)
        table[..., state, :] /= np.maximum(gone, 1.0)
        share = stays / np.maximum(stays.sum(-1, keepdims=True), 1e-12)
        table[..., state, pair] = share * np.maximum(1 - gone, 0.0)
    return table


def _among(bands: Ints, ages: Sequence[str]) -> Bools:
    return np.isin(bands, [AGE_BANDS.index(name) for name in ages])
