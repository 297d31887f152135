"""Notices and reported problems in the editors' area: neither is made or removed there."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Notice, ProblemReport

WORDS = get_rich_text_editor_widget(features=["h3", "bold", "italic", "ol", "ul", "link"])


class OnlyChanged(ModelPermissionPolicy):
    """Rows that the site makes itself, and editors change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"change", "view"} and super().user_has_permission(user, action)


class NoticeViewSet(SnippetViewSet):
    model = Notice
    icon = "doc-full"
    menu_label = "Notices"
    list_display: ClassVar = ["__str__", "adopted_on"]
    permission_policy = OnlyChanged(Notice)
    panels: ClassVar = [FieldPanel("body", widget=WORDS), FieldPanel("adopted_on")]


class ProblemViewSet(SnippetViewSet):
    model = ProblemReport
    icon = "warning"
    menu_label = "Reported problems"
    list_display: ClassVar = ["__str__", "page", "state", "made_at"]
    list_filter: ClassVar = ["state"]
    permission_policy = OnlyChanged(ProblemReport)
    panels: ClassVar = [
        FieldPanel("page", read_only=True),
        FieldPanel("words", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("state"),
    ]


class SiteGroup(SnippetViewSetGroup):
    menu_label = "This site"
    menu_icon = "cogs"
    menu_order = 350
    items = (ProblemViewSet, NoticeViewSet)


register_snippet(SiteGroup)
