"""The library in the editors' area, and the door of its documents."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from alliance.directory.areas.log import log_reading
from alliance.directory.models import AccessLog

from .agreements import editors_area
from .models import DocumentFile
from .papers.editing import MeetingPaperViewSet
from .publications.editing import PublicationViewSet, PublisherViewSet
from .restricted import areas_of, may_open


class LibraryGroup(SnippetViewSetGroup):
    items = (PublicationViewSet, PublisherViewSet, MeetingPaperViewSet)
    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 250


register_snippet(LibraryGroup)
editors_area.register()


@hooks.register("before_serve_document", order=-1)  # before Wagtail's own, which knows no way in
def ask_or_refuse(document: DocumentFile, request: HttpRequest) -> HttpResponse | None:
    """A document that is private, or in a restricted area: who is not signed in is asked to.

    Others are refused; what is opened in an area is noted there.
    """
    restrictions = document.collection.get_view_restrictions()
    is_private = not all(restriction.accept_request(request) for restriction in restrictions)
    closed_by = may_open(request.user, document)
    if not is_private and closed_by is None:
        for area in areas_of(document.collection):
            log_reading(request, area=area.pk, what=AccessLog.What.DOWNLOAD, title=document.title)
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if closed_by is not None:
        context = {"area": closed_by, "title": "This document is not open to you"}
        return render(request, "directory/areas/closed.html", context, status=403)
    raise PermissionDenied("This document is for some members only.")
