"""What came back of a copy: a bounce or a complaint, each taken in once; and where it is read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .copy import Copy


class ReturnKind(models.TextChoices):
    HARD = "hard", "There is no such mailbox"
    SOFT = "soft", "Could not be put into the mailbox this time"
    COMPLAINT = "complaint", "Marked as unwanted"
    LEFT = "left", "Left at the provider"


class Return(models.Model):
    """A word about a copy after it was sent, by mail, or from a provider."""

    name = models.CharField(
        max_length=200,
        unique=True,
        help_text="What tells it from others: the provider's event, or the mail's Message-ID.",
    )
    copy = models.ForeignKey(Copy, models.SET_NULL, null=True, blank=True, related_name="returns")
    kind = models.CharField(max_length=9, choices=ReturnKind)
    said = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=12, blank=True, help_text="As 5.1.1")
    came_by = models.CharField(max_length=20, help_text="“smtp”, “mail”, or the provider's name.")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Return]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReturnKind.values), name="return_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.at):%-d %B %Y}"


class ReturnMailbox(models.Model):
    """How far the mailbox is read that mail servers return to, and what was found there."""

    name = models.CharField(
        max_length=400, unique=True, help_text="As user@host/folder: another one is read anew."
    )
    validity = models.PositiveBigIntegerField(
        default=0, help_text="While it is the same, a number names the same mail."
    )
    uid = models.PositiveBigIntegerField(default=0, help_text="Read up to this one.")
    looked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When that last worked.")
    fault = models.CharField(max_length=300, blank=True)
    taken = models.PositiveIntegerField(default=0, help_text="Of a copy of ours.")
    unknown = models.PositiveIntegerField(default=0, help_text="Of no copy that is known here.")
    other = models.PositiveIntegerField(default=0, help_text="Notices, letters, delays.")

    objects: ClassVar[models.Manager[ReturnMailbox]] = models.Manager()

    class Meta:
        verbose_name_plural = "return mailboxes"

    def __str__(self) -> str:
        return f"Return mailbox {self.pk}"
