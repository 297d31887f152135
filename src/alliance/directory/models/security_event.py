"""What happened to an account: signing in, failing to, and every change of how it is kept safe."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class SecurityEventKind(models.TextChoices):
    """What the security log tells of. Groups below; the words are those of the exported file."""

    SIGNED_IN = "signed_in", "Signed in"
    SIGNED_OUT = "signed_out", "Signed out"
    FAILED = "failed", "Password refused"
    FACTOR_FAILED = "factor_failed", "Second factor refused"
    LOCKED_OUT = "locked_out", "Locked out after wrong passwords"
    CLOSED = "closed", "Closed to passwords after many wrong ones"
    RELEASED = "released", "Let in again by the programme"

    PASSWORD_CHANGED = "password_changed", "Password changed"
    PASSWORD_RESET = "password_reset", "New password chosen by mail"
    ADDRESS_CHANGED = "address_changed", "E-mail address changed"

    FACTOR_ADDED = "factor_added", "Second factor added"
    FACTOR_REMOVED = "factor_removed", "Second factor removed"
    FACTOR_RESET = "factor_reset", "Second factor taken off by the programme"
    CODES_MADE = "codes_made", "Recovery codes made"
    CODE_USED = "code_used", "Recovery code used"

    INVITED = "invited", "Invited"
    INVITED_AGAIN = "invited_again", "Invited again"
    INVITATION_WITHDRAWN = "withdrawn", "Invitation withdrawn"
    INVITATION_ACCEPTED = "accepted", "Invitation accepted"

    CONNECTED = "connected", "Sign-in of an organisation connected"
    DISCONNECTED = "disconnected", "Sign-in of an organisation taken off"
    NOT_CONNECTED = "not_connected", "Sign-in of an organisation refused"

    SESSIONS_ENDED = "sessions_ended", "Signed out everywhere"
    SHUT = "shut", "Account shut"
    REOPENED = "reopened", "Account opened again"

    TOKEN_MADE = "token_made", "Token for a program made"
    TOKEN_REVOKED = "token_revoked", "Token for a program revoked"
    TOKEN_REFUSED = "token_refused", "Token of a program refused"
    WEBHOOK_ADDED = "webhook_added", "Webhook added"
    WEBHOOK_TAKEN = "webhook_taken", "Webhook taken away"


class SecurityEvent(models.Model):
    """One event. From where it came is blanked after ninety days, the row goes after a year.

    What somebody typed who has no account is not kept: people type passwords into the wrong field.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=16, choices=SecurityEventKind)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    account_label = models.CharField(
        max_length=254, blank=True, help_text="Its e-mail address at the time."
    )
    roles = models.CharField(
        max_length=300, blank=True, help_text="What its owner was at the time."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_label = models.CharField(
        max_length=254, blank=True, help_text="Who did it, where it was not the account's owner."
    )
    method = models.CharField(
        max_length=80, blank=True, help_text="As “Password, authenticator app”."
    )
    ip = models.GenericIPAddressField("network address", null=True, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[SecurityEvent]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="security_by_time"),
            models.Index(fields=["account", "kind", "-at"], name="security_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SecurityEventKind.values), name="security_event_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%-d %B %Y}"
