"""Papers of meetings in the editors' area: there a document of the library can be one too."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from alliance.audit.trail import record, snapshot

from ..models import MeetingPaper


class PaperEditorForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = snapshot(self.instance) if self.instance.pk else {}

    @transaction.atomic
    def save(self, commit: bool = True) -> MeetingPaper:
        self.instance.added_by = self.instance.added_by or self.for_user
        paper: MeetingPaper = super().save(commit)
        record(
            by=self.for_user,
            verb="edited" if self.before else "added",
            thing=paper,
            before=self.before,
            after=snapshot(paper),
        )
        return paper


class MeetingPaperViewSet(SnippetViewSet):
    """Agenda, papers and minutes. They are taken away on the meeting's own page, never deleted."""

    model = MeetingPaper
    icon = "doc-full"
    menu_label = "Papers of meetings"
    list_display: ClassVar = ["title", "kind", "meeting", "audience", "removed_at"]
    list_filter: ClassVar = ["kind", "audience"]
    search_fields: ClassVar = ["title"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("meeting"),
            FieldPanel("kind"),
            FieldPanel("title"),
            FieldPanel(
                "document",
                help_text="A document that others may read elsewhere stays readable there.",
            ),
            FieldPanel("audience"),
        ],
        base_form_class=PaperEditorForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return MeetingPaper.objects.select_related("meeting__network")
