"""The directory in the editors' area: authorities, networks, people, topics, the alliance itself."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from alliance.search.models import Meaning

from .areas.editing import AreaForm
from .forms import ActingForForm, PersonForm
from .models import ActingFor, Alliance, Area, Authority, Network, Person, Topic


class AllianceViewSet(SnippetViewSet):
    model = Alliance
    icon = "home"
    menu_label = "The alliance"
    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("region"),
        FieldPanel("purpose"),
        FieldPanel("contact_email"),
        FieldPanel("host"),
    ]


class AuthorityViewSet(SnippetViewSet):
    model = Authority
    icon = "site"
    list_display: ClassVar = ["name", "ons_code", "size_band", "is_member"]
    list_filter: ClassVar = ["size_band", "is_member"]
    search_fields: ClassVar = ["name", "ons_code"]


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "group"
    list_display: ClassVar = ["name", "is_live"]
    search_fields: ClassVar = ["name"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display: ClassVar = ["name", "description"]
    search_fields: ClassVar = ["name"]


class MeaningViewSet(SnippetViewSet):
    """What search finds by several names; a change counts at once."""

    model = Meaning
    icon = "search"
    menu_label = "Wordings in search"
    list_display: ClassVar = ["name", "wordings"]
    search_fields: ClassVar = ["name", "wordings"]
    panels: ClassVar = [FieldPanel("name"), FieldPanel("wordings")]


class PersonViewSet(SnippetViewSet):
    """People; those read from old bulletins wait here to be confirmed."""

    model = Person
    icon = "user"
    menu_label = "People"
    list_display: ClassVar = ["name", "authority", "organisation", "visibility", "confirmed_at"]
    list_filter: ClassVar = {
        "visibility": ["exact"],
        "confirmed_at": ["isnull"],
        "authority": ["exact"],
    }
    search_fields: ClassVar = ["name", "organisation"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("organisation"),
            FieldPanel("authority"),
            MultiFieldPanel(
                [FieldPanel("confirmed"), FieldPanel("visibility")], heading="Who may see them"
            ),
            InlinePanel("roles", label="role", heading="Roles, from and to"),
            InlinePanel("contact_details", label="detail", heading="How to reach them"),
        ],
        base_form_class=PersonForm,
    )


class ActingForViewSet(SnippetViewSet):
    """Who acts for whom; directors name theirs on the site."""

    model = ActingFor
    icon = "user"
    menu_label = "Who acts for whom"
    list_display: ClassVar = ["principal", "person", "capacity", "starts_on", "ends_on"]
    list_filter: ClassVar = ["capacity"]
    search_fields: ClassVar = ["person__name", "principal__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            FieldPanel("principal"),
            FieldPanel("capacity"),
            FieldPanel("starts_on"),
            FieldPanel("ends_on"),
        ],
        base_form_class=ActingForForm,
    )


class NeverRemoved(ModelPermissionPolicy):
    """Rows that are made and changed: removing one would open what it closes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class AreaViewSet(SnippetViewSet):
    """Restricted areas: what each is for, and whom it admits by their role."""

    model = Area
    icon = "lock"
    menu_label = "Restricted areas"
    list_display: ClassVar = ["name", "is_live"]
    search_fields: ClassVar = ["name"]
    permission_policy = NeverRemoved(Area)
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("open_page"),
            InlinePanel(
                "admitted_roles",
                label="role",
                heading="Who enters by their role",
                help_text="Everybody else asks, and their authority's director decides.",
            ),
            FieldPanel("is_live"),
        ],
        base_form_class=AreaForm,
    )


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = "Directory"
    menu_icon = "group"
    menu_order = 300
    items = (
        PersonViewSet,
        ActingForViewSet,
        AuthorityViewSet,
        NetworkViewSet,
        AreaViewSet,
        TopicViewSet,
        MeaningViewSet,
        AllianceViewSet,
    )


register_snippet(DirectoryGroup)
