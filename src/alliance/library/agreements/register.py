"""The register of an agreement: authorities down, protocols or signatures across, read at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliance.directory.models import Authority, RoleKind
from alliance.library.models import Agreement, AgreementVersion, Standing
from alliance.library.models.agreement_states import AGREED

from .facts import Facts
from .standing import Held

SIGNS: Mapping[Standing, tuple[str, str]] = {
    Standing.NOT_ASKED: ("–", "plain"),
    Standing.PLEDGED: ("●", "asked"),
    Standing.LIVE: ("✓", "done"),
    Standing.EXCEPTION: ("✱", "done"),
    Standing.IN_PART: ("◐", "asked"),
    Standing.LEFT: ("×", "late"),
    Standing.NOT_SIGNED: ("○", "plain"),
    Standing.PART_SIGNED: ("◐", "asked"),
    Standing.SIGNED: ("✓", "done"),
    Standing.WITHDRAWN: ("×", "late"),
    Standing.NOT_IN_FORCE: ("–", "plain"),
}
"""Of each standing the sign, and the look that goes with it; the word is always there too."""
SHORT = {Standing.EXCEPTION: "Exception", Standing.IN_PART: "In part"}
"""Words of a cell, where the full ones are long."""
SIGNATORY_TITLES = {
    RoleKind.DCS: "Director",
    RoleKind.CHIEF_EXECUTIVE: "Chief executive",
    RoleKind.LEAD_MEMBER: "Lead member",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How an authority stands, where its history is, and what is recorded of days to come."""

    held: Held
    address: str = ""
    coming: Held | None = None
    note: str = ""
    """Beside the word, as “12 of 13”."""

    @property
    def word(self) -> str:
        return SHORT.get(self.held.state, self.held.state.label)

    @property
    def sign(self) -> str:
        return SIGNS[self.held.state][0]

    @property
    def look(self) -> str:
        return SIGNS[self.held.state][1]


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    """As the fragment of its history: “protocol-3”, “dcs”."""
    heading: str
    title: str
    not_yet: dt.date | None = None
    """The day it begins, if that is still to come."""
    count: int = 0
    """Of how many authorities it is agreed."""


@dataclass(frozen=True, slots=True)
class Row:
    authority: Authority
    cells: Sequence[Cell]
    whole: Cell
    """The agreement as a whole."""
    address: str


@dataclass(frozen=True, slots=True)
class Register:
    agreement: Agreement
    day: dt.date
    columns: Sequence[Column]
    rows: Sequence[Row]
    version: AgreementVersion | None

    @property
    def agreed(self) -> int:
        return sum(row.whole.held.is_agreed for row in self.rows)

    def count(self, *states: Standing) -> int:
        return sum(row.whole.held.state in states for row in self.rows)

    @property
    def finding(self) -> str:
        """What the register says, in a sentence."""
        of = len(self.rows)
        if not of:
            return "No authority is a party yet."
        if self.agreement.is_by_protocol:
            return self._finding_by_protocol(of)
        if self.version is None:
            return "No version is in force, so there is nothing to sign."
        parts = [f"{self.agreed} of {of} authorities have signed in full"]
        if started := self.count(Standing.PART_SIGNED):
            parts.append(f"{started} in part")
        if gone := self.count(Standing.WITHDRAWN):
            parts.append(f"{gone} {'has' if gone == 1 else 'have'} withdrawn")
        return f"{_listed(parts)}."

    def _finding_by_protocol(self, of: int) -> str:
        if not self.columns:
            return "No protocol is written down yet."
        parts = [f"{self.agreed} of {of} authorities are live on every protocol in force"]
        if some := self.count(Standing.IN_PART):
            parts.append(f"{some} on some")
        if pledged := self.count(Standing.PLEDGED):
            parts.append(f"{pledged} {'has' if pledged == 1 else 'have'} pledged")
        if gone := self.count(Standing.LEFT):
            parts.append(f"{gone} {'has' if gone == 1 else 'have'} left")
        return f"{_listed(parts)}."


def register_of(
    facts: Facts,
    parties: Sequence[Authority],
    day: dt.date,
    version: AgreementVersion | None = None,
) -> Register:
    """The register as it stood on a day.

    Args:
        version: whose signatures are shown; the latest if none is given.
    """
    if facts.agreement.is_by_protocol:
        return _by_protocol(facts, parties, day)
    return _by_signature(facts, parties, day, version or next(iter(facts.versions), None))


def address_of(agreement: Agreement, authority: Authority) -> str:
    """The page with all that is on record of one authority."""
    return f"{agreement.get_absolute_url()}authorities/{authority.slug}/"


def _by_protocol(facts: Facts, parties: Sequence[Authority], day: dt.date) -> Register:
    shown = [each for each in facts.protocols if each.ends_on is None or each.ends_on >= day]
    in_force = len(facts.protocols_on(day))
    rows = []
    for authority in parties:
        address = address_of(facts.agreement, authority)
        cells = [
            Cell(
                facts.of_protocol(authority.pk, protocol, day),
                f"{address}#protocol-{protocol.number}",
                _coming(facts, authority, protocol.pk, day),
            )
            for protocol in shown
        ]
        live = sum(cell.held.is_agreed for cell in cells)
        whole = Cell(facts.of_authority(authority.pk, day), address, note=f"{live} of {in_force}")
        rows.append(Row(authority, cells, whole, address))
    columns = [
        Column(
            f"protocol-{protocol.number}",
            str(protocol.number),
            protocol.title,
            protocol.effective_from if protocol.effective_from > day else None,
            sum(row.cells[place].held.is_agreed for row in rows),
        )
        for place, protocol in enumerate(shown)
    ]
    return Register(facts.agreement, day, columns, rows, facts.version_on(day))


def _coming(facts: Facts, authority: Authority, protocol: int, day: dt.date) -> Held | None:
    """The next change that is recorded already."""
    changes = facts.changes.get((authority.pk, protocol), ())
    later = [change for change in changes if change.effective_on > day]
    first = min(later, key=lambda change: change.effective_on, default=None)
    return Held(first.shown, first.effective_on) if first else None


def _by_signature(
    facts: Facts, parties: Sequence[Authority], day: dt.date, version: AgreementVersion | None
) -> Register:
    roles = facts.agreement.signatories if version else ()
    rows = []
    for authority in parties:
        address = address_of(facts.agreement, authority)
        cells = [
            Cell(
                facts.of_signature(authority.pk, version, role, day),
                f"{address}#{role.value}-{version.pk}",
            )
            for role in roles
            if version
        ]
        held = facts.of_version(authority.pk, version, day) if version else Held(_NONE)
        signed = sum(cell.held.is_agreed for cell in cells)
        rows.append(
            Row(authority, cells, Cell(held, address, note=f"{signed} of {len(cells)}"), address)
        )
    columns = [
        Column(
            role.value,
            SIGNATORY_TITLES[role],
            role.label,
            count=sum(row.cells[place].held.state in AGREED for row in rows),
        )
        for place, role in enumerate(roles)
    ]
    return Register(facts.agreement, day, columns, rows, version)


_NONE = Standing.NOT_IN_FORCE


def _listed(parts: Sequence[str]) -> str:
    """“one”, “one and two”, “one, two and three”."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
