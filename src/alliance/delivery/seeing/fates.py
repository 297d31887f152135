"""What became of the copies of mailings: counted in the database, a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from alliance.directory.models import Authority

from ..models import (
    UNREACHED,
    Copy,
    CopyState,
    Mailing,
    MailingKind,
    MailingRules,
    MailingState,
    Variant,
)
from ..sending.begin import takers, takers_if_asked
from .sentence import Fates, Limited, Stand

COUNTED_FOR = dt.timedelta(days=14)
"""After a mailing ended, its copies are still counted: bounces come in. Later its totals are read."""


def fates_of(mailings: Collection[Mailing]) -> Mapping[int, Fates]:
    """Of each, in one query; of those that ended long ago, from what was kept then."""
    long_ago = timezone.now() - COUNTED_FOR
    settled = {
        each.pk: Fates(each.totals)
        for each in mailings
        if each.totals and each.ended_at and each.ended_at < long_ago
    }
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    wanted = [each.pk for each in mailings if each.pk not in settled]
    rows = Copy.objects.filter(mailing__in=wanted).order_by().values_list("mailing", "state")
    for mailing, state, count in rows.annotate(count=Count("pk")):
        counted[mailing][state] = count
    kept = {each.pk: each.totals for each in mailings}
    return settled | {pk: Fates(counted.get(pk) or kept[pk]) for pk in wanted}


def stand_of(mailing: Mailing, now: dt.datetime | None = None) -> Stand:
    """All that is said of one, as it stands now. At most five queries."""
    now = now or timezone.now()
    is_planned = mailing.state == MailingState.PLANNED
    waiting = Copy.objects.filter(mailing=mailing, state=CopyState.WAITING)
    is_sending = mailing.state == MailingState.SENDING
    later = waiting.filter(due_at__gt=now).aggregate(count=Count("pk"), first=Min("due_at"))
    return Stand(
        state=mailing.state,
        now=now,
        begins_at=mailing.begins_at,
        begun_at=mailing.begun_at,
        ended_at=mailing.ended_at,
        fates=fates_of([mailing])[mailing.pk],
        takers=takers(MailingKind(mailing.kind)) if is_planned else 0,
        if_asked=takers_if_asked() if is_planned and mailing.source_id else 0,
        in_last_minute=_in_last_minute(mailing, now) if is_sending else 0,
        limited=_limited(waiting.filter(due_at__lte=now)) if is_sending else (),
        later=later["count"] if is_sending else 0,
        later_at=later["first"],
    )


def _in_last_minute(mailing: Mailing, now: dt.datetime) -> int:
    since = now - dt.timedelta(minutes=1)
    return Copy.objects.filter(mailing=mailing, sent_at__gt=since).count()


def _limited(waiting: QuerySet[Copy]) -> Sequence[Limited]:
    limits = {
        domain.lower(): a_minute
        for domain, a_minute in MailingRules.get().a_minute_by_domain.items()
        if a_minute
    }
    if not limits:
        return ()
    rows = waiting.filter(domain__in=limits).order_by().values_list("domain")
    counted = sorted(rows.annotate(count=Count("pk")))
    return [Limited(domain, count, limits[domain]) for domain, count in counted]


# By authority, by reason, by variant -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One authority's part of a mailing."""

    name: str
    fates: Fates


def by_authority(mailing: Mailing) -> Sequence[Row]:
    """Each authority that has a copy, by name; who is of none stands last. One query."""
    rows = Copy.objects.filter(mailing=mailing).order_by().values_list("authority__name", "state")
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for name, state, count in rows.annotate(count=Count("pk")):
        counted[name or ""][state] = count
    names = sorted(counted, key=lambda name: (not name, name))
    return [Row(name or "Of no authority", Fates(counted[name])) for name in names]


def not_subscribed(mailing: Mailing, members: QuerySet[Authority]) -> Sequence[str]:
    """The members of which nobody has a copy, by name. One query.

    Args:
        members: the alliance's members, as whoever looks may see them.
    """
    there = Copy.objects.filter(mailing=mailing, authority__isnull=False).values("authority")
    return list(members.exclude(pk__in=there.order_by()).values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some have not received it."""

    state: CopyState
    count: int

    @property
    def words(self) -> str:
        return self.state.label


def reasons(fates: Fates) -> Sequence[Reason]:
    return [Reason(state, fates.counts[state]) for state in UNREACHED if fates.counts.get(state)]


def unreached(mailing: Mailing, state: str = "") -> QuerySet[Copy]:
    """Who has not received it, by reason, then as the ledger has them."""
    wanted = Q(state=state) if state else Q(state__in=UNREACHED)
    rows = Copy.objects.filter(wanted, mailing=mailing)
    return rows.select_related("authority").order_by("state", "pk")


@dataclass(frozen=True, slots=True)
class Sort:
    """One variant, by how many get it."""

    pk: int
    subject: str
    readers: int


def sorts(mailing: Mailing) -> Sequence[Sort]:
    """The variants, the one with most readers first; without their words."""
    counted = dict(
        Copy.objects.filter(mailing=mailing)
        .order_by()
        .values_list("variant")
        .annotate(count=Count("pk"))
    )
    rows = Variant.objects.filter(mailing=mailing).values_list("pk", "subject")
    found = [Sort(pk, subject, counted.get(pk, 0)) for pk, subject in rows]
    return sorted(found, key=lambda sort: (-sort.readers, sort.pk))


def may_be_tried_again(fates: Fates) -> int:
    """Copies that could not be sent, or that the site was not to reach."""
    return fates.of((CopyState.FAILED, CopyState.HELD))
