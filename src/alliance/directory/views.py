"""The people whom a viewer may see. (Networks: `networks/views/`.)"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliance.editions.shared import for_all_readers

from .access import Door, door, visible
from .models import ContactDetail, Person, Role

A_PAGE = 60


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
