"""Whoever asks: what access needs to know of them, today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from alliance.search.models import of_area

from .areas.entry import open_areas
from .models import ActingFor, Capacity, Role, RoleKind, User
from .second_factor import lacks_second_factor

PROGRAMME_ROLES = frozenset({RoleKind.PROGRAMME_MANAGER, RoleKind.PROGRAMME_SUPPORT})


class Post(NamedTuple):
    """A role that somebody holds today."""

    kind: RoleKind
    authority: int | None
    network: int | None


class Acting(NamedTuple):
    """A director for whom somebody acts today."""

    capacity: Capacity
    principal: int
    """The director, a person."""
    authority: int


@dataclass(frozen=True)
class Viewer:
    """Today's posts of a person, for whom they act, and which areas they may enter; no more."""

    user_id: int | None = None
    person_id: int | None = None
    is_programme: bool = False
    posts: tuple[Post, ...] = ()
    acting: tuple[Acting, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[RoleKind]:
        return frozenset(post.kind for post in self.posts)

    @property
    def authorities(self) -> frozenset[int]:
        """Where they hold a role."""
        return frozenset(post.authority for post in self.posts if post.authority is not None)

    @cached_property
    def areas(self) -> frozenset[int]:
        """The restricted areas that they may enter today, asked of the database when needed."""
        return open_areas(self)

    @property
    def audience_keys(self) -> frozenset[str]:
        """Which parts of the search index they may find."""
        keys = {"public"}
        if self.is_signed_in:
            keys |= {"members"} | {f"authority:{pk}" for pk in self.authorities}
            keys |= {of_area(pk) for pk in self.areas}
        if self.is_programme:
            keys.add("programme")
        return frozenset(keys)


ANYONE = Viewer()


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """The viewer behind an account: roles count from the first to the last day of their term.

    Who needs a second factor and has not added one yet sees what everybody sees.
    """
    if not isinstance(user, User) or not user.is_active:
        return ANYONE
    known: Viewer | None = getattr(user, "_viewer", None)
    if known is None:
        posts = _posts(user.person_id) if user.person_id else ()
        kinds = frozenset(post.kind for post in posts)
        known = (
            ANYONE
            if lacks_second_factor(user, kinds)
            else Viewer(
                user_id=user.pk,
                person_id=user.person_id,
                is_programme=works_for_programme(user, kinds),
                posts=posts,
                acting=_acting(user.person_id) if user.person_id else (),
            )
        )
        user._viewer = known  # type: ignore[attr-defined]
    return known


def works_for_programme(user: User, kinds: Collection[RoleKind] | None = None) -> bool:
    """Whether somebody runs the programme today: by a post, or by the mark of an editor.

    Nobody takes that mark off on the day after a post ends, so an ended post takes it along. An
    administrator stays one until another says otherwise: somebody must be there to mend a wrong day.

    Args:
        kinds: of the roles they hold today, where that is known already.
    """
    if not user.is_active:
        return False
    if kinds is None:
        kinds = [post.kind for post in _posts(user.person_id)] if user.person_id else ()
    if user.is_superuser or PROGRAMME_ROLES.intersection(kinds):
        return True
    posts = Role.objects.filter(person=user.person_id or 0, kind__in=PROGRAMME_ROLES)
    return user.is_staff and not posts.exists()


def _posts(person: int) -> tuple[Post, ...]:
    rows = Role.objects.current().filter(person=person).order_by("pk")
    return tuple(
        Post(RoleKind(kind), authority, network)
        for kind, authority, network in rows.values_list("kind", "authority", "network")
    )


def _acting(person: int) -> tuple[Acting, ...]:
    rows = ActingFor.objects.giving_rights().filter(person=person)
    return tuple(
        Acting(Capacity(capacity), principal, authority)
        for capacity, principal, authority in rows.order_by("pk").values_list(
            "capacity", "principal", "principal__roles__authority"
        )
    )
