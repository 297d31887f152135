"""Networks in the editors' area: the same verbs as on the site, in an editor's forms."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from alliance.audit.trail import record, snapshot

from ..models import Meeting, Network, Nomination, Standing
from .announce import Details, announce, cancel, change, take_up_again
from .nominate import nominate
from .refusal import CannotBeDone
from .rights import Nominator
from .when import When

ON_BEHALF = Nominator(Standing.PROGRAMME)


class _Refusing:
    """A view whose form may be refused when it is saved, because of what is there by then."""

    def form_valid(self, form: forms.ModelForm[Any]) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            return answer
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        refused: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]
        return refused


class RefusingCreateView(_Refusing, CreateView):
    pass


class RefusingEditView(_Refusing, EditView):
    pass


# Members ---------------------------------------------------------------------------------------


class NominationEditorForm(WagtailAdminModelForm):
    """Who was named; of one that is there only the term and who said so can be put right."""

    instance: Nomination

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = snapshot(self.instance) if self.instance.pk else {}
        self.fields["said_by"].required = not self.before or self.instance.said_by != ""
        for name in ("network", "authority", "person", "seat") if self.before else ():
            self.fields[name].disabled = True

    @transaction.atomic
    def save(self, commit: bool = True) -> Nomination:
        if self.before:
            # The form alone cannot judge the seat: it does not have all that the rule asks for.
            self.instance.full_clean()
            nomination: Nomination = super().save(commit)
            record(
                by=self.for_user,
                verb="edited",
                thing=nomination,
                before=self.before,
                after=snapshot(nomination),
            )
            return nomination
        given = self.cleaned_data
        self.instance = nominate(
            by=self.for_user,
            right=ON_BEHALF,
            network=given["network"],
            authority=given["authority"],
            person=given["person"],
            seat=given["seat"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            said_by=given["said_by"],
        )
        return self.instance


class NominationViewSet(SnippetViewSet):
    """Members of networks by authority. Whoever is replaced stays on record."""

    model = Nomination
    icon = "user"
    menu_label = "Members of networks"
    list_display: ClassVar = ["person", "network", "authority", "seat", "starts_on", "ends_on"]
    list_filter: ClassVar = ["network", "authority", "seat"]
    search_fields: ClassVar = ["person__name", "network__name", "authority__name"]
    list_per_page = 50
    copy_view_enabled = False
    add_view_class = RefusingCreateView
    edit_view_class = RefusingEditView
    edit_handler = ObjectList(
        [
            FieldPanel("network"),
            FieldPanel("authority"),
            FieldPanel("person"),
            FieldPanel("seat"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("said_by"),
        ],
        base_form_class=NominationEditorForm,
    )


# Meetings --------------------------------------------------------------------------------------


class MeetingEditorForm(WagtailAdminModelForm):
    """A meeting as editors enter it. Another date moves it; readers then see both."""

    instance: Meeting

    is_correction = forms.BooleanField(
        label="The date or time was entered wrongly: do not show the old one", required=False
    )
    called_off = forms.BooleanField(label="Cancelled", required=False)
    why = forms.CharField(
        label="Why it is cancelled",
        max_length=300,
        required=False,
        help_text="Readers see it. Name nobody.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self.initial |= {
            "called_off": self.instance.is_cancelled,
            "why": self.instance.reason,
            "seen": self.instance.version,
        }
        self.was_off = self.instance.is_cancelled
        if not self.is_new:
            self.fields["network"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("called_off") and not (cleaned.get("why") or "").strip():
            self.add_error("why", "Say why it is cancelled, as “Too few could come”.")
        if cleaned.get("called_off") and self.is_new:
            self.add_error("called_off", "Announce it first, then cancel it.")
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Meeting:
        if self.is_new:
            network = self.cleaned_data["network"]
            self.instance = announce(by=self.for_user, network=network, details=self._details)
        else:
            self.instance = self._change()
        return self.instance

    @property
    def _details(self) -> Details:
        given = self.cleaned_data
        return Details(
            when=When(given["on"], given["at"], given["ends_at"]),
            title=given["title"],
            place=given["place"],
            link=given["link"],
            about=given["about"],
            joint_with=list(given["joint_with"]),
        )

    def _change(self) -> Meeting:
        """Each step sees what the one before it left."""
        by, given = self.for_user, self.cleaned_data
        meeting, seen = self.instance, given["seen"] or 0
        details, called_off = self._details, given["called_off"]
        if self.was_off and not called_off:
            meeting = take_up_again(by=by, meeting=meeting, seen=seen, when=details.when)
            seen = meeting.version
        meeting = change(
            by=by,
            meeting=meeting,
            seen=seen,
            details=details,
            is_correction=given["is_correction"],
        )
        if called_off and not self.was_off:
            meeting = cancel(by=by, meeting=meeting, seen=meeting.version, reason=given["why"])
        return meeting


class MeetingViewSet(SnippetViewSet):
    """Meetings of networks. Cancelled ones stay; nothing here is deleted."""

    model = Meeting
    icon = "date"
    menu_label = "Meetings"
    list_display: ClassVar = [
        "__str__",
        Column("on", label="Date", sort_key="on", accessor=lambda row: f"{row.on:%-d %B %Y}"),
        "is_cancelled",
    ]
    list_filter: ClassVar = ["network", "on", "is_cancelled"]
    search_fields: ClassVar = ["title", "network__name", "place"]
    list_per_page = 50
    copy_view_enabled = False
    add_view_class = RefusingCreateView
    edit_view_class = RefusingEditView
    edit_handler = ObjectList(
        [
            FieldPanel("network"),
            FieldPanel("title"),
            MultiFieldPanel(
                [
                    FieldPanel("on"),
                    FieldRowPanel([FieldPanel("at"), FieldPanel("ends_at")]),
                    FieldPanel("is_correction"),
                ],
                heading="When",
                help_text="When you change a date that readers have been told, they see both.",
            ),
            MultiFieldPanel([FieldPanel("place"), FieldPanel("link")], heading="Where"),
            FieldPanel("about"),
            FieldPanel("joint_with", widget=forms.CheckboxSelectMultiple),
            MultiFieldPanel(
                [FieldPanel("called_off"), FieldPanel("why")], heading="If it does not take place"
            ),
        ],
        base_form_class=MeetingEditorForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return Meeting.objects.select_related("network")


# A network -------------------------------------------------------------------------------------


class InThisNetwork(Panel):
    """Who is in the network and when it meets, each with the way to change it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/networks/editors_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            network: Network = self.instance
            members = Nomination.objects.not_over().filter(network=network)
            meetings = Meeting.objects.of(network)
            return context | {
                "network": network,
                "members": members.select_related("authority", "person"),
                "to_come": meetings.to_come().select_related("network"),
                "past": meetings.past().select_related("network")[:5],
            }


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "group"
    list_display: ClassVar = ["name", "is_live", "every_authority"]
    list_filter: ClassVar = ["is_live", "every_authority"]
    search_fields: ClassVar = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("topics"),
            FieldRowPanel([FieldPanel("is_live"), FieldPanel("every_authority")]),
            InThisNetwork(heading="Members and meetings"),
        ]
    )
