"""The people whom a viewer may see, and the networks they meet in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from alliance.editions.shared import for_all_readers

from .access import Door, door, visible
from .models import ContactDetail, Network, Person, Role

A_PAGE = 60


@door(Door.PUBLIC)
@for_all_readers
def networks(request: HttpRequest) -> HttpResponse:
    """The groups across authorities: those that meet, and those that once did."""
    rows = list(visible(request.user, Network.objects.prefetch_related("topics")))
    return render(
        request,
        "directory/networks.html",
        {
            "live": [network for network in rows if network.is_live],
            "past": [network for network in rows if not network.is_live],
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """One network: what it is for, and those of its people whom the reader may see."""
    found = get_object_or_404(
        visible(request.user, Network.objects.prefetch_related("topics")), slug=slug
    )
    roles = visible(request.user, Role.objects.current().filter(network=found)).select_related(
        "person", "authority"
    )
    return render(
        request,
        "directory/network.html",
        {"network": found, "roles": roles.order_by("kind", "person__name")},
    )


@door(Door.PUBLIC)
@for_all_readers
def people(request: HttpRequest) -> HttpResponse:
    """People by name, with the roles they hold today and what of theirs may be seen."""
    rows = (
        visible(request.user, Person.objects.confirmed())
        .select_related("authority")
        .prefetch_related(
            Prefetch(
                "roles",
                visible(request.user, Role.objects.current()).select_related(
                    "authority", "network"
                ),
                to_attr="roles_today",
            ),
            Prefetch(
                "contact_details",
                visible(request.user, ContactDetail.objects.current()),
                to_attr="shown_details",
            ),
        )
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/people.html", {"page": page})
