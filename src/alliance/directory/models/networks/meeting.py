"""Meetings of networks, and all that readers were told of their dates."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.networks.when import When

from .network import Network

_TIMES = (Q(at__isnull=False) | Q(ends_at__isnull=True)) & (
    Q(ends_at__isnull=True) | Q(ends_at__gt=F("at"))
)
TIMES_IN_ORDER = "The meeting ends before it begins."


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def of(self, network: Network) -> MeetingQuerySet:
        """Those that the network calls and those that others hold jointly with it."""
        joint = Meeting.joint_with.through.objects.filter(network=network.pk)
        return self.filter(Q(network=network.pk) | Q(pk__in=joint.values("meeting")))

    def to_come(self, on: dt.date | None = None) -> MeetingQuerySet:
        """From the day on, soonest first; a cancelled one stays where it stood."""
        rows = self.filter(on__gte=on or timezone.localdate())
        return rows.order_by("on", F("at").asc(nulls_first=True), "pk")

    def past(self, on: dt.date | None = None) -> MeetingQuerySet:
        return self.filter(on__lt=on or timezone.localdate()).order_by("-on", "-pk")


class Meeting(models.Model):
    """A day, alone or with its times. Drawn in docs/features/networks.md."""

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="meetings", help_text="Which calls the meeting."
    )
    joint_with = models.ManyToManyField(
        Network, blank=True, related_name="joint_meetings", verbose_name="joint with"
    )
    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="If it has one of its own, as “Joint day on inclusion”.",
    )
    on = models.DateField("date", db_index=True)
    at = models.TimeField(
        "begins", null=True, blank=True, help_text="Leave it out if only the day is known."
    )
    ends_at = models.TimeField("ends", null=True, blank=True)
    place = models.CharField(
        max_length=200, blank=True, help_text="A room or “on line”. Everybody can read it."
    )
    link = models.URLField(
        "joining link",
        max_length=1000,
        blank=True,
        help_text="Shown to signed-in members of the network only, never in a calendar.",
    )
    about = models.TextField(
        "what it is about", blank=True, max_length=5000, help_text="Everybody can read it."
    )
    is_cancelled = models.BooleanField("cancelled", default=False, editable=False)
    reason = models.CharField("why it is cancelled", max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Raised by each change, so that two who edit at once notice each other.",
    )

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_TIMES,
                name="meeting_times_in_order",
                violation_error_message=TIMES_IN_ORDER,
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=True) & ~Q(reason="") | Q(is_cancelled=False, reason=""),
                name="meeting_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Meeting of {self.network.in_a_sentence}"

    def get_absolute_url(self) -> str:
        return f"/networks/{self.network.slug}/meetings/{self.pk}/"

    @property
    def when(self) -> When:
        return When(self.on, self.at, self.ends_at)


class Announcement(models.Model):
    """What readers were told of a meeting's date, from a moment on: kept, never changed.

    The newest says what holds; the earlier ones are what a reader may have noted.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="announcements")
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    is_cancelled = models.BooleanField(default=False)
    is_correction = models.BooleanField(
        default=False,
        help_text="Puts right what was entered wrongly before it: that is not told as moved from.",
    )

    objects: ClassVar[models.Manager[Announcement]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_TIMES, name="announcement_times_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} on {self.on:%-d %B %Y}"

    @property
    def when(self) -> When:
        return When(self.on, self.at, self.ends_at)
