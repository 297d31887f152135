"""Agreements in the editors' area: what they are. Who signed or stands how is recorded on the site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.forms import FileInput
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from alliance.audit.trail import record, snapshot
from alliance.library.models import (
    Agreement,
    AgreementReview,
    AgreementVersion,
    CappedRole,
    PayCap,
    Protocol,
)

from .reviews import plan_next


class Kept(ModelPermissionPolicy):
    """Nothing of an agreement is deleted, whoever asks: it ends, with a last day."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return bool(super().user_has_any_permission(user, set(actions) - {"delete"}))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


def _state_of(thing: models.Model) -> dict[str, Any]:
    chosen = [field.name for field in thing._meta.many_to_many]
    return snapshot(thing) | snapshot(thing, chosen)


class Adding(CreateView):
    """Adding one is an event of the trail, in the same transaction."""

    def save_instance(self) -> Any:
        thing = super().save_instance()
        record(by=self.request.user, verb="added", thing=thing, after=_state_of(thing))
        _follow(self.request.user, thing)
        return thing


class Changing(EditView):
    """Changing one is an event of the trail, with what it was and is."""

    def save_instance(self) -> Any:
        before = _state_of(type(self.object)._default_manager.get(pk=self.object.pk))
        thing = super().save_instance()
        after = _state_of(thing)
        if after != before:
            record(by=self.request.user, verb="changed", thing=thing, before=before, after=after)
        _follow(self.request.user, thing)
        return thing


def _follow(user: Any, thing: models.Model) -> None:
    if isinstance(thing, AgreementReview):
        plan_next(by=user, review=thing)


def day(field: str, label: str) -> Column:
    """A column with a day as people write it."""

    def said(row: models.Model) -> str:
        value = getattr(row, field)
        return f"{value:%-d %B %Y}" if value else "–"

    return Column(field, label=label, sort_key=field, accessor=said)


class KeptViewSet(SnippetViewSet):
    add_view_class = Adding
    edit_view_class = Changing
    copy_view_enabled = False
    list_per_page = 50

    @property
    def permission_policy(self) -> Kept:
        return Kept(self.model)


class AgreementViewSet(KeptViewSet):
    model = Agreement
    icon = "doc-full"
    menu_label = "Agreements"
    list_display: ClassVar = ["title", "kind", day("ends_on", "Last day")]
    list_filter: ClassVar = ["kind"]
    search_fields: ClassVar = ["title", "summary"]
    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("parties"),
        MultiFieldPanel([FieldPanel("review_months"), FieldPanel("ends_on")], heading="Term"),
        MultiFieldPanel(
            [
                FieldPanel("text_visibility"),
                FieldPanel("signatures_visibility"),
                FieldPanel("standings_visibility"),
                FieldPanel("exceptions_visibility"),
                FieldPanel("caps_visibility"),
            ],
            heading="Who may see",
            help_text="Each kind of fact has its own answer; none is wider than the first.",
        ),
    ]


class VersionViewSet(KeptViewSet):
    model = AgreementVersion
    icon = "history"
    menu_label = "Versions"
    list_display: ClassVar = [
        "__str__",
        "state",
        day("starts_on", "In force from"),
        day("ends_on", "to"),
    ]
    list_filter: ClassVar = ["agreement", "state"]
    search_fields: ClassVar = ["label", "changes"]
    panels: ClassVar = [
        FieldPanel("agreement"),
        FieldPanel("label"),
        MultiFieldPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading="In force"),
        MultiFieldPanel(
            [
                # Its own link would lead to where files are kept, which nothing serves.
                FieldPanel("file", widget=FileInput),
                FieldPanel("sha256", read_only=True, heading="Fingerprint of what is here"),
                FieldPanel("url"),
            ],
            heading="Document",
        ),
        FieldPanel("changes"),
        FieldPanel("state"),
    ]


class ProtocolViewSet(KeptViewSet):
    model = Protocol
    icon = "list-ol"
    menu_label = "Protocols"
    list_display: ClassVar = [
        "__str__",
        "agreement",
        day("effective_from", "Effective from"),
        day("reviewed_on", "Last reviewed"),
    ]
    list_filter: ClassVar = ["agreement"]
    search_fields: ClassVar = ["title", "text"]
    panels: ClassVar = [
        FieldPanel("agreement"),
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("title"), FieldPanel("order")], heading="Which it is"
        ),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("effective_from"), FieldPanel("ends_on")], heading="Term"),
        FieldPanel("reviewed_on"),
    ]


class CappedRoleViewSet(KeptViewSet):
    model = CappedRole
    icon = "user"
    menu_label = "Roles with a cap"
    list_display: ClassVar = ["name", "agreement", "order"]
    list_filter: ClassVar = ["agreement"]
    search_fields: ClassVar = ["name", "definition"]
    panels: ClassVar = [
        FieldPanel("agreement"),
        FieldPanel("name"),
        FieldPanel("definition"),
        FieldPanel("order"),
    ]


class PayCapViewSet(KeptViewSet):
    model = PayCap
    icon = "tag"
    menu_label = "Pay caps"
    list_display: ClassVar = ["__str__", day("starts_on", "From"), day("ends_on", "To")]
    list_filter: ClassVar = ["role"]
    search_fields: ClassVar = ["role__name", "note"]
    panels: ClassVar = [
        FieldPanel("role"),
        MultiFieldPanel([FieldPanel("amount"), FieldPanel("per")], heading="At most"),
        MultiFieldPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading="Term"),
        FieldPanel("note"),
    ]


class ReviewViewSet(KeptViewSet):
    """One that is marked as done plans the next by itself."""

    model = AgreementReview
    icon = "date"
    menu_label = "Reviews"
    list_display: ClassVar = ["__str__", day("done_on", "Done")]
    list_filter: ClassVar = ["agreement"]
    search_fields: ClassVar = ["outcome"]
    panels: ClassVar = [
        FieldPanel("agreement"),
        FieldPanel("due_on"),
        MultiFieldPanel([FieldPanel("done_on"), FieldPanel("outcome")], heading="When it is done"),
    ]


class AgreementsGroup(SnippetViewSetGroup):
    items = (
        AgreementViewSet,
        VersionViewSet,
        ProtocolViewSet,
        CappedRoleViewSet,
        PayCapViewSet,
        ReviewViewSet,
    )
    menu_label = "Agreements"
    menu_icon = "doc-full"
    menu_order = 260


def register() -> None:
    register_snippet(AgreementsGroup)
