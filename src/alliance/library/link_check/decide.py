"""What the programme does about a link: leaves it, reports it again, takes its new address."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import User
from alliance.editions.current import changed

from ..models import Link, LinkPlace, Verdict
from .addresses import with_fragment_of
from .gather import renew
from .holders import CannotBeExchanged, holder_of

LEFT_FOR = dt.timedelta(days=365)
"""Then it is reported again, if it still is not found to work."""
FIELDS = ("left_until", "left_by", "dead_since", "failing_days")


@transaction.atomic
def leave(link: Link, *, because: str, by: User) -> None:
    """Do not report a link for a year: it works for people, says somebody who tried."""
    before = snapshot(link, FIELDS)
    link.left_until = timezone.now() + LEFT_FOR
    link.left_because, link.left_by = because, by
    link.save(update_fields=["left_until", "left_because", "left_by"])
    changed()  # readers are told of what is dead
    record(
        by=by,
        verb="left as it is",
        thing=link,
        before=before,
        after=snapshot(link, FIELDS),
        reason=because,
    )


@transaction.atomic
def report_again(link: Link, *, by: User) -> None:
    before = snapshot(link, FIELDS)
    link.left_until, link.left_because, link.left_by = None, "", None
    link.save(update_fields=["left_until", "left_because", "left_by"])
    changed()  # readers are told of what is dead
    record(by=by, verb="reported again", thing=link, before=before, after=snapshot(link, FIELDS))


@transaction.atomic
def take_new_address(link: Link, *, by: User) -> tuple[int, list[str]]:
    """Put the address to which a link has moved in its place, wherever it stands.

    Returns:
        In how many places it was exchanged, and why not in the others, a sentence each.
    """
    if link.finding is None or link.finding.verdict != Verdict.MOVED:
        raise CannotBeExchanged("This address has not moved, or has been looked at again since.")
    done, refusals = 0, []
    for place in list(link.places.select_related("content_type")):
        try:
            done += _exchange(place, link.finding.moved_to, by)
        except CannotBeExchanged as refusal:
            refusals.append(str(refusal))
    if done:
        record(by=by, verb="took the new address of", thing=link)
    return done, refusals


def _exchange(place: LinkPlace, new: str, by: User) -> int:
    kind = place.content_type.model_class()
    holder = holder_of(kind) if kind else None
    row = holder.rows().filter(pk=place.object_id).first() if holder else None
    if holder is None or row is None:
        return 0
    if holder.exchange is None:
        raise CannotBeExchanged(f"{place.title}: change it by hand there.")
    holder.exchange(row, place.written, with_fragment_of(new, place.written), by)
    renew(row)
    return 1
