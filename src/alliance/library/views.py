"""The list of publications."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Topic
from alliance.editions.shared import for_all_readers

from .link_check.told import mark_dead
from .models import Publication, Publisher

A_PAGE = 50


@door(Door.PUBLIC)
@for_all_readers
def publications(request: HttpRequest) -> HttpResponse:
    """Publications, the newest first; by publisher, topic and year where asked."""
    shown = visible(request.user, Publication.objects.all())
    publishers = visible(request.user, Publisher.objects.all()).annotate(
        count=Count("publications", Q(publications__in=shown))
    )
    years = [day.year for day in shown.dates("published_on", "year", order="DESC")]
    topics = visible(request.user, Topic.objects.filter(publications__in=shown)).distinct()
    publisher, year = request.GET.get("publisher", ""), request.GET.get("year", "")
    topic = request.GET.get("topic", "")
    rows = shown.select_related("publisher")
    if topic:
        rows = rows.filter(topics__slug=topic)
    if publisher:
        rows = rows.filter(publisher__slug=publisher)
    if year.isdecimal() and int(year) in years:
        rows = rows.filter(published_on__year=int(year))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    mark_dead(list(page))
    return render(
        request,
        "library/publications.html",
        {
            "page": page,
            "months": [
                (month, list(entries))
                for month, entries in groupby(
                    page, key=lambda row: row.published_on and row.published_on.replace(day=1)
                )
            ],
            "publishers": [row for row in publishers if row.count],
            "years": years,
            "topics": topics,
            "about": next((row for row in topics if row.slug == topic), None),
            "topic": topic,
            "publisher": publisher,
            "year": year,
        },
    )
