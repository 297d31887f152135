"""The pages of bulletins that readers see."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.models import Person
from alliance.editions.shared import for_all_readers
from alliance.library.models import Publication

from .asked import asked_of
from .history import steps
from .issue import gather
from .models import Appearance, Bulletin, Correction, Item
from .writing.mailing import mail_of

RELATED = 5
"""Publications shown beside an item that shares a topic with them."""


@door(Door.PUBLIC)
@for_all_readers
def archive(request: HttpRequest) -> HttpResponse:
    """Bulletins by year, the newest first."""
    bulletins = visible(request.user, Bulletin.objects.all())
    years = [day.year for day in bulletins.dates("date", "year", order="DESC")]
    asked = request.GET.get("year", "")
    if asked and not (asked.isdecimal() and int(asked) in years):
        raise Http404("There are no bulletins of that year.")
    year = int(asked) if asked else max(years, default=None)
    rows = bulletins.filter(date__year=year) if year else bulletins.none()
    rows = rows.annotate(
        news=Count("appearances", filter=Q(appearances__section=Appearance.Section.NEWS)),
        reminders=Count("appearances", filter=Q(appearances__section=Appearance.Section.REMINDER)),
    ).order_by("-number")
    news = Appearance.objects.filter(section=Appearance.Section.NEWS).order_by("position")
    return render(
        request,
        "bulletins/archive.html",
        {
            "years": years,
            "year": year,
            "months": _by_month(
                rows.defer("frame", "set_aside", "introduction").prefetch_related(
                    Prefetch("appearances", news.only("title", "bulletin"), to_attr="headlines")
                )
            ),
        },
    )


def _by_month(bulletins: object) -> list[tuple[object, list[Bulletin]]]:
    return [
        (month, list(rows))
        for month, rows in groupby(bulletins, key=lambda row: row.date.replace(day=1))  # type: ignore[call-overload]
    ]


@door(Door.PUBLIC)
@for_all_readers
def bulletin(request: HttpRequest, number: int) -> HttpResponse:
    """One bulletin: what is in it, in its order, with contents beside it."""
    context = _bulletin(request, number)
    if viewer_of(request.user).is_programme:
        context["mail"] = mail_of(context["bulletin"])
    return render(request, "bulletins/bulletin.html", context)


@door(Door.PUBLIC)
@for_all_readers
def bulletin_print(request: HttpRequest, number: int) -> HttpResponse:
    """One bulletin as a document for paper."""
    return render(request, "bulletins/bulletin_print.html", _bulletin(request, number))


def _bulletin(request: HttpRequest, number: int) -> dict[str, Any]:
    shown = visible(request.user, Bulletin.objects.all())
    found = get_object_or_404(shown, number=number)
    return {
        "bulletin": found,
        "issue": gather(found, request.user),
        "before": shown.filter(number__lt=number).order_by("-number").only("number").first(),
        "after": shown.filter(number__gt=number).order_by("number").only("number").first(),
    }


@door(Door.PUBLIC)
@for_all_readers
def item(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A matter: what was last said of it, and how it came to that."""
    items = visible(request.user, Item.objects.prefetch_related("topics"))
    found = get_object_or_404(items, pk=pk)
    if slug != found.slug:
        return redirect(found, permanent=True)
    people = visible(request.user, Person.objects.all())
    appearances = list(
        visible(request.user, Appearance.objects.filter(item=found))
        .select_related("bulletin")
        .prefetch_related("dates", Prefetch("people", people, to_attr="shown_people"))
        .order_by("bulletin__number", "position")
    )
    if not appearances:
        raise Http404("No bulletin has this item any more.")
    related = visible(request.user, Publication.objects.filter(topics__in=found.topics.all()))
    return render(
        request,
        "bulletins/item.html",
        {
            "item": found,
            "latest": appearances[-1],
            "first": appearances[0],
            "steps": steps(appearances),
            "asked": asked_of(request.user, [found.pk]).get(found.pk, ()),
            "corrections": visible(
                request.user, Correction.objects.filter(items=found).select_related("bulletin")
            ),
            "related": related.select_related("publisher").distinct()[:RELATED],
        },
    )


@door(Door.PUBLIC)
def old_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Addresses of the old site: `/newsletters/update-no-426-23-october-2020/`, or at its root."""
    if not rest:
        return redirect("bulletins", permanent=True)
    match = re.match(r"(?:update-no-)?(\d{1,5})(?!\d)", rest)
    if match is None:
        raise Http404("That is not the address of a bulletin.")
    found = get_object_or_404(visible(request.user, Bulletin.objects.all()), number=match[1])
    return redirect(found, permanent=True)
