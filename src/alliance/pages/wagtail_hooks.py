"""Ideas, whom to ring, and old addresses in the editors' area; pages are there by themselves."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import OldThing


@hooks.register("register_admin_menu_item")
def ideas() -> MenuItem:
    return MenuItem("Ideas", reverse("replies_to_ideas"), icon_name="help", order=170)


@hooks.register("register_admin_menu_item")
def whom_to_ring() -> MenuItem:
    return MenuItem("Whom to ring", reverse("ring_backs"), icon_name="mail", order=171)


class OldThingViewSet(SnippetViewSet):
    """What the site that was here before had: where it leads to, or that it is retired."""

    model = OldThing
    icon = "redirect"
    menu_label = "Old addresses"
    add_to_admin_menu = True
    menu_order = 310
    list_display: ClassVar = ["title", "state", "target", "reason"]
    list_filter: ClassVar = ["state"]
    search_fields: ClassVar = ["title", "addresses__key", "target"]
    list_per_page = 50
    panels: ClassVar = [
        FieldPanel("title", heading="What it was"),
        FieldPanel("state"),
        FieldPanel("target"),
        InlinePanel("addresses", label="address", heading="Where it was", min_num=1),
    ]


register_snippet(OldThingViewSet)
