"""Saving a list that somebody has looked at: in batches, each whole; again changes nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import User
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Job
from alliance.jobs.progress import GiveUp, Progress

from ..models import (
    Consent,
    ConsentBy,
    Frequency,
    ListState,
    Standing,
    Subscriber,
    SubscriberList,
    Why,
)
from ..returning.suppress import suppress
from ..subscribing.leave import leave
from .judge import Becomes, Judged, holding_rows, in_words, judge
from .known import known
from .read import Entry
from .waiting import CannotBeSaved, rows_of, settle

AT_ONCE = 200
"""Rows in one transaction: SQLite lets others write in between."""
WRITTEN = {
    Becomes.WRITTEN_LEFT: Why.LEFT,
    Becomes.WRITTEN_BOUNCED: Why.BOUNCED,
    Becomes.WRITTEN_COMPLAINED: Why.COMPLAINED,
}


@transaction.atomic
def begin_saving(*, waiting: SubscriberList, by: AbstractBaseUser) -> Job:
    """Have a list saved in the background; pressed twice, it is saved once.

    Raises:
        CannotBeSaved: it was dropped, or is saved.
    """
    locked = SubscriberList.objects.select_for_update().get(pk=waiting.pk)
    if locked.state not in {ListState.WAITING, ListState.SAVING}:
        raise CannotBeSaved(f"This list is settled: {locked.get_state_display().lower()}.")
    _begin(locked, by)
    return enqueue(save_list, locked.pk, by=by, unique=True, return_to=locked.get_absolute_url())


@job(title="Save a list of subscribers")
def save_list(progress: Progress, pk: int) -> str:
    """Go on with a list from where it was left; a list that is saved stays as it is."""
    found = SubscriberList.objects.filter(pk=pk, state=ListState.SAVING).first()
    if found is None:
        return "It is saved already, or was dropped."
    try:
        counts = save_rows(found, by=found.by, tell=progress.tell)
    except CannotBeSaved as fault:
        raise GiveUp(str(fault)) from fault
    return "; ".join(in_words(counts)) + "."


def save_now(*, waiting: SubscriberList, by: AbstractBaseUser | None) -> Mapping[Becomes, int]:
    """Save a list here and now, for a command."""
    with transaction.atomic():
        locked = SubscriberList.objects.select_for_update().get(pk=waiting.pk)
        _begin(locked, by)
    return save_rows(locked, by=by)


def _begin(locked: SubscriberList, by: AbstractBaseUser | None) -> None:
    if locked.state != ListState.WAITING:
        return
    before = snapshot(locked, ["state"])
    locked.state = ListState.SAVING
    locked.save(update_fields=["state"])
    record(
        by=by,
        verb="began to save",
        thing=locked,
        before=before,
        after=snapshot(locked, ["state"]),
    )


def save_rows(
    saving: SubscriberList,
    *,
    by: AbstractBaseUser | None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Mapping[Becomes, int]:
    """Save the rows that are left, batch by batch, then destroy them; what became of how many.

    Raises:
        CannotBeSaved: its rows cannot be read any more.
    """
    entries = rows_of(saving).entries
    holding = holding_rows(entries)
    while saving.state == ListState.SAVING:
        tell(saving.saved_to, len(entries))
        saving = _save_batch(saving.pk, entries, holding, by)
    tell(len(entries), len(entries))
    return Counter({Becomes(each): count for each, count in saving.counts.items()})


@transaction.atomic
def _save_batch(
    pk: int, entries: Sequence[Entry], holding: Mapping[str, Entry], by: AbstractBaseUser | None
) -> SubscriberList:
    """One batch and how far the list is, together: a crash repeats nothing and leaves nothing out."""
    saving = SubscriberList.objects.select_for_update().get(pk=pk)
    if saving.state != ListState.SAVING:
        return saving
    some = entries[saving.saved_to : saving.saved_to + AT_ONCE]
    judgement = judge(some, known(some), holding=holding)
    _subscribe([row for row in judgement.rows if row.becomes is Becomes.NEW], saving, by)
    for row in judgement.rows:
        _write_down(row, saving, by)
    counts = Counter(saving.counts)
    counts.update({each.value: count for each, count in judgement.counts.items()})
    saving.counts = dict(counts)
    saving.saved_to += len(some)
    saving.save(update_fields=["counts", "saved_to"])
    if saving.saved_to >= len(entries):
        before = snapshot(saving, ["state"])
        settle(saving, ListState.SAVED)
        record(
            by=by,
            verb="saved",
            thing=saving,
            before=before,
            after=snapshot(saving, ["state", "counts"]),
        )
    return saving


def _subscribe(rows: Sequence[Judged], saving: SubscriberList, by: AbstractBaseUser | None) -> None:
    """New subscribers, each with the list's consent and its own time of it."""
    if not rows:
        return
    people = _people([row.entry.address for row in rows])
    agreed = [row.at or _noon(saving.consent_on) for row in rows]
    made = Subscriber.objects.bulk_create(
        Subscriber(
            address=row.entry.address.lower(),
            name=row.entry.name,
            person_id=people.get(row.entry.address.casefold()),
            said_authority_id=row.authority,
            standing=Standing.ACTIVE,
            frequency=row.frequency or Frequency.EACH,
            confirmed_at=at,
        )
        for row, at in zip(rows, agreed, strict=True)
    )
    of_topic = Subscriber.topics.through
    of_topic.objects.bulk_create(
        of_topic(subscriber_id=subscriber.pk, topic_id=topic)
        for subscriber, row in zip(made, rows, strict=True)
        for topic in row.topics
    )
    Consent.objects.bulk_create(
        Consent(
            subscriber=subscriber,
            by=ConsentBy.LIST,
            at=at,
            words=saving.consent_words,
            source=saving.source,
            recorded_by_id=by.pk if by else saving.by_id,
        )
        for subscriber, at in zip(made, agreed, strict=True)
    )


def _write_down(row: Judged, saving: SubscriberList, by: AbstractBaseUser | None) -> None:
    """Whom nothing is sent to because the list says so."""
    entry = row.entry
    if row.becomes is Becomes.LEAVES:
        subscriber = Subscriber.objects.known_as(entry.address).get()
        leave(subscriber=subscriber, how=f"By a list of who left: {saving.source}.", by=by)
    elif why := WRITTEN.get(row.becomes):
        day = f"{row.at.day} {row.at:%B %Y}" if row.at else ""
        said = ", ".join(filter(None, (saving.source, day, entry.why)))
        suppress(address=entry.address, why=why, detail=said[:300], by=by)


def _people(addresses: Sequence[str]) -> Mapping[str, int]:
    """Address → whose account it is, if nobody else subscribes for them."""
    accounts = User.objects.filter(
        email__in={address.lower() for address in addresses},
        person__isnull=False,
        person__subscriber__isnull=True,
        is_active=True,
    )
    return {email.casefold(): person for email, person in accounts.values_list("email", "person")}


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
