"""What was found, or sent, and may become an item."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .source import Source


class CandidateState(models.TextChoices):
    """What was decided of it; drawn in docs/features/sources.md."""

    NEW = "new", "New"
    TAKEN = "taken", "Taken"
    MERGED = "merged", "Merged with another"
    LATER = "later", "Later"
    NO = "no", "Not for us"


OPEN = (CandidateState.NEW, CandidateState.LATER)
DECIDED = (CandidateState.TAKEN, CandidateState.MERGED, CandidateState.LATER, CandidateState.NO)
"""Those about which somebody has said something, if only “later”."""


class Candidate(models.Model):
    """A piece of news that the programme has not yet told, or decided not to.

    Without a source it was sent: by the form for news (then it has a `sender`) or as a saved mail.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="candidates"
    )
    key = models.CharField(
        max_length=64, help_text="Which entry of its source it is: a hash of what names it there."
    )
    url = models.CharField(
        "address", max_length=1000, blank=True, help_text="Canonical; empty if it has none."
    )
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True, help_text="Sanitised.")
    text = models.TextField("words", blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(
        "when its wording changed",
        null=True,
        blank=True,
        help_text="Its earlier wordings are kept.",
    )
    facts = models.JSONField(
        default=dict,
        blank=True,
        help_text="What its source says of it: document_type, organisations, change_note.",
    )

    state = models.CharField(max_length=6, choices=CandidateState, default=CandidateState.NEW)
    later_until = models.DateField("shown again from", null=True, blank=True)
    why = models.CharField("why so decided", max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    taken_as = models.CharField("where it went", max_length=200, blank=True)

    seen_as = models.JSONField(
        default=dict, blank=True, help_text="What judging found, with its reasons."
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Candidate]] = models.Manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-found_at"], name="candidate_by_state"),
            models.Index(fields=["url"], name="candidate_url"),
            models.Index(fields=["judged_at"], name="candidate_judged"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="candidate_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(source__isnull=True), name="candidate_sent_once"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(key=""), name="candidate_named"),
            models.CheckConstraint(
                condition=Q(state__in=CandidateState.values), name="candidate_state"
            ),
            models.CheckConstraint(
                condition=Q(state="new", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="new") & Q(decided_at__isnull=False)),
                name="candidate_decided_at",
            ),
            models.CheckConstraint(
                condition=Q(state="later", later_until__isnull=False)
                | (~Q(state="later") & Q(later_until__isnull=True)),
                name="candidate_later_until",
                violation_error_message="Say from which day it is to be shown again.",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="candidate_merged_into",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="candidate_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(state="taken") | Q(taken_as=""), name="candidate_taken_as"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Wording(models.Model):
    """How a candidate read before its source changed it."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="earlier")
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    text = models.TextField("words", blank=True)
    replaced_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Wording]] = models.Manager()

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}, until {self.replaced_at:%-d %B %Y}"
