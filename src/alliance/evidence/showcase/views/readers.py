"""The showcase as everybody reads it."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door
from alliance.editions.shared import for_all_readers

from ...models import Case, Showcase
from ..pdf.gather import case_document, report_document
from ..pdf.keep import pdf_of
from ..reading import (
    WITHOUT_A_THEME,
    Narrowed,
    by_theme,
    cases_for,
    facets,
    for_lists,
    launched,
    related,
    shown_cases,
    with_all,
)
from ..telling import told

A_PAGE = 24
NEWEST = 3


@door(Door.PUBLIC)
@for_all_readers
def showcase_front(request: HttpRequest) -> HttpResponse:
    """The newest collections, and every case, narrowed as somebody likes."""
    narrowed = Narrowed.of(request.GET)
    page = Paginator(cases_for(narrowed), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evidence/showcase/front.html",
        {
            "collections": launched()[:NEWEST] if not narrowed and page.number == 1 else [],
            "page": page,
            "facets": facets(narrowed),
            "narrowed": narrowed,
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def showcase(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection, theme by theme; one that was withdrawn says so, and why."""
    found = launched().prefetch_related("topics").select_related("call").filter(slug=slug).first()
    if found is None:
        return _showcase_gone(request, slug)
    cases = by_theme(for_lists(shown_cases().filter(showcase=found)).order_by("position", "pk"))
    themes = [
        (theme, theme.name if theme else WITHOUT_A_THEME, list(of_theme))
        for theme, of_theme in groupby(cases, lambda case: case.theme)
    ]
    context = {"showcase": found, "themes": themes, "count": len(cases)}
    return render(request, "evidence/showcase/showcase.html", context)


@door(Door.PUBLIC)
@for_all_readers
def case(request: HttpRequest, slug: str, case_slug: str) -> HttpResponse:
    """One case, like a page of a magazine."""
    found = _case(slug, case_slug)
    if found is None:
        return _case_gone(request, slug, case_slug)
    context = {"told": told(found), "case": found, "related": related(found)}
    return render(request, "evidence/showcase/case.html", context)


@door(Door.PUBLIC)
@require_safe
def picture(request: HttpRequest, slug: str, case_slug: str, size: str) -> HttpResponseBase:
    """The picture of a public case, in one of its two sizes."""
    return picture_of(get_object_or_404(shown_cases(), showcase__slug=slug, slug=case_slug), size)


@door(Door.PUBLIC)
@require_safe
def case_pdf(request: HttpRequest, slug: str, case_slug: str) -> HttpResponseBase:
    """The same page, typeset."""
    found = _case(slug, case_slug)
    if found is None:
        return _case_gone(request, slug, case_slug)
    return _pdf(pdf_of(case_document(found)), found.slug)


@door(Door.PUBLIC)
@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The whole collection, typeset."""
    found = launched().filter(slug=slug).first()
    if found is None:
        return _showcase_gone(request, slug)
    return _pdf(pdf_of(report_document(found)), found.slug)


def picture_of(case: Case, size: str) -> HttpResponseBase:
    """A size of a case's picture; whoever calls this has asked who may see it.

    Kept by nobody without asking: it may be taken off at any time.
    """
    file = case.picture_small if size == "small" else case.picture_file
    if not file:
        raise Http404("There is no picture.")
    with file.open("rb") as content:
        response = HttpResponse(content.read(), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _case(slug: str, case_slug: str) -> Case | None:
    return with_all(shown_cases().filter(showcase__slug=slug, slug=case_slug)).first()


def _pdf(content: bytes, name: str) -> HttpResponse:
    """Readable in the browser, and saved under its own name."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _showcase_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdrawn after it was launched: the address says so (410). Of others nothing is known (404)."""
    gone = get_object_or_404(Showcase, slug=slug, state=Showcase.State.WITHDRAWN)
    context = {"title": gone.title, "why": gone.withdrawn_why}
    return render(request, "evidence/showcase/gone.html", context, status=410)


def _case_gone(request: HttpRequest, slug: str, case_slug: str) -> HttpResponse:
    """One that readers could see before: withdrawn (410), or being written anew (404 for now).

    What it said is told by neither; nor its title, which may be what was taken back.
    """
    was_shown = Case.objects.filter(shown_at__isnull=False).select_related("showcase")
    gone = get_object_or_404(was_shown, showcase__slug=slug, slug=case_slug)
    if gone.showcase.state == Showcase.State.WITHDRAWN:
        return _showcase_gone(request, slug)
    is_withdrawn = gone.state == Case.State.WITHDRAWN
    context = {
        "showcase": gone.showcase,
        "why": gone.withdrawn_why if is_withdrawn else "",
        "is_coming_back": not is_withdrawn,
    }
    return render(
        request, "evidence/showcase/gone.html", context, status=410 if is_withdrawn else 404
    )
