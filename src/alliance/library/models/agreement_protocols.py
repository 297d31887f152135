"""The protocols of a Memorandum of Co-operation, and how each authority stood to each, by day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Authority

from .agreement import Agreement
from .agreement_states import RECORDED, Standing


class Protocol(models.Model):
    """One thing that is agreed on its own, from a day on."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="protocols")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField("what it says", blank=True)
    effective_from = models.DateField()
    ends_on = models.DateField("last day", null=True, blank=True)
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Where it stands in the register; those alike, by number."
    )
    reviewed_on = models.DateField("last reviewed on", null=True, blank=True)

    class Meta:
        ordering = ["agreement", "order", "number"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="protocol_number_once",
                violation_error_message="This agreement has a protocol of that number.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(effective_from__lte=F("ends_on")),
                name="protocol_term_in_order",
                violation_error_message="The protocol ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class StandingQuerySet(models.QuerySet["ProtocolStanding"]):
    def that_count(self) -> StandingQuerySet:
        return self.filter(struck_out_at__isnull=True)


class ProtocolStanding(models.Model):
    """From a day on, an authority stands so to a protocol. The newest that has begun counts.

    Rows are added. One that was recorded in error is struck out, and is still there to be read.
    """

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="standings")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=[(one.value, one.label) for one in RECORDED])
    effective_on = models.DateField("from", help_text="The first day on which it holds.")
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    struck_out_at = models.DateTimeField(null=True, blank=True, editable=False)
    struck_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    struck_out_why = models.TextField(blank=True)

    objects: ClassVar = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["protocol", "authority", "effective_on", "pk"]
        verbose_name = "standing to a protocol"
        verbose_name_plural = "standings to protocols"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in RECORDED]), name="standing_state"
            ),
            models.UniqueConstraint(
                fields=["protocol", "authority", "effective_on"],
                condition=Q(struck_out_at__isnull=True),
                name="standing_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(struck_out_at__isnull=True, struck_out_why="")
                | (Q(struck_out_at__isnull=False) & ~Q(struck_out_why="")),
                name="standing_struck_out_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {self.protocol}: {Standing(self.state).label}"


class StandingException(models.Model):
    """What an authority that is live on a protocol does otherwise, as it was agreed with it.

    A row of its own, because fewer may see it than may see that the authority is live.
    """

    standing = models.OneToOneField(
        ProtocolStanding, models.PROTECT, related_name="exception", primary_key=True
    )
    text = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="standing_exception_says_something")
        ]

    def __str__(self) -> str:
        return f"Exception of {self.standing_id}"
