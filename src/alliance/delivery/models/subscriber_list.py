"""A list of subscribers that somebody handed in, from being read to being saved."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ListKind(models.TextChoices):
    TABLE = "table", "A table of ours or of another program"
    MAILCHIMP = "mailchimp", "A Mailchimp export"


class ListState(models.TextChoices):
    """Where a list stands; drawn in docs/features/delivery.md."""

    WAITING = "waiting", "Waits to be looked at"
    SAVING = "saving", "Is being saved"
    SAVED = "saved", "Saved"
    DROPPED = "dropped", "Not saved"


HELD = (ListState.WAITING, ListState.SAVING)
"""The rows are still here."""


class SubscriberList(models.Model):
    """Who handed a list in, what they said of the consent behind it, and what became of its rows.

    The rows are addresses of people: sealed while they wait, destroyed once the list is saved or
    dropped. The file itself is never kept.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=9, choices=ListKind)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of what came.")
    consent_words = models.TextField(help_text="What the people on it agreed to, and how.")
    consent_on = models.DateField(help_text="Where a row says no day of its own.")
    state = models.CharField(max_length=7, choices=ListState, default=ListState.WAITING)
    rows = models.BinaryField(default=b"", editable=False, help_text="Sealed; empty once settled.")
    row_count = models.PositiveIntegerField(default=0, editable=False)
    saved_to = models.PositiveIntegerField(
        default=0, editable=False, help_text="So many rows are saved."
    )
    counts = models.JSONField(
        default=dict, editable=False, help_text="Rows by what became of them."
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[SubscriberList]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["digest"], name="subscriber_list_by_digest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ListKind.values), name="subscriber_list_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=HELD, settled_at__isnull=True) & ~Q(rows=b"")
                | Q(
                    state__in=[ListState.SAVED, ListState.DROPPED],
                    settled_at__isnull=False,
                    rows=b"",
                ),
                name="subscriber_list_settled_is_empty",
            ),
            models.CheckConstraint(
                condition=~Q(consent_words=""), name="subscriber_list_says_whence"
            ),
        ]

    def __str__(self) -> str:
        return f"List of {timezone.localtime(self.at):%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return f"/subscribers/lists/{self.pk}/"

    @property
    def source(self) -> str:
        """As a consent names it: “Mailchimp export, 1 October 2026”."""
        what = "Mailchimp export" if self.kind == ListKind.MAILCHIMP else "List"
        return f"{what}, {timezone.localtime(self.at):%-d %B %Y}"
