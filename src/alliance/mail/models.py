"""A message to one address, and its fate."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class State(models.TextChoices):
    """Where a message stands; drawn in docs/features/mail.md."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    HELD = "held", "Held, not sent"


OPEN = (State.QUEUED, State.SENDING)
"""Something will happen by itself."""
STUCK = (State.FAILED, State.HELD)
"""Somebody of the programme may send it again."""


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: dt.datetime | None = None) -> MessageQuerySet:
        """What may be sent now, in the order in which it is."""
        return self.filter(state=State.QUEUED, due_at__lte=at or timezone.now()).order_by(
            "due_at", "pk"
        )

    def lost(self, at: dt.datetime | None = None) -> MessageQuerySet:
        """Being sent, by a process that has not been heard of for too long."""
        return self.filter(state=State.SENDING, lease_until__lt=at or timezone.now())

    def settled(self) -> MessageQuerySet:
        return self.exclude(state__in=OPEN)


class Message(models.Model):
    """One copy for one address. What it says is sealed under the site's key, and not for ever.

    A message to several people is several rows: each has its own fate, and none of them sees the
    others' addresses.
    """

    purpose = models.SlugField(max_length=40, help_text="What it is for, as “invitation”.")
    recipient = models.EmailField("to", max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    content = models.BinaryField(
        default=b"", editable=False, help_text="What it says, sealed; empty once it is erased."
    )
    bears_secret = models.BooleanField(
        default=False,
        editable=False,
        help_text="Holds a link that lets somebody in: erased as soon as it is sent.",
    )
    message_id = models.CharField(
        max_length=150,
        unique=True,
        editable=False,
        help_text="The same at every try, so that whoever gets it twice can tell.",
    )

    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    why = models.CharField(max_length=300, blank=True, help_text="Why it is where it is.")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=State.QUEUED), name="mail_due"),
            models.Index(
                fields=["lease_until"], condition=Q(state=State.SENDING), name="mail_lease"
            ),
            models.Index(fields=["state", "-created_at"], name="mail_by_state"),
            models.Index(fields=["-created_at"], name="mail_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_state"),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, lease_until__isnull=False, attempts__gte=1)
                | ~Q(state=State.SENDING) & Q(lease_until__isnull=True),
                name="mail_held_while_being_sent",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | ~Q(state=State.SENT) & Q(sent_at__isnull=True),
                name="mail_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(content=b"") & ~Q(state__in=OPEN),
                name="mail_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def is_stuck(self) -> bool:
        """Nothing more will happen by itself, and it has not been sent."""
        return self.state in STUCK

    @property
    def may_be_sent_again(self) -> bool:
        return self.is_stuck and self.erased_at is None
