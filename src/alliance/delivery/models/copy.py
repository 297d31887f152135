"""The ledger: one row a recipient, and what became of their copy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Authority

from .mailing import Mailing, Variant
from .subscriber import Subscriber


class CopyState(models.TextChoices):
    """Where a copy stands; drawn in docs/features/delivery.md."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Taken by the mail server"
    BOUNCED = "bounced", "Came back"
    FAILED = "failed", "Could not be sent"
    HELD = "held", "Held: this site may not reach it"
    PASSED_OVER = "passed", "Not sent: they left, or mail to them comes back"
    CANCELLED = "cancelled", "Not sent: the mailing was cancelled"


OPEN = (CopyState.WAITING, CopyState.CLAIMED)
"""Something will happen by itself."""
REACHED = (CopyState.SENT,)
UNREACHED = (
    CopyState.BOUNCED,
    CopyState.FAILED,
    CopyState.HELD,
    CopyState.PASSED_OVER,
    CopyState.CANCELLED,
)


class Copy(models.Model):
    """One recipient's copy. A subscriber has one in a mailing, however often it is written.

    Workers take `WAITING` ones in batches (`CLAIMED`, with a claim and a lease) and write down
    each one's fate by itself, directly after the mail server's word.
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="copies")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="copies")
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = models.EmailField(max_length=254, blank=True, help_text="Empty once erased.")
    name = models.CharField(max_length=200, blank=True)
    domain = models.CharField(max_length=254, blank=True)

    state = models.CharField(max_length=9, choices=CopyState, default=CopyState.WAITING)
    why = models.CharField(
        max_length=300, blank=True, help_text="The mail server's words, or ours."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    claim = models.CharField(max_length=40, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    provider_id = models.CharField(
        max_length=150, blank=True, editable=False, help_text="What a provider calls it."
    )
    has_complained = models.BooleanField(default=False, editable=False)

    objects: ClassVar[models.Manager[Copy]] = models.Manager()

    class Meta:
        verbose_name_plural = "copies"
        ordering = ["mailing", "pk"]
        indexes = [
            models.Index(
                fields=["mailing", "due_at"],
                condition=Q(state=CopyState.WAITING),
                name="copy_due",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state=CopyState.CLAIMED),
                name="copy_lease",
            ),
            models.Index(fields=["mailing", "state"], name="copy_by_state"),
            models.Index(fields=["mailing", "authority"], name="copy_by_authority"),
            models.Index(fields=["sent_at", "domain"], name="copy_by_sending"),
            models.Index(
                fields=["provider_id"], condition=~Q(provider_id=""), name="copy_of_provider"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "subscriber"], name="copy_once"),
            models.CheckConstraint(condition=Q(state__in=CopyState.values), name="copy_state"),
            models.CheckConstraint(
                condition=Q(state=CopyState.CLAIMED, lease_until__isnull=False) & ~Q(claim="")
                | ~Q(state=CopyState.CLAIMED) & Q(lease_until__isnull=True, claim=""),
                name="copy_claimed_with_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CopyState.SENT, CopyState.BOUNCED])
                | Q(sent_at__isnull=False),
                name="copy_sent_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.pk}"
