"""What the programme sees: all askings and grants, who decides where, and what was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from ..access import Door, door, viewer_of, visible
from ..deeds import Approvers, approvers
from ..models import AccessGrant, AccessLog, AccessState, Authority, Person, User
from .deciding import deciders, may_decide
from .forms import NarrowForm
from .leads import A_PAGE, csv_response
from .log import KEPT_FOR, as_csv, who


@dataclass(frozen=True, slots=True)
class Row:
    """An authority, and who decides on access there."""

    authority: Authority
    directors: list[str]
    deputies: list[str]
    who: Approvers


@door(Door.PROGRAMME)
@never_cache
def access_of_everyone(request: HttpRequest) -> HttpResponse:
    """What waits for the programme, who decides in each authority, and all that was ever asked."""
    known = approvers()
    authorities = _authorities(request)
    form = NarrowForm(request.GET, authorities=authorities)
    rows = AccessGrant.objects.select_related("area", "person", "authority")
    narrowed = visible(request.user, rows.filter(**form.chosen))
    page = Paginator(narrowed, A_PAGE).get_page(request.GET.get("page"))
    waiting = list(visible(request.user, rows.open()))
    viewer = viewer_of(request.user)
    with_account = _with_account(known.values())
    return render(
        request,
        "directory/areas/everyone.html",
        {
            "mine": [grant for grant in waiting if may_decide(viewer, grant, known)],
            "stuck": [
                grant
                for grant in waiting
                if (people := deciders(grant, known).people) and with_account.isdisjoint(people)
            ],
            "rows": _rows(authorities, known),
            "page": page,
            "form": form,
            "is_narrowed": bool(form.chosen),
        },
    )


def _authorities(request: HttpRequest) -> list[Authority]:
    in_effect = AccessGrant.objects.in_effect().values("pk")
    return list(
        visible(request.user, Authority.objects.filter(is_member=True)).annotate(
            waiting=Count("access_grants", Q(access_grants__state=AccessState.ASKED)),
            let_in=Count("access_grants", Q(access_grants__in=in_effect)),
        )
    )


def _rows(authorities: list[Authority], known: Mapping[int, Approvers]) -> list[Row]:
    of = {row.pk: known.get(row.pk, Approvers([], [])) for row in authorities}
    people = {pk for who in of.values() for pk in (*who.directors, *who.deputies)}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return [
        Row(
            authority,
            [names[pk] for pk in of[authority.pk].directors],
            [names[pk] for pk in of[authority.pk].deputies],
            of[authority.pk],
        )
        for authority in authorities
    ]


def _with_account(known: Collection[Approvers]) -> set[int]:
    """Of those who decide, who can sign in to do it."""
    people = {pk for who in known for pk in (*who.directors, *who.deputies)}
    accounts = User.objects.filter(person__in=people, is_active=True)
    return set(accounts.values_list("person", flat=True))


@door(Door.PROGRAMME)
@never_cache
def readings_of_everyone(request: HttpRequest) -> HttpResponse:
    """What was read in restricted areas, the newest first."""
    form = _narrowed(request)
    page = Paginator(_readings(request, form), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/areas/readings.html",
        {
            "authority": None,
            "page": page,
            "rows": [(row, who(row)) for row in page],
            "days": KEPT_FOR.days,
            "form": form,
            "is_narrowed": bool(form.chosen),
            "query": request.GET.urlencode(),
        },
    )


@door(Door.PROGRAMME)
@never_cache
def readings_of_everyone_csv(request: HttpRequest) -> HttpResponse:
    return csv_response(as_csv(_readings(request, _narrowed(request))), "read-in-areas")


def _narrowed(request: HttpRequest) -> NarrowForm:
    authorities = list(visible(request.user, Authority.objects.filter(is_member=True)))
    form = NarrowForm(request.GET, authorities=authorities)
    del form.fields["state"]
    return form


def _readings(request: HttpRequest, form: NarrowForm) -> QuerySet[AccessLog]:
    rows = visible(request.user, AccessLog.objects.filter(**form.chosen))
    return rows.select_related("person", "user", "area", "authority")
