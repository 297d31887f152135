"""Who may see what: the one place where it is decided.

Three questions are asked here, and nowhere else:

* may this person come in at this address? (`door`, put on every view),
* which rows of this kind may they see? (`visible`, put round every list, page, feed, search
  result, download and API answer), and
* may they enter this restricted area today? (`may_enter`).

What somebody may do for an authority, and in whose name, is said in `deeds.py`.

An app above the directory registers the rule for its own models at start-up. A kind of thing that
nobody registered is shown to nobody: asking for it is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from .deeds import Deed, standings
from .models import (
    AccessGrant,
    AccessLog,
    ActingFor,
    AdmittedRole,
    Alliance,
    Area,
    Authority,
    ContactDetail,
    LookingAs,
    Network,
    PeopleList,
    Person,
    Role,
    Topic,
    User,
    Visibility,
)
from .second_factor import lacks_second_factor
from .unsent import forget_unsent, keep_unsent
from .viewer import ANYONE, Viewer, viewer_of

__all__ = ["ANYONE", "Door", "Viewer", "door", "may_enter", "register", "viewer_of", "visible"]

EVERYTHING = Q()
NOTHING = Q(pk__in=[])
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

    The programme's staff are sent to add a second factor first, as in the editors' area.
    """

    def put_on(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if kind.admits(viewer_of(request.user)):
                if kind is Door.PROGRAMME and lacks_second_factor(request.user):
                    if request.method == "POST":
                        keep_unsent(request)
                    return redirect("mfa_index")
                if request.method == "POST" and kind is not Door.PUBLIC:
                    forget_unsent(request)
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                if request.method == "POST":
                    keep_unsent(request)
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(f"This page is for {kind.value}.")

        guarded.door = kind  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return put_on


# Areas -----------------------------------------------------------------------------------------


def may_enter(user: User | AnonymousUser, area: Area | int) -> bool:
    """Whether this person may enter a restricted area today.

    By a role that the area admits, by a grant in its days that stands on a role of theirs, or
    because they run the programme; `areas/entry.py` says it in one query for all areas.
    """
    return (area.pk if isinstance(area, Area) else area) in viewer_of(user).areas


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


def _looked_after(viewer: Viewer) -> list[int]:
    """The authorities whose people a director, their PA or their deputy looks after."""
    return [standing.authority for standing in standings(viewer, Deed.SEE_ACCESS)]


def _people(viewer: Viewer) -> Q:
    """Whoever looks after an authority's access knows who holds a role there."""
    if viewer.is_programme:
        return EVERYTHING
    seen = Q(visibility__in=_shown_to(viewer)) | Q(pk=viewer.person_id)
    if authorities := _looked_after(viewer):
        holders = Role.objects.current().filter(authority__in=authorities)
        seen |= Q(pk__in=holders.values("person"))
    return seen


def _roles(viewer: Viewer) -> Q:
    if viewer.is_programme:
        return EVERYTHING
    return (
        Q(person__visibility__in=_shown_to(viewer))
        | Q(person=viewer.person_id)
        | Q(authority__in=_looked_after(viewer))
    )


def _acting(viewer: Viewer) -> Q:
    """Both sides know, and whoever looks after the authority."""
    if viewer.is_programme:
        return EVERYTHING
    if not viewer.person_id:
        return NOTHING
    directors = Role.objects.current().filter(authority__in=_looked_after(viewer))
    return (
        Q(person=viewer.person_id)
        | Q(principal=viewer.person_id)
        | Q(principal__in=directors.values("person"))
    )


def _contact_details(viewer: Viewer) -> Q:
    """A detail is shown only where both it and its person are."""
    if viewer.is_programme:
        return EVERYTHING
    shown = _shown_to(viewer)
    return Q(visibility__in=shown, person__visibility__in=shown) | Q(person=viewer.person_id)


def _areas(viewer: Viewer) -> Q:
    """Everybody may know of an area, as long as it is in use."""
    return EVERYTHING if viewer.is_programme else Q(is_live=True)


def _grants(viewer: Viewer) -> Q:
    """One's own, and those of an authority that one looks after."""
    if viewer.is_programme:
        return EVERYTHING
    if not viewer.person_id:
        return NOTHING
    return Q(person=viewer.person_id) | Q(authority__in=_looked_after(viewer))


def _readings(viewer: Viewer) -> Q:
    """Who looks after an authority knows what its people read; nobody knows it of others'."""
    if viewer.is_programme:
        return EVERYTHING
    return Q(authority__in=_looked_after(viewer))


register(Person, _people)
register(ContactDetail, _contact_details)
register(Role, _roles)
register(ActingFor, _acting)
register(PeopleList, lambda viewer: EVERYTHING if viewer.is_programme else NOTHING)
register(
    LookingAs,
    lambda viewer: EVERYTHING if viewer.is_programme else Q(seen_as=viewer.user_id),
)
register(Area, _areas)
register(AdmittedRole, lambda viewer: Q(area__in=Area.objects.filter(_areas(viewer))))
register(AccessGrant, _grants)
register(AccessLog, _readings)
for _model in (Alliance, Authority, Network, Topic):
    register(_model, lambda viewer: EVERYTHING)
