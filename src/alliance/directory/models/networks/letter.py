"""What is written to networks, and each recipient's own copy of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..people import Person
from .network import Network
from .standing import Standing


class NetworkMessage(models.Model):
    """A message to all members of a network: what was written, by whom, to how many."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="messages")
    subject = models.CharField(max_length=150)
    text = models.TextField(max_length=10_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    writer = models.CharField(max_length=200, help_text="Their name, as the message had it.")
    standing = models.CharField(max_length=10, choices=Standing)
    written_at = models.DateTimeField(default=timezone.now)
    copies = models.PositiveIntegerField(help_text="To how many it was written.")
    form = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="Of the form it was written in: sent twice, it is one message.",
    )

    objects: ClassVar[models.Manager[NetworkMessage]] = models.Manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["chair", "vice_chair", "lead", "programme"]),
                name="network_message_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class LetterState(models.TextChoices):
    """How far a copy is on its way. It leaves DUE once, whoever sends it: never twice."""

    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class Letter(models.Model):
    """One recipient's own copy. Address and words are destroyed some weeks after it was sent."""

    message = models.ForeignKey(
        NetworkMessage, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    address = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=7, choices=LetterState, default=LetterState.DUE)
    made_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When sending it began.")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Letter]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="due"), name="letter_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["due", "sending", "sent", "failed"]), name="letter_state"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="letter_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["due", "sending"]) | ~Q(address=""),
                name="letter_due_has_an_address",
            ),
            models.UniqueConstraint(
                fields=["message", "address"],
                condition=Q(message__isnull=False) & ~Q(address=""),
                name="letter_once_to_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"
