"""Versions of a publication: the latest is the one shown, the earlier ones stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey

from .files import DocumentFile
from .publication import Publication


class Version(models.Model):
    """A publication as it came out on one day: where it is, and what changed since the one before.

    A version that was withdrawn stays on record with the reason, and is not the latest any more.
    """

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField(
        max_length=100, blank=True, help_text="As “2nd edition” or “December 2023 update”."
    )
    published_on = models.DateField(
        "published or updated",
        null=True,
        blank=True,
        help_text="The latest day is the version that is shown. One of them may have none.",
    )
    url = models.URLField("address", max_length=2000, blank=True)
    document = models.ForeignKey(
        DocumentFile, models.PROTECT, null=True, blank=True, related_name="versions"
    )
    what_changed = models.TextField(
        blank=True, help_text="Since the version before, in a sentence or two."
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField("why", max_length=300, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[models.Manager[Version]] = models.Manager()

    class Meta:
        ordering = ["-published_on", "-pk"]  # (forms of editors sort by names alone)
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "published_on"],
                name="version_one_a_day",
                violation_error_message="There is a version of that day; change that one.",
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(published_on__isnull=True),
                name="version_one_without_a_day",
                violation_error_message="Only one version may be without a day: it is the oldest.",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=False) | ~Q(url="") | Q(document__isnull=False),
                name="version_says_something",
                violation_error_message="Give its day, its address or its document.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="version_withdrawn_with_a_reason",
                violation_error_message="A version is withdrawn on a day and for a reason: give both.",
            ),
        ]

    def __str__(self) -> str:
        day = f"{self.published_on:%-d %B %Y}" if self.published_on else ""
        return ", ".join(filter(None, [self.label, day])) or "Without a day"

    @property
    def address(self) -> str:
        """Where it can be read: the file that is kept here, or else where its publisher has it."""
        if self.document_id and self.document:
            document = self.document
            return reverse("document", args=[document.pk, document.filename])
        return self.url

    def clean(self) -> None:
        """The file of a version stays what it is: another file is another version."""
        super().clean()
        if not self.pk:
            return
        kept = Version.objects.filter(pk=self.pk).values_list("document", flat=True).first()
        if kept and kept != self.document_id:
            raise ValidationError(
                {
                    "document": "The earlier file stays. Add a version with the new one, and say "
                    "there what changed."
                }
            )


def newest_first(versions: Iterable[Version]) -> list[Version]:
    """By the day of each; the one without a day is the oldest."""
    return sorted(
        versions, key=lambda each: (each.published_on or dt.date.min, each.pk or 0), reverse=True
    )


def latest_of(versions: Iterable[Version]) -> Version | None:
    """The one that a publication shows: the newest that stands, or, if none does, the newest."""
    ordered = newest_first(versions)
    return next((each for each in ordered if each.withdrawn_on is None), next(iter(ordered), None))


def _saved(instance: Version, raw: bool = False, **signal: Any) -> None:
    """Whatever writes a version, its publication says the same of the latest."""
    if not raw:
        instance.publication.follow()


def _deleted(instance: Version, origin: Any, **signal: Any) -> None:
    """The same when one is taken out by itself, and not with its publication."""
    if getattr(origin, "model", type(origin)) is Version:
        instance.publication.follow()


post_save.connect(_saved, sender=Version, dispatch_uid="alliance.library.version.saved")
post_delete.connect(_deleted, sender=Version, dispatch_uid="alliance.library.version.deleted")
