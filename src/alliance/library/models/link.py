"""Addresses of other sites that this one holds, what came of asking for them, and where they stand."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from .link_verdict import Verdict


class LinkHost(models.Model):
    """A site that is asked: by one worker at a time, and not before it wants to be."""

    name = models.CharField(max_length=255, unique=True)
    not_before = models.DateTimeField(
        null=True, blank=True, help_text="As it asked for itself, or after it did not answer."
    )
    held_until = models.DateTimeField(
        null=True, blank=True, help_text="A worker is asking it; a lost one is forgotten then."
    )
    answered_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "site of links"

    def __str__(self) -> str:
        return self.name


class LinkQuerySet(models.QuerySet["Link"]):
    def held(self) -> LinkQuerySet:
        """Those that stand somewhere on this site; the others are history."""
        return self.filter(models.Exists(LinkPlace.objects.filter(link=models.OuterRef("pk"))))

    def due(self, at: dt.datetime | None = None) -> LinkQuerySet:
        """Those to be asked for now, as far as their sites may be asked."""
        at = at or timezone.now()
        return self.held().filter(
            Q(host__not_before__isnull=True) | Q(host__not_before__lte=at),
            Q(host__held_until__isnull=True) | Q(host__held_until__lte=at),
            next_look_at__lte=at,
        )


class Link(models.Model):
    """An address without its fragment, and what is known of it."""

    url = models.TextField("address")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address.")
    host = models.ForeignKey(LinkHost, models.PROTECT, related_name="links")
    finding = models.ForeignKey(
        "library.LinkFinding",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The newest; none before the first look.",
    )
    failing_days = models.PositiveIntegerField(
        default=0, help_text="Days on which it failed since it last worked."
    )
    failed_last_on = models.DateField(null=True, blank=True)
    dead_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when it counts as dead: it failed on days enough."
    )
    next_look_at = models.DateTimeField(default=timezone.now, db_index=True)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)

    left_until = models.DateTimeField(
        null=True, blank=True, help_text="Not reported until then: it works for people."
    )
    left_because = models.CharField("reason", max_length=300, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dead_since__isnull=True) | Q(failing_days__gte=1),
                name="link_dead_after_failing",
            ),
            models.CheckConstraint(
                condition=Q(failing_days=0, failed_last_on__isnull=True)
                | Q(failing_days__gte=1, failed_last_on__isnull=False),
                name="link_failed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(left_until__isnull=True, left_because="", left_by__isnull=True)
                | Q(left_until__isnull=False) & ~Q(left_because=""),
                name="link_left_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("link", args=[self.pk])

    @property
    def is_left(self) -> bool:
        return self.left_until is not None and self.left_until > timezone.now()


class LinkFinding(models.Model):
    """One verdict on an address for as long as it held. A change of verdict is a new row."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="findings")
    verdict = models.CharField(max_length=9, choices=Verdict)
    status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the last answer; none if there was no answer."
    )
    words = models.CharField(max_length=500, blank=True, help_text="What was found, for people.")
    moved_to = models.TextField(blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-first_seen", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="link_finding_verdict"
            ),
            models.CheckConstraint(
                condition=Q(first_seen__lte=F("last_seen"), times__gte=1),
                name="link_finding_in_order",
            ),
            models.CheckConstraint(
                condition=Q(verdict="moved") & ~Q(moved_to="")
                | ~Q(verdict="moved") & Q(moved_to=""),
                name="link_finding_moved_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.first_seen:%-d %B %Y}"


class LinkPlace(models.Model):
    """Where an address stands: in which row of which part, as it is written there."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="places")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    written = models.TextField(help_text="The address as it stands there, with its fragment.")
    title = models.CharField(max_length=500)
    page = models.CharField(max_length=500, help_text="Path of the page on which it stands.")
    edit = models.CharField(max_length=500, blank=True, help_text="Path where it can be changed.")
    day = models.DateField(null=True, blank=True, help_text="Of what is dated, as a bulletin is.")

    class Meta:
        ordering = [F("day").desc(nulls_first=True), "title", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="link_place_of_row")]

    def __str__(self) -> str:
        return self.title
