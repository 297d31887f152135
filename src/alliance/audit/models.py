"""One row for each change that somebody may have to answer for."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class TrailIsAppendOnly(Exception):
    """Somebody tried to rewrite or remove what the audit trail says."""

    def __init__(self) -> None:
        super().__init__(
            "The audit trail is only ever added to. For a person's right to erasure "
            "use erase_thing or erase_actor of alliance.audit.erase."
        )


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Reads only; the database's own triggers say no to what goes round this class."""

    def update(self, **fields: Any) -> NoReturn:
        raise TrailIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TrailIsAppendOnly

    def delete(self) -> NoReturn:
        raise TrailIsAppendOnly


class AuditEvent(models.Model):
    """Who did what to which thing, and what changed.

    A row is never rewritten and never removed. Its texts can be blanked, once, when a person's
    data is due for erasure: `erased_at` is then the tombstone.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_label = models.CharField(
        max_length=254, help_text="The actor's name at the time, kept when the account goes."
    )
    acting_for = models.CharField(
        max_length=200, blank=True, help_text="As “Anytown” or “the chair”, where it was said."
    )
    verb = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    object_label = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(
        default=dict,
        help_text="field: [before, after]; null where the field's values are not for keeping.",
    )
    reason = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-at"], name="audit_of_thing"),
            models.Index(fields=["actor", "-at"], name="audit_of_actor"),
            models.Index(fields=["-at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb} {self.object_label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TrailIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TrailIsAppendOnly
