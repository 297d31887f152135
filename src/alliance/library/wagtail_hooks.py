"""Publications and publishers in the editors' area."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Publication, Publisher


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
    items = (PublicationViewSet, PublisherViewSet)
    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 250


register_snippet(LibraryGroup)
