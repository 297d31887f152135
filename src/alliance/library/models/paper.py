"""Agenda, papers and minutes of the meetings of networks: documents with a place and readers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alliance.directory.models import Meeting

from .files import DocumentFile


class MeetingPaper(models.Model):
    """A document of a meeting, and who may read it. Taken away it stays on record, read by nobody."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        PAPER = "paper", "Paper"
        MINUTES = "minutes", "Minutes"

    class Audience(models.TextChoices):
        """Nobody is given more than the programme says; members is what most are."""

        MEMBERS = "members", "Members of the network"
        PUBLIC = "public", "Everyone"
        PROGRAMME = "programme", "The programme only"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    document = models.ForeignKey(DocumentFile, models.PROTECT, related_name="meeting_papers")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.PAPER)
    title = models.CharField(max_length=200)
    audience = models.CharField(
        "who may read it", max_length=9, choices=Audience, default=Audience.MEMBERS
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[MeetingPaper]] = models.Manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["agenda", "paper", "minutes"]), name="meeting_paper_kind"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["members", "public", "programme"]),
                name="meeting_paper_audience",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the file is; who may not read it is refused there."""
        return reverse("meeting_paper", args=[self.meeting.network.slug, self.meeting_id, self.pk])
