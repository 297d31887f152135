"""Brings the old site in, each thing in a transaction of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from alliance.bulletins.models import Bulletin
from alliance.pages.models import OldAddress, OldThing
from alliance.search.registry import together

from .files import save_file
from .outcome import Done, Outcome
from .pages import make_room, save_page
from .plan import FILES, PAGES, Fate, Planned
from .record import thing_of
from .whereabouts import Whereabouts

State = OldThing.State
EDITION = "2"
"""Raised when the same export would come in differently: what nobody has edited is done anew."""


def save_all(
    planned: Iterable[Planned],
    host: str,
    *,
    dry_run: bool = False,
    tell: Callable[[int], None] = lambda done: None,
) -> list[Outcome]:
    """Bring in what was planned; the text of pages last, since they refer to all the others.

    Each thing stands or falls by itself, and what is in already is left alone, so that a run that
    was stopped can be run again.

    Returns:
        what came of each, in the order of the plan.
    """
    things = list(planned)
    outcomes: dict[int, Outcome] = {}
    whereabouts = Whereabouts(host)
    with together():
        for one in things:
            if one.fate in PAGES:
                with suppress(ValidationError):  # said when its text comes in
                    _make_room(one, whereabouts)
        order = sorted(range(len(things)), key=lambda place: things[place].fate in PAGES)
        for count, place in enumerate(order, 1):
            one = things[place]
            try:
                outcomes[place] = save(one, whereabouts, dry_run=dry_run)
            except (ValidationError, OSError) as fault:
                outcomes[place] = Outcome(planned=one, done=Done.REFUSED, doubts=_said(fault))
            tell(count)
    return [outcomes[place] for place in range(len(things))]


@transaction.atomic
def _make_room(planned: Planned, whereabouts: Whereabouts) -> None:
    """A place for a page that is new, so that others can refer to it."""
    thing = thing_of(planned.item)
    if not (thing.page_id or thing.digest or _is_decided(thing)):
        make_room(thing, planned)
        _addresses(thing, planned)
    whereabouts.learn(thing, planned)


def _said(fault: ValidationError | OSError) -> list[str]:
    if isinstance(fault, ValidationError):
        return list(fault.messages)
    return [
        f"{fault.filename or 'Its file'} cannot be read ({fault.strerror}): put it right, then import again."
    ]


@transaction.atomic
def save(planned: Planned, whereabouts: Whereabouts, *, dry_run: bool = False) -> Outcome:
    """Bring in one thing, and write down its addresses; again changes nothing."""
    thing = thing_of(planned.item)
    if _is_decided(thing):
        _addresses(thing, planned)
        return Outcome(planned=planned, done=Done.KEPT, leads_to=thing.target)
    digest = _digest(planned)
    if planned.reason:
        outcome = _missing(thing, planned, planned.reason)
    elif planned.fate in FILES:
        outcome = save_file(thing, planned, digest, dry_run=dry_run)
    elif planned.fate in PAGES:
        if not (thing.page_id or thing.digest):
            make_room(thing, planned)
        outcome = save_page(thing, planned, digest, whereabouts)
    else:
        outcome = _lead_on(thing, planned)
    _addresses(thing, planned)
    whereabouts.learn(thing, planned)
    return outcome


def _is_decided(thing: OldThing) -> bool:
    """An editor has retired it, or said where it leads to."""
    is_led_by_hand = thing.state == State.REDIRECTED and thing.digest != _led(thing.target)
    return thing.state == State.RETIRED or is_led_by_hand


def _led(target: str) -> str:
    """What marks a redirection that an import wrote."""
    return hashlib.sha256(target.encode()).hexdigest()


def _lead_on(thing: OldThing, planned: Planned) -> Outcome:
    """A list, or a bulletin: what takes its place is here already, or is not."""
    target = planned.target
    if planned.fate is Fate.BULLETIN:
        if not Bulletin.objects.filter(number=planned.number).exists():
            reason = f"Bulletin {planned.number} is not here: bring it in with “alliance bulletin import”."
            return _missing(thing, planned, reason)
        target = f"/bulletins/{planned.number}/"
    is_new = thing.target != target
    thing.state, thing.target, thing.reason = State.REDIRECTED, target, ""
    thing.digest = _led(target)
    thing.save()
    done = Done.LED_ON if is_new else Done.UNCHANGED
    return Outcome(planned=planned, done=done, leads_to=target)


def _missing(thing: OldThing, planned: Planned, reason: str) -> Outcome:
    if thing.state == State.MOVED and (thing.page_id or thing.document_id or thing.picture_id):
        # It came in from an earlier run that had more to go by.
        return Outcome(planned=planned, done=Done.KEPT, doubts=[reason])
    thing.state, thing.reason = State.MISSING, reason[:500]
    thing.save()
    return Outcome(planned=planned, done=Done.MISSING, doubts=[reason])


def _addresses(thing: OldThing, planned: Planned) -> None:
    """Write down where the old site had it; an address that another thing has stays with that."""
    wanted = planned.item.addresses
    known = set(OldAddress.objects.filter(key__in=wanted).values_list("key", flat=True))
    for key in wanted:
        if key not in known:
            OldAddress.objects.create(thing=thing, key=key)


def _digest(planned: Planned) -> str:
    """Of everything that decides how it comes in."""
    item = planned.item
    said = [
        EDITION, item.title, item.address, item.name, item.status, item.has_password, item.excerpt,
        item.html, item.published, item.modified, planned.fate, planned.under, planned.is_public,
        _file_digest(planned.file),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _file_digest(path: Path | None) -> str:
    if path is None:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
