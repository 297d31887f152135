"""Saves a reading as a bulletin, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from alliance.delivery import keep
from alliance.directory.models import User
from alliance.editions.current import changed
from alliance.search.registry import index

from ..content import Content, content_of
from ..difference import Change, differences
from ..models import Bulletin, Item
from ..parsing.reading import Reading
from . import trail
from .catalogue import catalogue
from .contacts import contacts
from .items import items
from .memory import Memory
from .outcome import Outcome, State
from .read_back import content_in

PUBLISHED_AT = dt.time(12)
"""The hour at which an archived bulletin is taken to have been published."""


def save_reading(
    reading: Reading,
    *,
    by: User | None,
    source_name: str = "",
    same_as: Mapping[int, int | None] | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """Make the bulletin that a reading tells of, or bring the one of that number up to it.

    Args:
        reading: what was understood, corrected where an editor corrected it.
        by: who imports; None on the command line of the host.
        source_name: the file it came from, for the trail.
        same_as: an editor's word on what recurs: place of the item in the reading → primary key
            of the matter it tells again, or None for a new matter. The rest is recognised.
        memory: shared between the bulletins of one import.

    Raises:
        CannotSave: the reading has no number, date or items; nothing is written.
    """
    content = content_of(reading)
    shared = memory if memory is not None else Memory()
    try:
        with transaction.atomic(), keep.together():
            return _save(content, reading, by, source_name, dict(same_as or {}), shared)
    except BaseException:
        shared.forget()
        raise


def _save(
    content: Content,
    reading: Reading,
    by: User | None,
    source_name: str,
    same_as: dict[int, int | None],
    memory: Memory,
) -> Outcome:
    digest = content.digest()
    bulletin = Bulletin.objects.select_for_update().filter(number=content.number).first()
    changes: list[Change] = []
    if bulletin is not None:
        decided = _decided_so(bulletin, same_as)
        if bulletin.source_digest == digest and decided:
            return _unchanged(bulletin)
        changes = differences(content_in(bulletin), content)
        if not changes and decided:
            return _unchanged(bulletin)
    state = State.UPDATED if bulletin else State.CREATED
    bulletin = _write(bulletin, content, digest)
    found = contacts(bulletin, content, memory)
    told, told_before = items(bulletin, content, reading, same_as, memory, found)
    made = catalogue(bulletin, content, memory)
    if state is State.UPDATED:
        keep_revision(bulletin, by)
    outcome = Outcome(
        state=state,
        number=bulletin.number,
        date=bulletin.date,
        bulletin=bulletin.pk,
        items=tuple(told),
        told_before=told_before,
        new_publications=made,
        new_people=found.made,
        changes=tuple(changes),
    )
    trail.imported(bulletin, outcome, by=by, source_name=source_name)
    changed()
    index(Bulletin, [bulletin.pk])
    return outcome


def _decided_so(bulletin: Bulletin, same_as: Mapping[int, int | None]) -> bool:
    """Whether the matters stored are what an editor says that they are."""
    if not same_as:
        return True
    matters = dict(bulletin.appearances.values_list("position", "item"))
    alone = {
        item
        for item, told in Item.objects.filter(appearances__bulletin=bulletin)
        .annotate(told=Count("appearances__bulletin", distinct=True))
        .values_list("pk", "told")
        if told == 1
    }
    for place, matter in same_as.items():
        item = matters.get(place)
        if item is None or (item != matter if matter else item not in alone):
            return False
    return True


def _unchanged(bulletin: Bulletin) -> Outcome:
    told = bulletin.appearances.order_by("position").values_list("item", flat=True)
    return Outcome(State.UNCHANGED, bulletin.number, bulletin.date, bulletin.pk, tuple(told))


def _write(bulletin: Bulletin | None, content: Content, digest: str) -> Bulletin:
    if bulletin is None:
        moment = timezone.make_aware(dt.datetime.combine(content.date, PUBLISHED_AT))
        bulletin = Bulletin(
            number=content.number,
            live=True,
            first_published_at=moment,
            last_published_at=moment,
        )
    bulletin.date = content.date
    bulletin.introduction = content.introduction
    bulletin.frame = list(content.frame)
    bulletin.set_aside = list(content.set_aside)
    bulletin.source_digest = digest
    bulletin.save()
    return bulletin


def keep_revision(bulletin: Bulletin, by: User | None) -> None:
    """A revision of what now stands, so that an editor does not open an older one.

    A bulletin imported for the first time has none: its rows are its only version. One that was
    written here has one from the beginning.
    """
    stored = Bulletin.objects.get(pk=bulletin.pk)
    revision = stored.save_revision(user=by, changed=True)
    Bulletin.objects.filter(pk=bulletin.pk).update(
        live_revision=revision if stored.live else None, has_unpublished_changes=not stored.live
    )
