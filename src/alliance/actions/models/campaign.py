"""A campaign: one measure asked week after week. Its figures are answers to its weeks' actions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Authority, Person, RoleKind, Topic

from .action import ENDED, Action, ActionState


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class Campaign(models.Model):
    """How many of how many, each week until the last day, and the share that is aimed at.

    It stands as an action does (`ActionState`). Who takes part is in `TakingPart`, what each week
    asks in `CampaignWeek`.
    """

    title = models.CharField(max_length=150)
    what = models.TextField(
        "what and why", blank=True, help_text="Plain words; a blank line begins a paragraph."
    )
    counted = models.CharField(
        "how many …", max_length=60, help_text="As “have renewed their registration”."
    )
    of_what = models.CharField("of how many …", max_length=60, help_text="As “social workers”.")
    target = models.PositiveSmallIntegerField(
        "share aimed at, in %",
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    weekday = models.PositiveSmallIntegerField("day of the weekly figure", choices=Weekday)
    state = models.CharField(max_length=9, choices=ActionState, default=ActionState.DRAFT)
    for_roles = models.JSONField("whom it is for", default=list, blank=True)
    by_link = models.BooleanField(
        "may be given by a personal link, without an account", default=False
    )
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, blank=True, related_name="campaigns")
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_why = models.TextField("why it ended", blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Campaign]] = models.Manager()

    class Meta:
        ordering = ["-last_on", "-pk"]
        indexes = [models.Index(fields=["state", "-last_on"], name="campaign_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ActionState.values), name="campaign_state"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(counted="") & ~Q(of_what=""),
                name="campaign_says_what",
            ),
            models.CheckConstraint(
                condition=Q(target__gte=1, target__lte=100), name="campaign_target"
            ),
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values), name="campaign_weekday"
            ),
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")),
                name="campaign_days",
                violation_error_message="The first day comes before the last.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True)
                | (~Q(state="draft") & Q(opened_at__isnull=False)),
                name="campaign_opened_or_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at__isnull=True, ended_why="")),
                name="campaign_ended_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(ended_why=""),
                name="campaign_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/campaigns/{self.pk}/"

    @property
    def roles(self) -> list[RoleKind]:
        """The roles that are reminded first; empty for whoever answers for the authority."""
        return [RoleKind(kind) for kind in self.for_roles if kind in RoleKind.values]


class TakingPart(models.Model):
    """That an authority takes part in a campaign; one that left stays on record with its figures."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="parts")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="campaign_parts")
    left_on = models.DateField(null=True, blank=True, editable=False)
    left_why = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar[models.Manager[TakingPart]] = models.Manager()

    class Meta:
        ordering = ["campaign", "authority"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "authority"], name="taking_part_once"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_why="")
                | (Q(left_on__isnull=False) & ~Q(left_why="")),
                name="taking_part_left_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} in {self.campaign}"


class CampaignWeek(models.Model):
    """The figure of one day, which an action asks: that has the asks, the answers, the reminders."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="weeks")
    on = models.DateField("as on")
    action = models.OneToOneField(Action, models.PROTECT, related_name="week")

    objects: ClassVar[models.Manager[CampaignWeek]] = models.Manager()

    class Meta:
        ordering = ["campaign", "on"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "on"], name="campaign_week_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on.day} {self.on:%B %Y}"
