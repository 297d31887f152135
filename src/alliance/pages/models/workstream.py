"""What sections and projects have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from alliance.directory.models import Network, Person, Topic
from alliance.library.models import Publication

from ..blocks import WORDS, Text
from ..meeting import Meeting, told_change
from .addressed import Addressed


class Workstream(Addressed):
    """Text, governance, tools, next meeting, contacts: one template, filled by editors."""

    introduction = models.TextField(
        blank=True, help_text="A sentence or two; lists and search results show them."
    )
    text = StreamField(Text(), blank=True)
    governance = RichTextField("governance and reports", features=WORDS, blank=True)
    tools = RichTextField("tools, templates and useful links", features=WORDS, blank=True)
    meeting_network = models.ForeignKey(
        Network,
        models.SET_NULL,
        verbose_name="network",
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose meeting it is, if it is one of the directory’s networks.",
    )
    meeting_on = models.DateField("date", null=True, blank=True)
    meeting_at = models.TimeField(
        "time", null=True, blank=True, help_text="Leave it out if only the day is known."
    )
    meeting_place = models.CharField(
        "place", max_length=200, blank=True, help_text="A room, or how to join."
    )
    meeting_is_off = models.BooleanField("called off", default=False)
    meeting_before = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What readers were told of the meeting before it was changed.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="workstreams")

    is_creatable = False
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldPanel("governance", heading="Text"),
                InlinePanel(
                    "governance_records",
                    label="publication",
                    heading="From the library",
                    panels=[FieldPanel("publication")],
                ),
            ],
            heading="Governance and reports",
        ),
        MultiFieldPanel(
            [
                FieldPanel("tools", heading="Text"),
                InlinePanel(
                    "tool_records",
                    label="publication",
                    heading="From the library",
                    panels=[FieldPanel("publication")],
                ),
            ],
            heading="Tools, templates and useful links",
        ),
        InlinePanel(
            "restricted_parts",
            label="part",
            heading="Restricted parts",
            help_text="Shown on this page to those who may enter the area, and to nobody else.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("meeting_network"),
                FieldRowPanel([FieldPanel("meeting_on"), FieldPanel("meeting_at")]),
                FieldPanel("meeting_place"),
                FieldPanel("meeting_is_off"),
            ],
            heading="Next meeting",
            help_text="When you change a date that readers have been told, they see both.",
        ),
        InlinePanel(
            "contacts",
            label="contact",
            heading="Contacts",
            help_text="People of the directory; each is shown to those who may see them.",
            panels=[FieldPanel("person"), FieldPanel("role_title")],
        ),
        FieldPanel("topics"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting_at__isnull=True) | Q(meeting_on__isnull=False),
                name="workstream_meeting_time_has_a_day",
                violation_error_message="Give the day of the meeting too, or leave the time out.",
            ),
        ]

    @property
    def meeting(self) -> Meeting:
        return Meeting(
            on=self.meeting_on,
            at=self.meeting_at,
            place=self.meeting_place,
            network=self.meeting_network_id,
            is_off=self.meeting_is_off,
            before=self.meeting_before,
        )

    def clean(self) -> None:
        """No two of a kind share an address, also where they hang under different pages."""
        super().clean()
        others = type(self)._default_manager.filter(slug=self.slug).exclude(pk=self.pk)
        if self.slug and others.exists():
            raise ValidationError(
                {"slug": f"{self.get_absolute_url()} is the address of another page; change this."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever publishes a changed meeting, readers are told what it was before."""
        if self.pk and kwargs.get("update_fields") is None:
            told = Workstream.objects.filter(pk=self.pk, live=True).first()
            self.meeting_before = told_change(
                told.meeting if told else None, self.meeting, on=timezone.localdate()
            )
        super().save(*args, **kwargs)


class WorkstreamContact(Orderable):
    """A person of the directory whom to ask."""

    page = ParentalKey(Workstream, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role_title = models.CharField(
        "what they do here", max_length=200, blank=True, help_text="As “Chair”, or nothing."
    )

    def __str__(self) -> str:
        return f"{self.person} of {self.page}"


class WorkstreamRecord(Orderable):
    """A publication or document of the library that a page refers to."""

    # CASCADE: a draft that names a record which is gone could not be opened otherwise.
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.publication)


class GovernanceRecord(WorkstreamRecord):
    page = ParentalKey(Workstream, on_delete=models.CASCADE, related_name="governance_records")


class ToolRecord(WorkstreamRecord):
    page = ParentalKey(Workstream, on_delete=models.CASCADE, related_name="tool_records")
