"""A link that stands for a person's say-so, until it expires, is used or is revoked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class SignedLink(models.Model):
    """What a secret token permits. The token itself is only in the message that carried it.

    The row keeps a keyed hash: who reads the database, or a backup of it, cannot make the link.
    """

    purpose = models.CharField(max_length=40, help_text="One purpose a link, as “answer”.")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    content_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    object_id = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The account it was sent to, if any.",
    )
    person_id = models.BigIntegerField(
        null=True, blank=True, help_text="Id of the person it was sent to, if any."
    )
    single_use = models.BooleanField(default=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="First use; opening is not using."
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[SignedLink]] = models.Manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="link_of_subject"),
            models.Index(fields=["person_id"], name="link_of_person"),
            models.Index(fields=["expires_at"], name="link_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="signed_link_expires_after_issue",
                violation_error_message="The link would expire before it is sent.",
            ),
            models.CheckConstraint(
                condition=Q(content_type__isnull=True, object_id="")
                | Q(content_type__isnull=False) & ~Q(object_id=""),
                name="signed_link_subject_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link of {self.created_at:%-d %B %Y}"
