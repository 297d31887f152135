"""Publications and their versions in the editors' area."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from alliance.library.models import Publication, Publisher


class PublicationForm(WagtailAdminModelForm):
    """A publication with its versions, none of which is taken away."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for form in self.formsets["versions"].forms:
            if form.instance.pk and form["DELETE"].data:
                raise ValidationError(
                    f"The version “{form.instance}” stays on record. If it no longer stands, say "
                    "under “Withdrawn” since when and why."
                )
        return cleaned

    def save(self, commit: bool = True) -> Publication:
        for form in self.formsets["versions"].forms:
            if form.instance.pk is None:
                form.instance.added_by = self.for_user
        publication: Publication = super().save(commit=commit)
        return publication


VERSIONS = InlinePanel(
    "versions",
    heading="Versions",
    label="Version",
    help_text="The one with the latest day is shown; the earlier ones stay below it. A new file is "
    "a new version.",
    panels=[
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("label")]),
        FieldPanel("url"),
        FieldPanel("document"),
        FieldPanel("what_changed"),
        FieldRowPanel(
            [FieldPanel("withdrawn_on"), FieldPanel("withdrawn_because")], heading="Withdrawn"
        ),
    ],
)


class PublicationViewSet(SnippetViewSet):
    model = Publication
    icon = "doc-full-inverse"
    copy_view_enabled = False
    list_display: ClassVar = [
        "title",
        "publisher",
        Column("kind", label="Kind", sort_key="kind", accessor="get_kind_display"),
        Column(
            "published_on",
            label="Latest version",
            sort_key="published_on",
            accessor=lambda row: f"{row.published_on:%-d %B %Y}" if row.published_on else "–",
        ),
    ]
    list_filter: ClassVar = ["kind", "publisher", "topics", "place"]
    search_fields: ClassVar = ["title"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("publisher"),
            FieldPanel("kind"),
            FieldPanel("topics"),
            VERSIONS,
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("place"), FieldPanel("place_until")])],
                heading="The list “Tools and templates”",
                help_text="By rule: tools and templates for a year, all else for fourteen weeks.",
            ),
        ],
        base_form_class=PublicationForm,
    )


class PublisherViewSet(SnippetViewSet):
    model = Publisher
    icon = "group"
    list_display: ClassVar = ["name"]
    search_fields: ClassVar = ["name"]
    panels: ClassVar = [FieldPanel("name"), FieldPanel("slug")]
