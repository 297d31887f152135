"""What the programme wrote down of answers besides what they say: settled pairs, requests, exports."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.mail.models import Message

from .call import Call
from .submission import Submission


class Apart(models.Model):
    """Two answers that looked like one, and that somebody settled to be two. `one` is the earlier."""

    one = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    other = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Apart]] = models.Manager()

    class Meta:
        verbose_name = "pair settled to be two"
        verbose_name_plural = "pairs settled to be two"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"Pair {self.pk}"


class RequestForMore(models.Model):
    """That whoever answered was asked for what is lacking; which headings, not what they said."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="requests_for_more")
    asked_for = models.JSONField(default=list, help_text="The questions, as they read then.")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[models.Manager[RequestForMore]] = models.Manager()

    class Meta:
        verbose_name_plural = "requests for more"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_for=[]), name="request_for_something")
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"


class Export(models.Model):
    """Everything of a call as one file, made by a job and kept for a day."""

    class Kind(models.TextChoices):
        CSV = "csv", "Tables (CSV)"
        JSON = "json", "One document (JSON)"
        WORD = "word", "A booklet (Word)"

    call = models.ForeignKey(Call, models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=4, choices=Kind)
    with_names = models.BooleanField("with names and addresses", default=False)
    file = models.FileField(upload_to="evidence/exports", blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Export]] = models.Manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["csv", "json", "word"]), name="export_kind"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, removed_at__isnull=True) & ~Q(file="")
                | (Q(made_at__isnull=True) | Q(removed_at__isnull=False)) & Q(file=""),
                name="export_has_its_file_while_it_is_kept",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Export {self.pk}"
