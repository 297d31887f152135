"""The library in the editors' area, and the door of its documents."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from alliance.directory.areas.log import log_reading
from alliance.directory.models import AccessLog

from .agreements import editors_area
from .documents import editors_area as documents
from .models import DocumentFile
from .papers.editing import MeetingPaperViewSet
from .publications.editing import PublicationViewSet, PublisherViewSet
from .restricted import areas_of, is_shut, may_open


class LibraryGroup(SnippetViewSetGroup):
    items = (PublicationViewSet, PublisherViewSet, MeetingPaperViewSet)
    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 250


register_snippet(LibraryGroup)
editors_area.register()


@hooks.register("register_admin_menu_item")
def links() -> MenuItem:
    """Whether they still lead anywhere; a page of the site's own look."""
    return MenuItem("Links", reverse("links"), icon_name="link", order=255)


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own of the same paths
def documents_urls() -> list[URLPattern]:
    return documents.urls()


for action in (documents.TakeOutMany, documents.MoveMany):
    # the last one of a name is the one that is used
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("construct_document_chooser_queryset")
def choose_what_is_in_use(documents: Any, request: HttpRequest) -> Any:
    return documents.filter(archived_at__isnull=True)


@hooks.register("before_serve_document", order=-1)  # before Wagtail's own, which knows no way in
def ask_or_refuse(document: DocumentFile, request: HttpRequest) -> HttpResponse | None:
    """A document that is private, or in a restricted area: who is not signed in is asked to.

    Others are refused; what is opened in an area is noted there.
    """
    if document.archived_at:
        return render(request, "library/documents/taken_out.html", status=410)
    closed_by = may_open(request.user, document)
    if not is_shut(request, document):
        for area in areas_of(document.collection):
            log_reading(request, area=area.pk, what=AccessLog.What.DOWNLOAD, title=document.title)
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if closed_by is not None:
        context = {"area": closed_by, "title": "This document is not open to you"}
        return render(request, "directory/areas/closed.html", context, status=403)
    raise PermissionDenied("This document is for some members only.")
