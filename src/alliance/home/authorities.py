"""The region's authorities: where they lie, and what the site knows of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from alliance.bulletins.models import Appearance, Item
from alliance.charts.region_map import Area, region_map
from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.models import Authority, Role
from alliance.editions.shared import for_all_readers
from alliance.library.agreements.ask import told_of
from alliance.search.matching import ids_of

MOST_MATTERS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """An authority on the map of its region."""

    authority: Authority
    area: Area

    @property
    def is_labelled(self) -> bool:
        return self.area.has_room_for(self.authority.name)


@dataclass(frozen=True, slots=True)
class Region:
    places: Sequence[Place]
    width: int
    height: int


def region_of(authorities: Sequence[Authority]) -> Region | None:
    """The map of these authorities; None if no outline of any is known."""
    drawn = region_map(tuple(authority.ons_code for authority in authorities))
    if drawn is None:
        return None
    by_code = {authority.ons_code: authority for authority in authorities}
    places = [Place(by_code[area.code], area) for area in drawn.areas]
    return Region(places, drawn.width, drawn.height)


def members(request: HttpRequest) -> list[Authority]:
    """The authorities that make up the alliance, by name."""
    return list(visible(request.user, Authority.objects.filter(is_member=True)))


@door(Door.PUBLIC)
@for_all_readers
def authorities(request: HttpRequest) -> HttpResponse:
    """The members, on a map and by name."""
    rows = members(request)
    return render(request, "home/authorities.html", {"authorities": rows, "map": region_of(rows)})


@door(Door.PUBLIC)
@for_all_readers
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """One authority: where it lies, its people, what it agreed to, what bulletins last said of it."""
    found = get_object_or_404(visible(request.user, Authority.objects.all()), slug=slug)
    roles = visible(request.user, Role.objects.current().filter(authority=found))
    by_name = f'"{found.name}"'
    context = {
        "authority": found,
        "map": region_of(members(request)),
        "roles": roles.select_related("person", "network").order_by("person__name", "kind"),
        "matters": _matters(request, by_name),
        "agreements": told_of(request.user, found, timezone.localdate()),
        "search": f"{reverse('search')}?{urlencode({'q': by_name})}",
    }
    return render(request, "home/authority.html", context)


def _matters(request: HttpRequest, by_name: str) -> list[Appearance]:
    """The newest matters that name it, each as it was last told."""
    audiences = viewer_of(request.user).audience_keys
    found = ids_of(Item, by_name, audiences=audiences, most=MOST_MATTERS)
    told = visible(request.user, Appearance.objects.filter(item__in=found, bulletin__live=True))
    newest = told.order_by().values("item").annotate(newest=Max("bulletin__number"))
    numbers = {row["item"]: row["newest"] for row in newest}
    rows = told.filter(bulletin__number__in=set(numbers.values())).select_related(
        "item", "bulletin"
    )
    last = [row for row in rows if numbers[row.item_id] == row.bulletin.number]
    once = {row.item_id: row for row in last}
    return sorted(once.values(), key=lambda row: row.bulletin.number, reverse=True)
