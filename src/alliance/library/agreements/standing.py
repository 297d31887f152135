"""How an authority stands on a day, worked out from dated rows. Plain values; no database.

Days count in full: what is signed or live from a day holds on that day, what ends from a day holds on
the day before for the last time, and the last day of a term belongs to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance.library.models.agreement_states import AGREED, Act, Standing


@dataclass(frozen=True, slots=True)
class Term:
    """A version of an agreement, or a protocol: from when to when it is in force."""

    starts_on: dt.date
    ends_on: dt.date | None = None
    key: int = 0

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Change:
    """From a day on, an authority stands so to a protocol."""

    state: Standing
    effective_on: dt.date
    exception: str = ""

    @property
    def shown(self) -> Standing:
        is_excepted = self.state is Standing.LIVE and self.exception
        return Standing.EXCEPTION if is_excepted else self.state


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the signature book, of one role."""

    role: str
    turn: int
    act: Act
    on: dt.date


@dataclass(frozen=True, slots=True)
class Held:
    """How it stands, and since when without a break."""

    state: Standing
    since: dt.date | None = None
    exceptions: tuple[str, ...] = ()

    @property
    def is_agreed(self) -> bool:
        return self.state in AGREED


def in_force(versions: Iterable[Term], on: dt.date) -> Term | None:
    """The version that counts on a day: the latest that has begun, unless its term is over.

    What it replaced does not come back when it ends.
    """
    begun = [version for version in versions if version.starts_on <= on]
    latest = max(begun, key=lambda version: version.starts_on, default=None)
    return latest if latest and latest.covers(on) else None


# By protocol -----------------------------------------------------------------------------------


def to_protocol(changes: Iterable[Change], protocol: Term, on: dt.date) -> Held:
    """How an authority stands to a protocol. Before the protocol begins nobody is live on it."""
    if protocol.ends_on is not None and on > protocol.ends_on:
        return Held(Standing.NOT_IN_FORCE)
    past = sorted(
        (change for change in changes if change.effective_on <= on),
        key=lambda change: change.effective_on,
    )
    if not past:
        return Held(Standing.NOT_ASKED)
    last = past[-1]
    run = _unbroken(past)
    since = run[0].effective_on
    if last.shown not in AGREED:
        return Held(last.shown, since)
    if on < protocol.starts_on:
        return Held(Standing.PLEDGED, since)
    return Held(
        last.shown, max(since, protocol.starts_on), (last.exception,) if last.exception else ()
    )


def told(changes: Iterable[Change]) -> list[Change]:
    """The changes by day, without those that say what the one before said already.

    So a reader who is not shown an exception is not told either that something changed.
    """
    kept: list[Change] = []
    for change in sorted(changes, key=lambda change: change.effective_on):
        if not kept or (change.state, change.exception) != (kept[-1].state, kept[-1].exception):
            kept.append(change)
    return kept


def _unbroken(past: Sequence[Change]) -> Sequence[Change]:
    """The changes at the end that say the same: live with an exception and without are one run."""
    place = len(past) - 1
    while place and _alike(past[place - 1], past[-1]):
        place -= 1
    return past[place:]


def _alike(one: Change, other: Change) -> bool:
    return one.shown == other.shown or (one.shown in AGREED and other.shown in AGREED)


def overall(parts: Sequence[Held]) -> Held:
    """How an authority stands to all protocols that are in force on a day, taken together."""
    counted = [part for part in parts if part.state is not Standing.NOT_IN_FORCE]
    if not counted:
        return Held(Standing.NOT_IN_FORCE)
    agreed = [part for part in counted if part.is_agreed]
    exceptions = tuple(text for part in agreed for text in part.exceptions)
    if len(agreed) == len(counted):
        is_excepted = any(part.state is Standing.EXCEPTION for part in agreed)
        state = Standing.EXCEPTION if is_excepted else Standing.LIVE
        return Held(state, _latest(agreed), exceptions)
    if agreed:
        return Held(Standing.IN_PART, _earliest(agreed), exceptions)
    for state, day in ((Standing.PLEDGED, _earliest), (Standing.LEFT, _latest)):
        if such := [part for part in counted if part.state is state]:
            return Held(state, day(such))
    return Held(Standing.NOT_ASKED)


def _earliest(parts: Iterable[Held]) -> dt.date | None:
    return min((part.since for part in parts if part.since), default=None)


def _latest(parts: Iterable[Held]) -> dt.date | None:
    return max((part.since for part in parts if part.since), default=None)


# By signature ----------------------------------------------------------------------------------


def of_role(lines: Iterable[Line], on: dt.date) -> Held:
    """Whether the signature of one role stands on a day."""
    held = before = Held(Standing.NOT_SIGNED)
    signed: dt.date | None = None
    for line in sorted(lines, key=lambda line: line.turn):
        if line.act is Act.SIGNED:
            signed = line.on
            if line.on <= on:
                before, held = held, Held(Standing.SIGNED, line.on)
        elif signed is not None:
            if line.act is Act.STRUCK_OUT and signed <= on:
                held = before  # it never was
            elif line.act is Act.WITHDREW and line.on <= on:
                held = Held(Standing.WITHDRAWN, line.on)
            signed = None
    return held


def to_version(lines: Iterable[Line], roles: Sequence[str], version: Term, on: dt.date) -> Held:
    """How an authority stands to a version that is in force: agreed when every role has signed."""
    by_role: Mapping[str, list[Line]] = {role: [] for role in roles}
    for line in lines:
        if line.role in by_role:
            by_role[line.role].append(line)
    parts = [of_role(of, on) for of in by_role.values()]
    signed = [part for part in parts if part.state is Standing.SIGNED]
    withdrawn = [part for part in parts if part.state is Standing.WITHDRAWN]
    if parts and len(signed) == len(parts):
        return Held(Standing.SIGNED, max(_latest(signed) or version.starts_on, version.starts_on))
    if withdrawn:
        return Held(Standing.WITHDRAWN, _latest(withdrawn))
    if signed:
        return Held(Standing.PART_SIGNED, _earliest(signed))
    return Held(Standing.NOT_SIGNED)
