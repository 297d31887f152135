"""All subscribers: how many, narrowed by what may stand in an address, found by a posted word."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ...models import Standing, Subscriber
from .counts import counts, of_authority
from .forms import NarrowForm, SearchForm
from .rows import rows, with_posts

A_PAGE = 50


@door(Door.PROGRAMME)
@never_cache
def subscribers(request: HttpRequest) -> HttpResponse:
    """The list, or what a posted word finds: a POST that changes nothing, so that no address is kept
    in histories and logs."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    all_of_them = visible(user, Subscriber.objects.all())
    is_search = request.method == "POST"
    search = SearchForm(request.POST if is_search else None)
    narrow = NarrowForm(request.GET)
    narrow.is_valid()
    chosen = narrow.cleaned_data
    shown, status = _living(all_of_them), 200
    if is_search and search.is_valid():
        shown = _found(shown, search.cleaned_data["sought"])
    elif is_search:
        status = 422
    else:
        shown = _narrowed(all_of_them, chosen)
    found = shown.count() if is_search else 0
    page = Paginator(with_posts(shown), A_PAGE).get_page(
        None if is_search else request.GET.get("page")
    )
    figures = counts(user)
    return render(
        request,
        "delivery/subscribers/subscribers.html",
        {
            "form": search,
            "narrow": narrow,
            "page": page,
            "rows": rows(page),
            "figures": figures,
            "is_search": is_search and status == 200,
            "found": found,
            "more_than_shown": is_search and found > A_PAGE,
            "state": chosen.get("state") or "",
            "count": sum(figures.standings.values()) - figures.standings.get(Standing.ERASED, 0),
            "states": [
                (each.value, each.label, figures.standings.get(each.value, 0)) for each in Standing
            ],
        },
        status=status,
    )


def _narrowed(shown: QuerySet[Subscriber], chosen: dict[str, object]) -> QuerySet[Subscriber]:
    """Those erased are shown only when asked for: there is nothing to see of them."""
    standing = chosen.get("state")
    shown = shown.filter(standing=standing) if standing else _living(shown)
    if frequency := chosen.get("frequency"):
        shown = shown.filter(frequency=frequency)
    if authority := chosen.get("authority"):
        shown = shown.filter(of_authority(authority))  # type: ignore[arg-type]
    return shown


def _living(rows: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
    return rows.exclude(standing=Standing.ERASED)


def _found(shown: QuerySet[Subscriber], sought: str) -> QuerySet[Subscriber]:
    said = sought.strip()
    return shown.filter(
        Q(address__icontains=said) | Q(name__icontains=said) | Q(person__name__icontains=said)
    )
