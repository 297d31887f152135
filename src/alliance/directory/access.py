"""Who may see what: the one place where it is decided.

Two questions are asked here, and nowhere else:

* may this person come in at this address? (`door`, put on every view), and
* which rows of this kind may they see? (`visible`, put round every list, page, feed, search
  result, download and API answer).

An app above the directory registers the rule for its own models at start-up. A kind of thing that
nobody registered is shown to nobody: asking for it is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from .models import (
    Alliance,
    Authority,
    ContactDetail,
    Network,
    Person,
    Role,
    RoleKind,
    Topic,
    User,
    Visibility,
)
from .second_factor import lacks_second_factor
from .unsent import forget_unsent, keep_unsent

EVERYTHING = Q()
NOTHING = Q(pk__in=[])
PROGRAMME_ROLES = frozenset({RoleKind.PROGRAMME_MANAGER, RoleKind.PROGRAMME_SUPPORT})


@dataclass(frozen=True, slots=True)
class Viewer:
    """What access needs to know of whoever asks: today's roles and authorities, no more."""

    user_id: int | None = None
    person_id: int | None = None
    is_programme: bool = False
    roles: frozenset[str] = frozenset()
    authorities: frozenset[int] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def audience_keys(self) -> frozenset[str]:
        """Which parts of the search index they may find."""
        keys = {"public"}
        if self.is_signed_in:
            keys |= {"members"} | {f"authority:{pk}" for pk in self.authorities}
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
        roles = (
            list(Role.objects.current().filter(person=user.person_id).values("kind", "authority"))
            if user.person_id
            else []
        )
        kinds = frozenset(role["kind"] for role in roles)
        known = Viewer(
            user_id=user.pk,
            person_id=user.person_id,
            is_programme=user.is_superuser or user.is_staff or bool(kinds & PROGRAMME_ROLES),
            roles=kinds,
            authorities=frozenset(r["authority"] for r in roles if r["authority"] is not None),
        )
        if lacks_second_factor(user, kinds):
            known = ANYONE
        user._viewer = known  # type: ignore[attr-defined]
    return known


# Doors -----------------------------------------------------------------------------------------


class Door(Enum):
    """Who may come in at an address."""

    PUBLIC = "anyone"
    SIGNED_IN = "anyone with an account"
    PROGRAMME = "the programme's staff"

    def admits(self, viewer: Viewer) -> bool:
        match self:
            case Door.PUBLIC:
                return True
            case Door.SIGNED_IN:
                return viewer.is_signed_in
            case Door.PROGRAMME:
                return viewer.is_programme


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def door(kind: Door) -> Callable[[View], View]:
    """Admit to a view those whom the door admits; send the rest to sign in, or refuse them.

    Who needs a second factor and has none is sent to add it first, as in the editors' area.
    """

    def put_on(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if kind.admits(viewer_of(request.user)):
                if request.method == "POST" and kind is not Door.PUBLIC:
                    forget_unsent(request)
                return view(request, *args, **kwargs)
            if request.method == "POST" and not viewer_of(request.user).is_signed_in:
                keep_unsent(request)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if lacks_second_factor(request.user):
                return redirect("mfa_index")
            raise PermissionDenied(f"This page is for {kind.value}.")

        guarded.door = kind  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return put_on


# Rows ------------------------------------------------------------------------------------------

Rule = Callable[[Viewer], Q]
_rules: dict[type[Model], Rule] = {}
Row = TypeVar("Row", bound=Model)


class NobodySaidWhoMaySee(LookupError):
    """A kind of thing without a rule: its app must register one in its `AppConfig.ready`."""


def register(model: type[Model], rule: Rule) -> None:
    """Say which rows of a model a viewer may see."""
    _rules[model] = rule


def visible(user: User | AnonymousUser, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows that this person may see.

    Raises:
        NobodySaidWhoMaySee: no rule was registered for the model.
    """
    try:
        rule = _rules[rows.model]
    except KeyError:
        raise NobodySaidWhoMaySee(
            f"No rule says who may see {rows.model._meta.verbose_name_plural}; "
            f"call access.register({rows.model.__name__}, …) at start-up."
        ) from None
    return rows.filter(rule(viewer_of(user)))


def _shown_to(viewer: Viewer) -> list[Visibility]:
    return [Visibility.PUBLIC, *([Visibility.MEMBERS] if viewer.is_signed_in else [])]


def _people(viewer: Viewer) -> Q:
    if viewer.is_programme:
        return EVERYTHING
    return Q(visibility__in=_shown_to(viewer)) | Q(pk=viewer.person_id)


def _roles(viewer: Viewer) -> Q:
    if viewer.is_programme:
        return EVERYTHING
    return Q(person__visibility__in=_shown_to(viewer)) | Q(person=viewer.person_id)


def _contact_details(viewer: Viewer) -> Q:
    """A detail is shown only where both it and its person are."""
    if viewer.is_programme:
        return EVERYTHING
    shown = _shown_to(viewer)
    return Q(visibility__in=shown, person__visibility__in=shown) | Q(person=viewer.person_id)


register(Person, _people)
register(ContactDetail, _contact_details)
register(Role, _roles)
for _model in (Alliance, Authority, Network, Topic):
    register(_model, lambda viewer: EVERYTHING)
