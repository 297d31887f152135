"""The history behind each cell of a register: what changed when, by whom and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from alliance.directory.models import Authority, RoleKind
from alliance.library.models import (
    Act,
    ProtocolStanding,
    SignatureEntry,
    Standing,
    StandingException,
    Way,
)

from .facts import Facts, Sieve, change_of
from .register import SIGNS, Cell
from .standing import told


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history."""

    day: dt.date
    word: str
    sign: str
    look: str
    said: Sequence[str] = ()
    """Who signed, in what right; an exception: what every reader of the line may know."""
    why: str = ""
    recorded: str = ""
    recorded_at: dt.datetime | None = None
    is_void: bool = False
    """It was recorded in error."""
    void_why: str = ""
    scan: str = ""
    sha256: str = ""
    end_at: str = ""
    """Where the programme, or the signer, ends it."""
    is_by_hand: bool = False
    """Given on the site, so that nobody else can call it an error."""


@dataclass(frozen=True, slots=True)
class Section:
    """The history of one cell, the newest first. Those of one `group` stand together."""

    key: str
    heading: str
    cell: Cell
    events: Sequence[Event]
    begins: dt.date | None = None
    record_at: str = ""
    """Where the programme records a change of it, if there can be one."""
    is_mine: bool = False
    """The viewer holds that role today."""
    group: str = ""


def by_protocol(
    facts: Facts, authority: Authority, day: dt.date, sieve: Sieve, *, says_why: bool
) -> list[Section]:
    """A section for each protocol. Two queries."""
    exceptions = sieve(StandingException.objects.all())
    rows: Iterable[ProtocolStanding] = (
        sieve(ProtocolStanding.objects.filter(protocol__agreement=facts.agreement))
        .filter(authority=authority)
        .select_related("recorded_by", "struck_out_by")
        .prefetch_related(Prefetch("exception", exceptions))
        .order_by("effective_on", "pk")
    )
    of_protocol: dict[int, list[ProtocolStanding]] = {}
    for row in rows:
        of_protocol.setdefault(row.protocol_id, []).append(row)
    base = facts.agreement.get_absolute_url()
    return [
        Section(
            f"protocol-{protocol.number}",
            f"{protocol.number}. {protocol.title}",
            Cell(facts.of_protocol(authority.pk, protocol, day)),
            _standings(of_protocol.get(protocol.pk, []), base, says_why=says_why),
            protocol.effective_from if protocol.effective_from > day else None,
            f"{base}standings/record/?authorities={authority.pk}&protocols={protocol.pk}",
        )
        for protocol in facts.protocols
    ]


def _standings(rows: Sequence[ProtocolStanding], base: str, *, says_why: bool) -> list[Event]:
    """Who may not know why is shown only what changed in what they may see."""
    counted = [row for row in rows if not row.struck_out_at]
    if not says_why:
        return [
            _event(change.shown, change.effective_on)
            for change in reversed(told(map(change_of, counted)))
        ]
    return [
        _event(
            change_of(row).shown,
            row.effective_on,
            said=(change_of(row).exception,) if change_of(row).exception else (),
            why=row.why,
            recorded=str(row.recorded_by) if row.recorded_by else "",
            recorded_at=row.recorded_at,
            is_void=row.struck_out_at is not None,
            void_why=row.struck_out_why,
            end_at="" if row.struck_out_at else f"{base}standings/{row.pk}/strike-out/",
        )
        for row in reversed(rows)
    ]


def _event(state: Standing, day: dt.date, **more: object) -> Event:
    sign, look = SIGNS[state]
    return Event(day, state.label, sign, look, **more)  # type: ignore[arg-type]


def by_signature(
    facts: Facts,
    authority: Authority,
    day: dt.date,
    sieve: Sieve,
    *,
    says_why: bool,
    may_sign_as: Sequence[RoleKind] = (),
) -> list[Section]:
    """A section for each version and role, the latest version first. One query."""
    entries: Iterable[SignatureEntry] = (
        sieve(SignatureEntry.objects.filter(version__agreement=facts.agreement))
        .filter(authority=authority)
        .select_related("written_by")
        .order_by("turn")
    )
    of_cell: dict[tuple[int, str], list[SignatureEntry]] = {}
    for entry in entries:
        of_cell.setdefault((entry.version_id, entry.role), []).append(entry)
    base = facts.agreement.get_absolute_url()
    sections = []
    for version in facts.versions:
        for role in facts.agreement.signatories:
            cell = Cell(facts.of_signature(authority.pk, version, role, day))
            where = f"version={version.pk}&authority={authority.pk}&role={role.value}"
            lines = of_cell.get((version.pk, role.value), [])
            sections.append(
                Section(
                    f"{role.value}-{version.pk}",
                    role.label,
                    cell,
                    _lines(lines, base, says_why=says_why),
                    record_at="" if cell.held.is_agreed else f"{base}signatures/record/?{where}",
                    is_mine=role in may_sign_as,
                    group=f"Version {version.label}",
                )
            )
    return sections


LOOKS = {
    Act.SIGNED: SIGNS[Standing.SIGNED],
    Act.WITHDREW: SIGNS[Standing.WITHDRAWN],
    Act.STRUCK_OUT: SIGNS[Standing.NOT_SIGNED],
}


def _lines(entries: Sequence[SignatureEntry], base: str, *, says_why: bool) -> list[Event]:
    """The lines of one role; what was recorded in error only for who may know why."""
    void = {entry.turn - 1 for entry in entries if entry.act == Act.STRUCK_OUT}
    events = []
    for place, entry in enumerate(entries):
        is_void = entry.turn in void or entry.act == Act.STRUCK_OUT
        if is_void and not says_why:
            continue
        is_by_hand = entry.way == Way.SITE
        is_open = entry.act == Act.SIGNED and place == len(entries) - 1
        sign, look = LOOKS[Act(entry.act)]
        events.append(
            Event(
                entry.on,
                entry.get_act_display(),
                sign,
                look,
                said=_by_whom(entry),
                why=entry.why if says_why else "",
                recorded=str(entry.written_by) if says_why and entry.written_by else "",
                recorded_at=entry.written_at if says_why else None,
                is_void=is_void,
                scan=f"{base}signatures/{entry.pk}/scan/" if entry.scan else "",
                sha256=entry.sha256 if is_by_hand and entry.act == Act.SIGNED else "",
                end_at=f"{base}signatures/{entry.pk}/" if is_open else "",
                is_by_hand=is_by_hand,
            )
        )
    return events[::-1]


def _by_whom(entry: SignatureEntry) -> list[str]:
    if entry.act == Act.STRUCK_OUT:
        return []
    how = "on the site" if entry.way == Way.SITE else "on paper"
    who = ", ".join(part for part in (entry.name, entry.standing) if part)
    return [f"{who} ({how})"]
