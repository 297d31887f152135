"""An invitation to have an account: to one person of the directory, at one address."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alliance.mail.models import Message

from .people import Person


class InvitationState(models.TextChoices):
    """Where an invitation stands. It is told from its days, so that it expires by itself."""

    OPEN = "open", "Invited"
    ACCEPTED = "accepted", "Accepted"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Withdrawn"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; perhaps expired, and then it can be sent again."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def open(self) -> InvitationQuerySet:
        """Those that can be accepted now."""
        return self.pending().filter(expires_at__gt=timezone.now())


def is_in(state: InvitationState) -> Q:
    """Which invitations are in a state now, as a condition."""
    pending = Q(accepted_at__isnull=True, revoked_at__isnull=True)
    match state:
        case InvitationState.OPEN:
            return pending & Q(expires_at__gt=timezone.now())
        case InvitationState.EXPIRED:
            return pending & Q(expires_at__lte=timezone.now())
        case InvitationState.ACCEPTED:
            return Q(accepted_at__isnull=False)
        case InvitationState.REVOKED:
            return Q(revoked_at__isnull=False)


class Invitation(models.Model):
    """Who was invited, at which address, by whom, and what became of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address", max_length=254)
    may_edit = models.BooleanField(
        "may use the editors’ area",
        default=False,
        help_text="For those who work for the programme.",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    message = models.ForeignKey(
        Message,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The last mail about it, as long as the outbox knows of it.",
    )
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="The account that came of it.",
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_one_end",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(accepted_at__isnull=False),
                name="invitation_account_when_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        if self.expires_at <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState.OPEN

    @property
    def is_pending(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None
