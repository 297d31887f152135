"""Who sent a piece of news, and what they were answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.mail.models import Message

from .candidate import Candidate


class Sender(models.Model):
    """Kept apart from what they sent, so that they can be forgotten and it stays."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="sender")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    organisation = models.CharField("organisation or authority", max_length=200, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Sender]] = models.Manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["sent_at"], name="sender_sent_at")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=True) & ~Q(name=""))
                | Q(erased_at__isnull=False, name="", email="", organisation="", reply=""),
                name="sender_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False)
                | Q(answered_at__isnull=True, message__isnull=True),
                name="sender_answered_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Who sent candidate {self.candidate_id}"
