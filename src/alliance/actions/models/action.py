"""What the alliance asks of its authorities."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Person, RoleKind, Topic


class Weight(models.TextChoices):
    """How much stands behind an ask, the heaviest first."""

    LEGAL_DUTY = "legal_duty", "Legal duty"
    STATUTORY = "statutory", "Statutory guidance"
    CONSULTATION = "consultation", "Consultation"
    REQUEST = "request", "Request"
    INFORMATION = "information", "For information"


class ActionState(models.TextChoices):
    """Where an action stands; drawn in docs/features/actions.md."""

    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


SHOWN = (ActionState.OPEN, ActionState.CLOSED, ActionState.WITHDRAWN)
"""Those that somebody was asked: a draft is known to the programme only."""
ENDED = (ActionState.CLOSED, ActionState.WITHDRAWN)


class Audience(models.TextChoices):
    """Who may read what is asked. What was answered is for each authority and the programme."""

    ASKED = "asked", "Those who are asked"
    MEMBERS = "members", "Signed-in members"
    PUBLIC = "public", "Everyone"


class Action(models.Model):
    """One ask, confirmed by a person: made silently from no text.

    Its question is in `Question`, its dates in `ActionDate`, whom it asks in `Ask`.
    """

    title = models.CharField("what is asked", max_length=200)
    what = models.TextField(
        "in full", blank=True, help_text="Plain words; a blank line begins a paragraph."
    )
    how = models.TextField(
        "how to do it", blank=True, help_text="Where the form is, what to send, to whom."
    )
    what_becomes = models.TextField(
        "what becomes of the answers", blank=True, help_text="Who reads them, and what for."
    )
    weight = models.CharField(max_length=12, choices=Weight, default=Weight.REQUEST)
    state = models.CharField(max_length=9, choices=ActionState, default=ActionState.DRAFT)
    audience = models.CharField(
        "who may read it", max_length=7, choices=Audience, default=Audience.MEMBERS
    )
    for_roles = models.JSONField(
        "whom it is for",
        default=list,
        blank=True,
        help_text="Roles within an authority, as “dcs”. Without any, whoever answers for it.",
    )
    is_soon = models.BooleanField(
        "as soon as they can", default=False, help_text="Instead of a day, or until it."
    )
    by_link = models.BooleanField(
        "may be answered by a personal link, without an account",
        default=False,
        help_text="For asks that do no harm if the wrong person answers.",
    )
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whom to ask about it.",
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="actions")
    origin_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    origin_id = models.CharField(max_length=64, blank=True, editable=False)
    origin_words = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="The words of its origin from which each part was proposed.",
    )
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_why = models.TextField("why it ended", blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Action]] = models.Manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-opened_at"], name="action_by_state"),
            models.Index(fields=["origin_type", "origin_id"], name="action_of_origin"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(weight__in=Weight.values), name="action_weight"),
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state"),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="action_audience"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True)
                | (~Q(state="draft") & Q(opened_at__isnull=False)),
                name="action_opened_or_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at__isnull=True, ended_why="")),
                name="action_ended_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(ended_why=""),
                name="action_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(by_link=False) | ~Q(weight="legal_duty"),
                name="action_duty_not_by_link",
                violation_error_message="A legal duty is answered signed in, not by a link.",
            ),
            models.CheckConstraint(
                condition=Q(origin_type__isnull=True, origin_id="")
                | (Q(origin_type__isnull=False) & ~Q(origin_id="")),
                name="action_origin_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/actions/{self.pk}/"

    @property
    def roles(self) -> list[RoleKind]:
        """The roles that it is for; empty for whoever answers for the authority."""
        return [RoleKind(kind) for kind in self.for_roles if kind in RoleKind.values]
