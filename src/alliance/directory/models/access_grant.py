"""Somebody's asking to enter an area, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from .area import Area
from .authority import Authority
from .people import Person, Role


class AccessState(models.TextChoices):
    """Where it stands; drawn in docs/features/areas.md."""

    ASKED = "asked", "Waiting for a decision"
    GRANTED = "granted", "May enter"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back by the asker"
    ENDED = "ended", "Ended"


UNDECIDED = (AccessState.ASKED, AccessState.WITHDRAWN)
DECIDED = (AccessState.GRANTED, AccessState.REFUSED, AccessState.ENDED)
GIVEN = (AccessState.GRANTED, AccessState.ENDED)
"""Those with a first and a last day."""
CLOSED = (AccessState.REFUSED, AccessState.WITHDRAWN, AccessState.ENDED)
"""Nothing more becomes of these."""


class ActedAs(models.TextChoices):
    """In what right somebody decided or ended it."""

    ROLE = "role", "in their own role"
    DEPUTY = "deputy", "as deputy"
    PROGRAMME = "programme", "for the programme"
    ASKER = "asker", "for themselves"
    CALENDAR = "calendar", "by the calendar"


DECIDING = (ActedAs.ROLE, ActedAs.DEPUTY, ActedAs.PROGRAMME)


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def in_effect(self, on: dt.date | None = None) -> AccessGrantQuerySet:
        """Those that let somebody in on the day (today if none is given)."""
        day = on or timezone.localdate()
        return self.filter(
            state=AccessState.GRANTED, starts_on__lte=day, ends_on__gte=day, area__is_live=True
        ).standing_on_a_role(day)

    def standing_on_a_role(self, on: dt.date | None = None) -> AccessGrantQuerySet:
        """Those whose person still is, on the day, what they were when it was given.

        One given for an authority stands on a role there; one given to somebody without an
        authority on a role without one.
        """
        held = Role.objects.current(on).filter(person=OuterRef("person"))
        return self.filter(
            Q(Exists(held.filter(authority=OuterRef("authority"))))
            | Q(Exists(held.filter(authority__isnull=True)), authority__isnull=True)
        )

    def open(self) -> AccessGrantQuerySet:
        """Those that wait for a decision, the longest first."""
        return self.filter(state=AccessState.ASKED).order_by("asked_at", "pk")


class AccessGrant(models.Model):
    """One person, one area: asked for, decided, ended; each with who, when and why.

    A grant lets in as long as its days last and the person's role does: nobody has to end it for
    it to end (`in_effect`).
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="access_grants")
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="access_grants",
        help_text="For which they asked, and which decides. Without one, the programme does.",
    )
    state = models.CharField(max_length=9, choices=AccessState, default=AccessState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    why = models.TextField("why they ask")
    asking_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_as = models.CharField(max_length=9, choices=ActedAs, blank=True)
    refusal = models.TextField("why it was refused", blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("until", null=True, blank=True)
    decision_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_as = models.CharField(max_length=9, choices=ActedAs, blank=True)
    ended_why = models.TextField("why it ended", blank=True)
    ending_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = AccessGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "access to an area"
        verbose_name_plural = "access to areas"
        indexes = [
            models.Index(fields=["authority", "state"], name="access_by_authority"),
            models.Index(fields=["person", "state"], name="access_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area"],
                condition=Q(state="asked"),
                name="access_asked_for_once",
            ),
            models.UniqueConstraint(
                fields=["person", "area"], condition=Q(state="granted"), name="access_given_once"
            ),
            models.CheckConstraint(condition=Q(state__in=AccessState.values), name="access_state"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False, decided_as__in=DECIDING)
                | Q(state__in=UNDECIDED, decided_at__isnull=True, decided_as=""),
                name="access_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refusal=""))
                | (~Q(state="refused") & Q(refusal="")),
                name="access_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=GIVEN, starts_on__isnull=False, ends_on__gte=F("starts_on"))
                | (~Q(state__in=GIVEN) & Q(starts_on__isnull=True, ends_on__isnull=True)),
                name="access_given_for_a_time",
                violation_error_message="The last day comes before the first.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("ended", "withdrawn"),
                    ended_at__isnull=False,
                    ended_as__in=ActedAs.values,
                )
                | (
                    ~Q(state__in=("ended", "withdrawn"))
                    & Q(ended_at__isnull=True, ended_as="", ended_why="")
                ),
                name="access_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | ~Q(ended_why=""), name="access_ended_with_a_reason"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="access_asked_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Access {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/access/{self.pk}/"
