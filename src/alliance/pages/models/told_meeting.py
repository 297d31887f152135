"""What readers were told of the meetings of a page, so that their calendars can follow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Network

from ..meeting import Meeting
from .workstream import Workstream


class ToldMeeting(models.Model):
    """The next meeting as a published page announced it, until it announced another or none."""

    page = models.ForeignKey(Workstream, models.CASCADE, related_name="told_meetings")
    told_at = models.DateTimeField(default=timezone.now)
    on = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    network = models.ForeignKey(Network, models.SET_NULL, null=True, blank=True, related_name="+")
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(at__isnull=True) | Q(on__isnull=False),
                name="told_meeting_time_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.on:%-d %B %Y}" if self.on else f"{self.page}: none"

    @property
    def meeting(self) -> Meeting:
        return Meeting(
            on=self.on, at=self.at, place=self.place, network=self.network_id, is_off=self.is_off
        )
