"""What an authority's lead sees: who of their people may enter what, and what they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from ..access import Door, door, viewer_of, visible
from ..deeds import Deed, Standing, approvers, standing
from ..models import AccessGrant, AccessLog, Authority, Capacity, Role
from ..models.access_grant import CLOSED
from .entry import admitted_by_role
from .log import KEPT_FOR, as_csv, who

A_PAGE = 60
MOST_PAST = 30
AuthorityView = Callable[[HttpRequest, Authority, Standing | None], HttpResponseBase]


def of_authority(view: AuthorityView) -> Callable[..., HttpResponseBase]:
    """Hand a view the authority at its address, to those who look after it and the programme."""

    @door(Door.SIGNED_IN)
    @never_cache
    @wraps(view)
    def found(request: HttpRequest, slug: str) -> HttpResponseBase:
        viewer = viewer_of(request.user)
        authority = visible(request.user, Authority.objects.filter(slug=slug)).first()
        right = standing(viewer, Deed.SEE_ACCESS, authority.pk) if authority else None
        if right is None and not viewer.is_programme:
            raise PermissionDenied(
                "This page is for the authority’s director of children’s services, and who acts "
                "for them."
            )
        if authority is None:
            raise Http404("There is no such authority.")
        return view(request, authority, right)

    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A person and an area that they may enter."""

    area: str
    name: str
    how: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    used_at: dt.datetime | None = None
    grant: AccessGrant | None = None
    is_elsewhere: bool = False
    """Given by another authority or the programme, for another role of theirs."""


@of_authority
def access_of_authority(
    request: HttpRequest, authority: Authority, right: Standing | None
) -> HttpResponse:
    """Who waits for a decision, who may enter what, and what ended lately."""
    rows = AccessGrant.objects.filter(authority=authority).select_related(
        "area", "person", "decided_by"
    )
    past = rows.filter(state__in=CLOSED).order_by(Coalesce("ended_at", "decided_at").desc(), "-pk")
    entries = _entries(authority, visible(request.user, rows.in_effect()))
    return render(
        request,
        "directory/areas/authority.html",
        {
            "authority": authority,
            "right": right,
            "is_pa": right is not None and right.capacity == Capacity.PA,
            "lacks_deputy": authority.is_member and approvers()[authority.pk].lacks_deputy,
            "waiting": visible(request.user, rows.open()),
            "entries": entries,
            "people": len({entry.name for entry in entries}),
            "past": list(visible(request.user, past)[:MOST_PAST]),
            "most_past": MOST_PAST,
        },
    )


def _entries(authority: Authority, granted: Iterable[AccessGrant]) -> list[Entry]:
    """Everybody with a role in the authority who may enter an area today, by area and name."""
    used = {
        (row["person"], row["area"]): row["used"]
        for row in AccessLog.objects.filter(authority=authority, person__isnull=False)
        .order_by()
        .values("person", "area")
        .annotate(used=Max("at"))
    }
    found: dict[tuple[int, int], Entry] = {}
    for grant in granted:
        found[grant.person_id, grant.area_id] = Entry(
            grant.area.name,
            grant.person.name,
            "Let in",
            grant.starts_on,
            grant.ends_on,
            used.get((grant.person_id, grant.area_id)),
            grant,
        )
    for row in admitted_by_role(authority.pk):
        entry = Entry(
            row.area.name, row.name, row.why, row.starts_on, row.ends_on,
            used.get((row.person, row.area.pk)),
        )  # fmt: skip
        found.setdefault((row.person, row.area.pk), entry)
    here = Role.objects.current().filter(authority=authority)
    elsewhere = (
        AccessGrant.objects.in_effect()
        .filter(person__in=here.values("person"))
        .exclude(authority=authority)
        .select_related("area", "person")
    )
    for grant in elsewhere:
        entry = Entry(grant.area.name, grant.person.name, "", None, None, is_elsewhere=True)
        found.setdefault((grant.person_id, grant.area_id), entry)
    return sorted(found.values(), key=lambda entry: (entry.area, entry.name))


@of_authority
def readings_of_authority(
    request: HttpRequest, authority: Authority, right: Standing | None
) -> HttpResponse:
    """What the authority's people read in restricted areas, the newest first."""
    page = Paginator(_readings(request, authority), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/areas/readings.html",
        {
            "authority": authority,
            "page": page,
            "rows": [(row, who(row)) for row in page],
            "days": KEPT_FOR.days,
        },
    )


@of_authority
def readings_of_authority_csv(
    request: HttpRequest, authority: Authority, right: Standing | None
) -> HttpResponse:
    return csv_response(as_csv(_readings(request, authority)), f"read-by-{authority.slug}")


def _readings(request: HttpRequest, authority: Authority) -> QuerySet[AccessLog]:
    rows = AccessLog.objects.filter(authority=authority)
    return visible(request.user, rows).select_related(
        "person", "seen_as", "user", "area", "authority"
    )


def csv_response(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
