"""Recording how authorities stand to protocols."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, User
from alliance.library.models import (
    Agreement,
    Protocol,
    ProtocolStanding,
    Standing,
    StandingException,
)
from alliance.library.models.agreement_states import AGREED, RECORDED

from .signing import CannotBeDone

CHOICES = (Standing.PLEDGED, Standing.LIVE, Standing.EXCEPTION, Standing.LEFT, Standing.NOT_ASKED)
"""What somebody may record; live with an exception is a live row and its exception."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a recording came to."""

    recorded: int
    same: int
    """Cells that stood so already."""


@transaction.atomic
def record_standing(
    *,
    by: User | None,
    agreement: Agreement,
    authorities: Iterable[Authority],
    protocols: Iterable[Protocol],
    state: Standing,
    on: dt.date,
    why: str,
    exception: str = "",
) -> Outcome:
    """Say that from a day on these authorities stand so to these protocols: all of it, or nothing.

    What stands so already is left alone.

    Raises:
        CannotBeDone: a protocol is not in force from that day, or something else was recorded of
            that very day; with all faults in one sentence each.
    """
    chosen = sorted(protocols, key=lambda protocol: protocol.number)
    places = list(authorities)
    # Held until the end, so that two who record at once come one by one.
    list(Protocol.objects.select_for_update().filter(agreement=agreement).order_by("pk"))
    rows = ProtocolStanding.objects.that_count().filter(protocol__in=chosen, authority__in=places)
    known: dict[tuple[int, int], list[ProtocolStanding]] = {}
    for row in rows.select_related("exception").order_by("effective_on"):
        known.setdefault((row.authority_id, row.protocol_id), []).append(row)
    faults = _faults(chosen, state, on, exception)
    pairs = [(place, protocol) for place in places for protocol in chosen]
    new = []
    for place, protocol in pairs:
        history = known.get((place.pk, protocol.pk), [])
        if _stands_so(history, state, on, exception):
            continue
        if any(row.effective_on == on for row in history):
            faults.append(
                f"{place}, protocol {protocol.number}: something else is recorded from "
                f"{date_format(on, 'j F Y')}. Strike that out first."
            )
        new.append((place, protocol))
    if faults:
        raise CannotBeDone(*faults)
    for place, protocol in new:
        _add(by, place, protocol, state, on, why, exception)
    return Outcome(len(new), len(pairs) - len(new))


@transaction.atomic
def strike_out(*, by: User, standing: ProtocolStanding, why: str) -> ProtocolStanding:
    """Say that a row was recorded in error: it counts no more, and stays to be read.

    Raises:
        CannotBeDone: it is struck out already.
    """
    standing = ProtocolStanding.objects.select_for_update().get(pk=standing.pk)
    if standing.struck_out_at:
        raise CannotBeDone("This is struck out already.")
    before = snapshot(standing)
    standing.struck_out_at = timezone.now()
    standing.struck_out_by = by
    standing.struck_out_why = why
    standing.save()
    record(
        by=by,
        verb="struck out",
        thing=standing,
        before=before,
        after=snapshot(standing),
        reason=why,
        acting_for=str(standing.authority),
    )
    return standing


def _faults(
    protocols: Iterable[Protocol], state: Standing, on: dt.date, exception: str
) -> list[str]:
    faults = []
    if state is Standing.EXCEPTION and not exception.strip():
        faults.append("Say what the exception is.")
    if state not in AGREED:
        return faults
    for protocol in protocols:
        if on < protocol.effective_from:
            first = date_format(protocol.effective_from, "j F Y")
            faults.append(f"Protocol {protocol.number} begins on {first}: nobody is live before.")
        elif protocol.ends_on and on > protocol.ends_on:
            last = date_format(protocol.ends_on, "j F Y")
            faults.append(f"Protocol {protocol.number} ended on {last}.")
    return faults


def _stands_so(
    history: list[ProtocolStanding], state: Standing, on: dt.date, exception: str
) -> bool:
    before = [row for row in history if row.effective_on <= on]
    if not before:
        return state is Standing.NOT_ASKED
    last = before[-1]
    text = last.exception.text if hasattr(last, "exception") else ""
    stored, wanted = stored_as(state), exception if state is Standing.EXCEPTION else ""
    return last.state == stored and text == wanted


def stored_as(state: Standing) -> Standing:
    """The state of the row that says it."""
    stored = Standing.LIVE if state is Standing.EXCEPTION else state
    if stored not in RECORDED:
        raise ValueError(f"{state} is worked out, and not recorded.")
    return stored


def _add(
    by: User | None,
    place: Authority,
    protocol: Protocol,
    state: Standing,
    on: dt.date,
    why: str,
    exception: str,
) -> None:
    row = ProtocolStanding.objects.create(
        protocol=protocol,
        authority=place,
        state=stored_as(state),
        effective_on=on,
        why=why,
        recorded_by=by,
    )
    if state is Standing.EXCEPTION:
        StandingException.objects.create(standing=row, text=exception)
    record(
        by=by,
        verb="recorded with an exception" if state is Standing.EXCEPTION else "recorded",
        thing=row,
        after=snapshot(row),
        reason=why,
        acting_for=str(place),
    )
