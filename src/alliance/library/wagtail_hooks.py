"""Publications and publishers in the editors' area."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import DocumentFile, Publication, Publisher
from .papers.editing import MeetingPaperViewSet


class PublicationViewSet(SnippetViewSet):
    model = Publication
    icon = "doc-full-inverse"
    list_display = ("title", "publisher", "published_on")
    list_filter = ("publisher", "topics", "published_on")
    search_fields = ("title",)
    list_per_page = 50
    panels = (
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("published_on")], heading="Published"),
        MultiFieldPanel([FieldPanel("url"), FieldPanel("document")], heading="Where it is"),
        FieldPanel("topics"),
    )


class PublisherViewSet(SnippetViewSet):
    model = Publisher
    icon = "group"
    list_display = ("name",)
    search_fields = ("name",)
    panels = (FieldPanel("name"), FieldPanel("slug"))


class LibraryGroup(SnippetViewSetGroup):
    items = (PublicationViewSet, PublisherViewSet, MeetingPaperViewSet)
    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 250


register_snippet(LibraryGroup)


@hooks.register("before_serve_document", order=-1)  # before Wagtail's own, which knows no way in
def ask_or_refuse(document: DocumentFile, request: HttpRequest) -> HttpResponse | None:
    """A document of a private collection: who is not signed in is asked to, others are refused."""
    restrictions = document.collection.get_view_restrictions()
    if all(restriction.accept_request(request) for restriction in restrictions):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied("This document is for some members only.")
