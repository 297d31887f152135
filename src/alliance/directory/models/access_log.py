"""Who read what in a restricted area, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .area import Area
from .authority import Authority
from .people import Person


class AccessLog(models.Model):
    """One entering of a page with restricted content, or one download from an area.

    Kept for `areas.log.KEPT_FOR`, then erased.
    """

    class What(models.TextChoices):
        PAGE = "page", "Page"
        DOWNLOAD = "download", "Download"

    at = models.DateTimeField(default=timezone.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="access_log"
    )
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="As one of whose people they came in; the programme's staff come as nobody's.",
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=1000)

    objects: ClassVar[models.Manager[AccessLog]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "reading in a restricted area"
        verbose_name_plural = "readings in restricted areas"
        indexes = [
            models.Index(fields=["authority", "-at"], name="access_log_of_authority"),
            models.Index(fields=["person", "area", "-at"], name="access_log_of_person"),
            models.Index(fields=["-at"], name="access_log_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["page", "download"]), name="access_log_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.path}"
