"""Bulletins and items in the editors' area."""

from __future__ import annotations

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Bulletin, Item

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "blockquote", "link"]
WORDS = get_rich_text_editor_widget(features=FEATURES)


def _state(bulletin: Bulletin) -> str:
    """Where it stands, in the words of a person."""
    if not bulletin.live:
        return "Draft"
    return "Published, with changes in draft" if bulletin.has_unpublished_changes else "Published"


class BulletinViewSet(SnippetViewSet):
    model = Bulletin
    icon = "mail"
    list_display = (
        "__str__",
        Column("date", label="Date", sort_key="date", accessor=lambda row: f"{row.date:%-d %B %Y}"),
        Column("status", label="State", accessor=_state),
    )
    list_filter = ("date", "live")
    search_fields = ("number", "introduction")
    ordering = ("-number",)
    list_per_page = 50
    panels = (
        MultiFieldPanel([FieldPanel("number"), FieldPanel("date")], heading="Number and date"),
        FieldPanel("introduction"),
        InlinePanel(
            "appearances",
            heading="Items",
            label="Item",
            panels=[
                FieldPanel("item", heading="Matter"),
                FieldPanel("section"),
                FieldPanel("title"),
                FieldPanel("body", widget=WORDS),
                FieldPanel("has_action"),
                FieldPanel("action_text", widget=WORDS),
                InlinePanel(
                    "dates",
                    heading="Deadlines and events",
                    label="Date",
                    panels=[FieldPanel("kind"), FieldPanel("date")],
                ),
            ],
        ),
        InlinePanel(
            "catalogue",
            heading="Tools and templates",
            label="Entry",
            panels=[
                FieldPanel("publication"),
                FieldPanel("title"),
                FieldPanel("publisher"),
                FieldPanel("date"),
            ],
        ),
        InlinePanel(
            "contacts",
            heading="Contacts",
            label="Contact",
            panels=[
                FieldPanel("person"),
                FieldPanel("name"),
                FieldPanel("role_title"),
                FieldPanel("organisation"),
            ],
        ),
    )


class ItemViewSet(SnippetViewSet):
    model = Item
    icon = "form"
    list_display = ("title",)
    list_filter = ("topics",)
    search_fields = ("title",)
    list_per_page = 50
    panels = (FieldPanel("title"), FieldPanel("slug"), FieldPanel("topics"))


class BulletinsGroup(SnippetViewSetGroup):
    items = (BulletinViewSet, ItemViewSet)
    menu_label = "Bulletins"
    menu_icon = "mail"
    menu_order = 150


register_snippet(BulletinsGroup)


@hooks.register("register_admin_menu_item")
def bring_in() -> MenuItem:
    return MenuItem("Bring in bulletins", reverse("bring_in"), icon_name="upload", order=160)
