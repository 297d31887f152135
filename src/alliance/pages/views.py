"""Sections and projects at their addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import keep_unsent
from alliance.editions.shared import for_all_readers

from .models import ProjectIndex, ProjectPage, SectionIndex, SectionPage, Workstream
from .show import show_projects, show_sections

PageView = Callable[..., HttpResponseBase]


def page_of(model: type[Workstream]) -> Callable[[PageView], PageView]:
    """Hand a view the page at its address, if the reader may see it.

    A private page asks who is not signed in to do so, and keeps what they sent; of a draft nobody
    learns that there is one.
    """

    def put_on(view: PageView) -> PageView:
        @wraps(view)
        def found(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            rows = model._default_manager.filter(slug=slug)
            page = visible(request.user, rows).first()
            if page is not None:
                return view(request, page, **kwargs)
            if not rows.filter(live=True).exists():
                raise Http404("There is no such page.")
            if not request.user.is_authenticated:
                if request.method == "POST":
                    keep_unsent(request)
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied("This page is for some members only.")

        return found

    return put_on


@door(Door.PUBLIC)
@for_all_readers
def sections(request: HttpRequest) -> HttpResponse:
    return show_sections(request, visible(request.user, SectionIndex.objects.all()).first())


@door(Door.PUBLIC)
@for_all_readers
@page_of(SectionPage)
def section(request: HttpRequest, page: SectionPage) -> HttpResponse:
    return page.shown_to(request)


@door(Door.PUBLIC)
@for_all_readers
def projects(request: HttpRequest) -> HttpResponse:
    return show_projects(request, visible(request.user, ProjectIndex.objects.all()).first())


@door(Door.PUBLIC)
@for_all_readers
@page_of(ProjectPage)
def project(request: HttpRequest, page: ProjectPage) -> HttpResponse:
    return page.shown_to(request)
