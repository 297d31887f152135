"""What a program shows instead of a person's sign-in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self, at: dt.datetime | None = None) -> TokenQuerySet:
        """Those that still open something, as far as the token itself goes."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or timezone.now())


class Token(models.Model):
    """A person's token. It may do no more than they may, and what they may is asked at each use.

    The token itself is shown once; the row keeps a keyed hash of it, as of signed links.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60, help_text="By which its owner knows the program.")
    can_read = models.BooleanField("read", default=False)
    can_answer = models.BooleanField("answer", default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    last_four = models.CharField(max_length=4, editable=False)
    made_with = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Of the form: sent twice, it makes one."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    last_used_on = models.DateField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_why = models.CharField(max_length=100, blank=True, editable=False)

    objects: ClassVar = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "-created_at"], name="token_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["user", "made_with"], name="token_once_a_form"),
            models.UniqueConstraint(
                "user", Lower("name"), condition=Q(revoked_at__isnull=True), name="token_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="token_named"),
            models.CheckConstraint(
                condition=Q(can_read=True) | Q(can_answer=True), name="token_may_do_something"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_expires"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_why=""),
                name="token_revoked_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Token {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and not self.is_over

    @property
    def ran_out(self) -> bool:
        """Whether its day ended it, and nobody before."""
        return self.is_over and (self.revoked_at is None or self.revoked_at >= self.expires_at)

    @property
    def scopes(self) -> list[str]:
        """What it may do, in the words of the API."""
        return [name for name in ("read", "answer") if getattr(self, f"can_{name}")]
