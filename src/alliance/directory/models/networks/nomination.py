"""Who represents an authority in a network, and who named them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..authority import Authority
from ..people import Person, in_term
from .network import Network
from .standing import FOR_THE_AUTHORITY, ON_ITS_BEHALF, Standing


class Seat(models.TextChoices):
    """An authority has one of each in a network."""

    REPRESENTATIVE = "representative", "Representative"
    DEPUTY = "deputy", "Deputy"


class NominationQuerySet(models.QuerySet["Nomination"]):
    def current(self, on: dt.date | None = None) -> NominationQuerySet:
        """Those whose term covers the day (today if none is given)."""
        return self.filter(in_force(on or timezone.localdate()))

    def not_over(self, on: dt.date | None = None) -> NominationQuerySet:
        """Those in term, and those that are still to begin."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), taken_back_at__isnull=True
        )


def in_force(day: dt.date) -> Q:
    """That somebody is in a seat on a day."""
    return in_term(day) & Q(taken_back_at__isnull=True)


class Nomination(models.Model):
    """A person sits in a network for their authority (both days of the term included).

    Never deleted: whoever is replaced keeps their line with its last day, or, if they had not been
    in the seat for a day, with the moment at which it was taken back.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="nominations")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="nominations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="nominations")
    seat = models.CharField("as", max_length=14, choices=Seat, default=Seat.REPRESENTATIVE)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True, help_text="The last day.")
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    nominated_at = models.DateTimeField(default=timezone.now, editable=False)
    standing = models.CharField(
        "in what right", max_length=10, choices=Standing, default=Standing.PROGRAMME, editable=False
    )
    principal = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The director for whom a PA or a deputy named them.",
    )
    said_by = models.CharField(
        "who said so",
        max_length=200,
        blank=True,
        help_text="Who told the network lead or the programme: name and post.",
    )

    objects: ClassVar = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["authority__name", "-seat", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=Seat.values), name="nomination_seat"),
            models.CheckConstraint(
                condition=Q(standing__in=FOR_THE_AUTHORITY)
                | Q(standing__in=ON_ITS_BEHALF) & ~Q(said_by=""),
                name="nomination_somebody_said_so",
                violation_error_message="Say who of the authority told you.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="nomination_term_in_order",
                violation_error_message="The term ends before it begins.",
            ),
            models.UniqueConstraint(
                fields=["network", "authority", "seat"],
                condition=Q(ends_on__isnull=True, taken_back_at__isnull=True),
                name="nomination_one_in_a_seat",
                violation_error_message="Somebody is in this seat without a last day; end that first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.authority} in {self.network}"


class NominationAsk(models.Model):
    """An authority without a representative was asked by mail to name one."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="asks")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    standing = models.CharField(max_length=10, choices=Standing)

    objects: ClassVar[models.Manager[NominationAsk]] = models.Manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "authority", "asked_on"], name="nomination_asked_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=ON_ITS_BEHALF), name="nomination_ask_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} was asked for {self.network}"
