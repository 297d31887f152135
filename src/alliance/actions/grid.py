"""The grid: authorities down, what is asked across, each cell how that authority stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from alliance.directory.models import Authority

from .look import OWED, Look, look_of
from .models import Action, ActionDate, ActionState, Ask, AskState
from .when import By, deadline


@dataclass(frozen=True, slots=True)
class Column:
    """One ask: how many authorities stand how."""

    action: Action
    by: By | None
    counts: Mapping[Look, int]

    @property
    def asked(self) -> int:
        return sum(self.counts.values()) - self.counts.get(Look.NOT_ASKED, 0)

    @property
    def settled(self) -> int:
        """Those that said something that counts."""
        return sum(
            self.counts.get(look, 0) for look in (Look.DONE, Look.DONE_LATE, Look.NOT_FOR_US)
        )

    @property
    def late(self) -> int:
        return self.counts.get(Look.LATE, 0)


@dataclass(frozen=True, slots=True)
class Row:
    authority: Authority
    cells: Sequence[Look]

    def count(self, look: Look) -> int:
        return sum(cell is look for cell in self.cells)

    @property
    def late(self) -> int:
        return self.count(Look.LATE)

    @property
    def due(self) -> int:
        return self.count(Look.DUE)


@dataclass(frozen=True, slots=True)
class Grid:
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def finding(self) -> str:
        """What the grid says, in a sentence."""
        if not self.columns:
            return "Nothing is asked."
        asks = f"{len(self.columns)} thing{'s' if len(self.columns) != 1 else ''} asked"
        late = sum(column.late for column in self.columns)
        missing = sum(column.counts.get(look, 0) for column in self.columns for look in OWED)
        if not missing:
            return f"{asks}; every answer is in."
        answers = f"{missing} answer{'s' if missing != 1 else ''} to come"
        if not late:
            return f"{asks}; {answers}, none late."
        places = sum(bool(row.late) for row in self.rows)
        of = f"{places} {'authorities' if places != 1 else 'authority'}"
        return f"{asks}; {answers}, {late} of them late, from {of}."

    def missing(self, column: int) -> Sequence[Authority]:
        """The authorities of whom a column still waits for an answer."""
        return [row.authority for row in self.rows if row.cells[column] in OWED]


def grid_of(
    actions: QuerySet[Action], asks: QuerySet[Ask], authorities: QuerySet[Authority]
) -> Grid:
    """The grid of some actions, from rows that the reader may see. Four queries, however many."""
    columns = list(actions)
    keys = [action.pk for action in columns]
    days = dates_of(keys)
    states = {
        (action, authority): (AskState(state), was_late)
        for action, authority, state, was_late in asks.filter(
            action__in=keys, taken_back_at__isnull=True
        )
        .order_by()
        .values_list("action", "authority", "state", "was_late")
    }
    now, zone = timezone.now(), timezone.get_current_timezone()
    looks = _Looks(now, zone)
    rows = [
        Row(
            authority,
            [
                looks.of(action, days.get(action.pk, ()), states.get((action.pk, authority.pk)))
                for action in columns
            ],
        )
        for authority in authorities
    ]
    return Grid(
        [
            Column(
                action,
                deadline(days.get(action.pk, ())),
                Counter(row.cells[place] for row in rows),
            )
            for place, action in enumerate(columns)
        ],
        rows,
    )


class _Looks:
    """How each looks now; worked out once for each way in which an action's asks stand."""

    def __init__(self, now: dt.datetime, zone: dt.tzinfo) -> None:
        self._now, self._zone = now, zone
        self._known: dict[tuple[int, AskState, bool], Look] = {}

    def of(self, action: Action, dates: Sequence[By], stands: tuple[AskState, bool] | None) -> Look:
        if stands is None:
            return Look.NOT_ASKED
        key = (action.pk, *stands)
        if key not in self._known:
            state, was_late = stands
            self._known[key] = look_of(
                state,
                action=ActionState(action.state),
                was_late=was_late,
                dates=dates,
                is_soon=action.is_soon,
                now=self._now,
                zone=self._zone,
            )
        return self._known[key]


def dates_of(actions: Sequence[int]) -> Mapping[int, Sequence[By]]:
    """The days that hold now, by action."""
    found: dict[int, list[By]] = {}
    rows = ActionDate.objects.current().filter(action__in=actions)
    for action, on, at, is_hard, label in rows.values_list(
        "action", "on", "at", "is_hard", "label"
    ):
        found.setdefault(action, []).append(By(on, at, is_hard, label))
    return found
