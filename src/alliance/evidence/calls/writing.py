"""Writing a call: begun with what we propose, changed as long as it runs, copied as a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.delivery import keep
from alliance.directory.models import Person, Topic

from ..models import Call, CallState, Heading, ServiceSection, SimilarWork
from ..refusal import CannotBeDone
from .deliverable import NAME
from .proposed import make_sections, propose
from .standing import Standing, standing

PLAIN = (
    "title", "slug", "prefix", "summary", "purpose", "what_becomes", "contact", "is_standing",
    "opens_at", "closes_at", "last_call_days", "consent_words", "supplier_words",
)  # fmt: skip
CHANGED_MEANWHILE = (
    "Somebody else has changed this call meanwhile. What you wrote is below; look at what is there "
    "now, and send it again if yours should hold."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """All that a call says, but for its headings and similar work."""

    title: str
    slug: str
    prefix: str
    summary: str = ""
    purpose: str = ""
    what_becomes: str = ""
    contact: Person | None = None
    is_standing: bool = False
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    last_call_days: int = 7
    consent_words: str = ""
    supplier_words: str = ""
    sections: Sequence[ServiceSection] = ()
    topics: Sequence[Topic] = ()


@transaction.atomic
def begin_call(*, by: AbstractBaseUser | None, planned: Planned) -> Call:
    """A draft with the headings that we propose.

    Raises:
        ValidationError: what it says does not fit together, by field.
    """
    call = Call(made_by_id=by.pk if by else None)
    _put(call, planned, PLAIN)
    call.save()
    call.sections.set(planned.sections)
    call.topics.set(planned.topics)
    make_sections()
    propose(call)
    record(by=by, verb="began", thing=call, after=snapshot(call))
    return call


@transaction.atomic
def change_call(*, by: AbstractBaseUser, call: Call, seen: int, planned: Planned) -> Call:
    """Say something else; what stays (`fixed`) stays, whatever is planned.

    Args:
        seen: the version that whoever changes it looked at.

    Raises:
        CannotBeDone: somebody else changed it meanwhile, or it has ended.
        ValidationError: what it says does not fit together, by field.
    """
    call = locked(call, seen)
    refuse_if_ended(call)
    before = snapshot(call)
    stays = fixed(call, timezone.now())
    _put(call, planned, [name for name in PLAIN if name not in stays], stays)
    call.topics.set(planned.topics)
    call.sections.set(planned.sections)
    save(call)
    record(by=by, verb="changed", thing=call, before=before, after=snapshot(call))
    return call


def fixed(call: Call, now: dt.datetime) -> frozenset[str]:
    """What of a call is not changed any more by writing it anew: its promises.

    A published call's address and the beginning of its references are known; its closing is moved
    where readers see the move (`moving.py`), its opening until it has opened.
    """
    if call.state == CallState.DRAFT:
        return frozenset()
    promised = {"slug", "prefix", "is_standing", "closes_at"}
    if standing(call, now) is not Standing.TO_COME:
        promised.add("opens_at")
    return frozenset(promised)


@transaction.atomic
def copy_call(*, by: AbstractBaseUser, call: Call) -> Call:
    """A new draft that says and asks the same, without days, answers or what was retired."""
    made = Call(made_by_id=by.pk)
    for name in PLAIN:
        setattr(made, name, getattr(call, name))
    made.title = f"{call.title[:140]} (copy)"
    made.slug, made.prefix = _free_slug(call.slug), _free_prefix(call.prefix)
    made.opens_at = made.closes_at = None
    made.save()
    made.sections.set(call.sections.all())
    made.topics.set(call.topics.all())
    _copy_headings(call, made)
    SimilarWork.objects.bulk_create(
        SimilarWork(
            call=made,
            title=each.title,
            whose=each.whose,
            url=each.url,
            publication=each.publication,
            position=each.position,
        )
        for each in call.similar_work.select_related("publication")
    )
    record(by=by, verb="copied", thing=made, after=snapshot(made))
    return made


def _copy_headings(call: Call, made: Call) -> None:
    """In order, so that what a condition names is there before it."""
    copies: dict[int, Heading] = {}
    for heading in call.headings.filter(retired_at__isnull=True):
        was, condition = heading.pk, heading.shown_if_id
        heading.pk, heading.call = None, made
        heading._state.adding = True
        heading.shown_if = copies.get(condition) if condition else None
        if heading.shown_if is None:
            heading.shown_if_value = ""
        heading.save()
        copies[was] = heading


def _free_slug(slug: str) -> str:
    taken = set(Call.objects.filter(slug__startswith=slug[:70]).values_list("slug", flat=True))
    return next(
        made
        for number in range(2, len(taken) + 3)
        if (made := f"{slug[:70]}-{number}") not in taken
    )


def _free_prefix(prefix: str) -> str:
    """The next that nobody has: SL → SLB, SLC … and then AA, AB …"""
    taken = set(Call.objects.values_list("prefix", flat=True))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    after = [f"{prefix[:5]}{letter}" for letter in letters[1:]]
    others = [f"{one}{two}{three}" for one in letters for two in letters for three in letters]
    return next(made for made in [*after, *others] if made not in taken)


@transaction.atomic
def discard(*, by: AbstractBaseUser, call: Call) -> None:
    """Throw a draft away that nobody has seen.

    Raises:
        CannotBeDone: it was published: then it is withdrawn, or archived.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    if call.state != CallState.DRAFT:
        raise CannotBeDone(
            "Only a draft is discarded. Withdraw this, or archive it once it closed."
        )
    record(by=by, verb="discarded", thing=call, before=snapshot(call))
    call.headings.update(shown_if=None, shown_if_value="")
    call.delete()


def locked(call: Call, seen: int | None = None) -> Call:
    """As it is now, held until the end of the transaction.

    Raises:
        CannotBeDone: it is not the version that somebody looked at.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if seen is not None and call.version != seen:
        raise CannotBeDone(CHANGED_MEANWHILE)
    return call


def refuse_if_ended(call: Call) -> None:
    if call.state in (CallState.WITHDRAWN, CallState.ARCHIVED):
        raise CannotBeDone("This call has ended, and is kept as it was. Copy it as a new one.")


def save(call: Call) -> None:
    """As another version; what is told of it to feeds and calendars follows."""
    call.version += 1
    call.save()
    keep.follow(NAME, [call.pk])


def _put(
    call: Call, planned: Planned, names: Sequence[str], stays: frozenset[str] = frozenset()
) -> None:
    for name in names:
        setattr(call, name, getattr(planned, name))
    if call.is_standing:
        call.closes_at = None
    call.full_clean(exclude=stays)
    if call.closes_at and not call.opens_at:
        raise ValidationError("Say when it opens, too.")
