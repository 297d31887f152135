"""Who the subscribers are to a letter: by the roles that they hold today, and by what they chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alliance.directory.models import ActingFor, Role, RoleKind, User
from alliance.directory.second_factor import needs_second_factor, with_second_factor
from alliance.directory.viewer import works_for_programme

from ..composing.letter import Reader
from ..models import Frequency, Subscriber

FIRST = (RoleKind.DCS, RoleKind.DCS_PA, RoleKind.LEAD_MEMBER, RoleKind.CHIEF_EXECUTIVE)
"""Whose authority counts for somebody with roles at several; then the role they have had longest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody of the directory is today."""

    authority: int | None = None
    is_member: bool = False


def readers_of(subscribers: Sequence[Subscriber]) -> dict[int, Reader]:
    """How each reads, by primary key; a fixed number of queries.

    Args:
        subscribers: with their `person` and its `user`, if they have them.
    """
    topics: dict[int, set[int]] = defaultdict(set)
    chosen = Subscriber.topics.through.objects.filter(subscriber__in=subscribers)
    for subscriber, topic in chosen.values_list("subscriber", "topic"):
        topics[subscriber].add(topic)
    standings = standings_of([one for one in subscribers if one.person_id])
    nobody = Standing()
    return {
        one.pk: Reader(
            topics=frozenset(topics.get(one.pk, ())),
            audiences=frozenset(one.audiences),
            authority=standings.get(one.pk, nobody).authority,
            is_member=standings.get(one.pk, nobody).is_member,
            only_asked=one.frequency == Frequency.ASKED,
        )
        for one in subscribers
    }


def standings_of(subscribers: Collection[Subscriber]) -> dict[int, Standing]:
    """What each of these is, who are all somebody of the directory.

    A role that has ended opens nothing. A member is whoever could sign in today and would be let
    in: an account that waits for its second factor reads what everybody reads.
    """
    people = {one.person_id for one in subscribers if one.person_id}
    roles: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    kinds: dict[int, set[RoleKind]] = defaultdict(set)
    held = Role.objects.current().filter(person__in=people)
    for pk, holder, kind, authority in held.values_list("pk", "person", "kind", "authority"):
        roles[holder].append((_place(kind), pk, authority))
        kinds[holder].add(RoleKind(kind))
    acting: dict[int, int] = dict(
        ActingFor.objects.giving_rights()
        .filter(person__in=people)
        .order_by("-pk")
        .values_list("person", "principal__roles__authority")
    )
    accounts = {one.pk: account for one in subscribers if (account := _account(one))}
    secured = with_second_factor([account.pk for account in accounts.values()])
    found = {}
    for one in subscribers:
        person = one.person_id or 0
        own = [at for _, _, at in sorted(roles[person], key=lambda role: role[:2]) if at]
        at_work = own[0] if own else acting.get(person)
        account = accounts.get(one.pk)
        found[one.pk] = Standing(
            at_work,
            account is not None
            and _is_let_in(account, kinds[person], is_secured=account.pk in secured)
            and (
                at_work is not None
                or bool(kinds[person])
                or works_for_programme(account, kinds[person])
            ),
        )
    return found


def _place(kind: str) -> int:
    return FIRST.index(RoleKind(kind)) if kind in FIRST else len(FIRST)


def _account(subscriber: Subscriber) -> User | None:
    account: User | None = getattr(subscriber.person, "user", None)
    return account if account and account.is_active else None


def _is_let_in(account: User, kinds: Collection[RoleKind], *, is_secured: bool) -> bool:
    return is_secured or not needs_second_factor(account, kinds)
