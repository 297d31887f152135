"""Who acts for whom: a director's PA, and the deputy of somebody who decides."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .people import Person, RoleKind, in_term


class Capacity(models.TextChoices):
    """As what somebody acts for another. What each may do is said in `directory/deeds.py`."""

    PA = "pa", "PA: answers and looks after, decides and signs nothing"
    DEPUTY = "deputy", "Deputy: answers and decides, signs nothing"


class ActingForQuerySet(models.QuerySet["ActingFor"]):
    def current(self, on: dt.date | None = None) -> ActingForQuerySet:
        """Those whose term covers the day (today if none is given)."""
        return self.filter(in_term(on or timezone.localdate()))

    def giving_rights(self, on: dt.date | None = None) -> ActingForQuerySet:
        """Those in term for a principal who is a director on that day: rights end with either.

        A row for each authority, `principal__roles__authority`.
        """
        day = on or timezone.localdate()
        # In one filter: in several, each condition could be met by another of the roles.
        return self.filter(
            in_term(day),
            in_term(day, "principal__roles__"),
            principal__roles__kind=RoleKind.DCS,
            principal__roles__authority__isnull=False,
        )


class ActingFor(models.Model):
    """A person acts for another, named and dated (both days included)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="acts_for")
    principal = models.ForeignKey(Person, models.CASCADE, related_name="acted_for_by")
    capacity = models.CharField(max_length=6, choices=Capacity)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True)

    objects: ClassVar = ActingForQuerySet.as_manager()

    class Meta:
        ordering = ["principal__name", "capacity", "person__name"]
        verbose_name = "acting for"
        verbose_name_plural = "who acts for whom"
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="acting_capacity"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="acting_term_in_order",
                violation_error_message="The term ends before it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("principal")),
                name="acting_for_another",
                violation_error_message="Nobody acts for themselves.",
            ),
            models.UniqueConstraint(
                fields=["person", "principal", "capacity"],
                condition=Q(ends_on__isnull=True),
                name="acting_once",
                violation_error_message="This person acts for them already; end that first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.principal}"
