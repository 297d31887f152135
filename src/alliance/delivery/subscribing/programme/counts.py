"""How many subscribers there are: by where they stand, how often, and of which authority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from alliance.directory.access import visible
from alliance.directory.models import Authority, Role, User

from ...models import Frequency, Standing, Subscriber, Suppression


@dataclass(frozen=True, slots=True)
class OfAuthority:
    authority: Authority
    by_role: int
    """Who hold a role there today."""
    by_word: int
    """Who say so themselves, and are not of the directory."""

    @property
    def all(self) -> int:
        return self.by_role + self.by_word


@dataclass(frozen=True, slots=True)
class Counts:
    standings: dict[str, int]
    frequencies: list[tuple[str, int]]
    """Of those who are sent mail."""
    authorities: list[OfAuthority]
    of_none: int
    """Who are sent mail and of no authority."""
    stopped: int

    @property
    def active(self) -> int:
        return self.standings.get(Standing.ACTIVE, 0)


def counts(user: User) -> Counts:
    """Seven queries, however many subscribers."""
    rows = visible(user, Subscriber.objects.all())
    active = rows.filter(standing=Standing.ACTIVE)
    often = _by(active, "frequency")
    holding = _holding().filter(person__subscriber__standing=Standing.ACTIVE).order_by()
    by_role = dict(holding.values_list("authority").annotate(count=Count("person", distinct=True)))
    by_word = _by(active.filter(person=None, said_authority__isnull=False), "said_authority")
    somewhere = Q(person=None, said_authority__isnull=False) | Q(
        person__in=holding.values("person")
    )
    return Counts(
        standings=_by(rows, "standing"),
        frequencies=[(each.label, often.get(each.value, 0)) for each in Frequency],
        authorities=[
            OfAuthority(each, by_role.get(each.pk, 0), by_word.get(each.pk, 0))
            for each in visible(user, Authority.objects.all())
        ],
        of_none=active.exclude(somewhere).count(),
        stopped=visible(user, Suppression.objects.all()).count(),
    )


def of_authority(authority: Authority) -> Q:
    """Subscribers who hold a role there today, or say so and are not of the directory."""
    holders = _holding().filter(authority=authority)
    return Q(person__in=holders.values("person")) | Q(person=None, said_authority=authority)


def _holding() -> QuerySet[Role]:
    roles: QuerySet[Role] = Role.objects.current().filter(authority__isnull=False)
    return roles


def _by(rows: QuerySet[Subscriber], field: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))
