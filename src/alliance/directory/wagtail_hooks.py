"""The directory in the editors' area: authorities, networks, people, topics, the alliance itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from alliance.search.models import Meaning

from .areas.editing import AreaForm
from .forms import ActingForForm, PersonForm
from .models import ActingFor, Alliance, Area, Authority, Person, Topic
from .networks.editing import MeetingViewSet, NetworkViewSet, NominationViewSet
from .second_factor import lacks_second_factor


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
        NominationViewSet,
        MeetingViewSet,
        AreaViewSet,
        TopicViewSet,
        MeaningViewSet,
        AllianceViewSet,
    )


register_snippet(DirectoryGroup)


@hooks.register("register_admin_menu_item")
def accounts() -> MenuItem:
    """Pages of the site's own look, for all of the programme, not only for its editors."""
    items = [
        MenuItem("Accounts", reverse("accounts"), icon_name="group", order=5),
        MenuItem("Invitations", reverse("invitations"), icon_name="user", order=10),
        MenuItem("Posts to fill", reverse("posts_to_fill"), icon_name="warning", order=20),
        MenuItem("Mail", reverse("outbox"), icon_name="mail", order=40),
        MenuItem("Security log", reverse("security_log"), icon_name="lock", order=50),
    ]
    return SubmenuMenuItem("Accounts", Menu(items=items), icon_name="key", order=320)


@hooks.register("before_serve_document")
def second_factor_first(document: Any, request: HttpRequest) -> HttpResponse | None:
    """A document that is not for everybody is shown to nobody who lacks a second factor."""
    if lacks_second_factor(request.user) and document.collection.get_view_restrictions():
        return redirect("mfa_index")
    return None
