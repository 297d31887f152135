"""The pages of publications that readers see."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.editions.shared import for_all_readers
from alliance.library.link_check.told import mark_dead
from alliance.library.models import Publication, Version
from alliance.library.models.version import latest_of, newest_first

from .citing import citations_of
from .exchange.handed_in import FORMATS, Format
from .listing import Narrowed, facets, publications_for, with_standing
from .related import Print, related
from .taking_out import records_of, records_of_list
from .tools_and_templates import WAYS, todays_list

A_PAGE = 50
COMPARED = 200
"""Publications of a topic or publisher that are looked at for related ones, the newest first."""


@door(Door.PUBLIC)
@for_all_readers
def publications(request: HttpRequest) -> HttpResponse:
    """Publications, the newest first; by publisher, kind, topic and year where asked."""
    narrowed = Narrowed.of(request.GET)
    choices = facets(request.user, narrowed)
    page = Paginator(publications_for(request.user, narrowed), A_PAGE).get_page(
        request.GET.get("page")
    )
    mark_dead(list(page))
    about = [choice.name for facet in choices for choice in facet.choices if choice.is_chosen]
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
            "facets": choices,
            "narrowed": narrowed,
            "about": ", ".join(about),
            "formats": FORMATS,
            "is_programme": viewer_of(request.user).is_programme,
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def publications_as(request: HttpRequest, ending: str) -> HttpResponse:
    """The whole list, narrowed as the page is, for a spreadsheet or a reference manager."""
    form = _format(ending)
    rows = publications_for(request.user, Narrowed.of(request.GET))
    return HttpResponse(form.write(records_of_list(request, rows)), content_type=form.content_type)


@door(Door.PUBLIC)
@for_all_readers
def publication(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One publication: its latest version, those before it, where it is cited, what is related."""
    found = _found(request, pk)
    if slug != found.slug:
        return redirect(found, permanent=True)
    versions = _versions(request, found)
    latest = latest_of(versions)
    return render(
        request,
        "library/publication.html",
        {
            "publication": found,
            "latest": latest,
            "earlier": [each for each in newest_first(versions) if each != latest],
            "citations": citations_of(request.user, found, versions),
            "related": _related(request, found),
            "formats": FORMATS,
            "viewer": viewer_of(request.user),
        },
    )


@door(Door.PUBLIC)
def publication_as(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One publication to cite or to keep; as CSV with all its versions."""
    form = _format(ending)
    found = _found(request, pk)
    versions = newest_first(_versions(request, found))
    latest = latest_of(versions)
    told = versions if ending == "csv" else [latest] if latest else []
    written = form.write(records_of(request, found, told))
    response = HttpResponse(written, content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{ending}"'
    return response


@door(Door.PUBLIC)
def latest_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The way to the latest file or page of a publication, whichever it is today.

    Where nothing stands any more, or nobody has said where it is, its own page says so.
    """
    found = _found(request, pk)
    latest = latest_of(_versions(request, found))
    if latest is None or latest.withdrawn_on or not latest.address:
        return redirect(found)
    return redirect(latest.address)


@door(Door.PUBLIC)
@for_all_readers
def tools_and_templates(request: HttpRequest) -> HttpResponse:
    """What the list of a bulletin would be today."""
    by = request.GET.get("by", "month")
    if by not in WAYS:
        raise Http404("The list is set by month, publisher or topic.")
    entries = todays_list(request.user, timezone.localdate())
    return render(
        request,
        "library/tools_and_templates.html",
        {
            "groups": WAYS[by](entries),
            "count": len(entries),
            "by": by,
            "ways": list(WAYS),
            "today": timezone.localdate(),
            "is_programme": viewer_of(request.user).is_programme,
        },
    )


def _found(request: HttpRequest, pk: int) -> Publication:
    rows = visible(request.user, Publication.objects.all()).select_related("publisher")
    return get_object_or_404(with_standing(rows).prefetch_related("topics"), pk=pk)


def _versions(request: HttpRequest, found: Publication) -> list[Version]:
    rows = visible(request.user, Version.objects.filter(publication=found))
    return list(rows.select_related("document"))


def _format(ending: str) -> Format:
    if ending not in FORMATS:
        raise Http404("Publications come as .csv, .bib or .ris.")
    return FORMATS[ending]


def _related(request: HttpRequest, found: Publication) -> list[Publication]:
    topics = [topic.pk for topic in found.topics.all()]
    near = Q(topics__in=topics)
    if found.publisher_id:
        near |= Q(publisher=found.publisher_id)
    shown = visible(request.user, Publication.objects.filter(near)).exclude(pk=found.pk).distinct()
    rows = {
        row.pk: row
        for row in shown.select_related("publisher").prefetch_related("topics")[:COMPARED]
    }
    return [rows[pk] for pk in related(_print(found), map(_print, rows.values()))]


def _print(row: Publication) -> Print:
    return Print(
        id=row.pk,
        key=row.match_key,
        topics=frozenset(topic.pk for topic in row.topics.all()),
        publisher=row.publisher_id,
        kind=row.kind,
        published_on=row.published_on,
    )
