"""Where somebody wants to be told of what happens, what happened, and what became of telling it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.actions.events import Event
from alliance.actions.models import Action, Ask, Response

EVENTS = [(event.value, event.value) for event in Event]


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def on(self) -> WebhookQuerySet:
        return self.filter(off_at__isnull=True)


class Webhook(models.Model):
    """An address of somebody's own program. It is told what its owner may see, and no more."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks")
    url = models.CharField("address", max_length=500)
    events = models.JSONField(default=list)
    secret = models.BinaryField(editable=False, help_text="By which we sign, sealed.")
    made_with = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Of the form: sent twice, it adds one."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    reached_at = models.DateTimeField(
        "when it last took something", null=True, blank=True, editable=False
    )
    off_at = models.DateTimeField(null=True, blank=True, editable=False)
    off_why = models.CharField(max_length=200, blank=True, editable=False)

    objects: ClassVar = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="webhook_of_owner")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "made_with"], name="webhook_once_a_form"),
            models.CheckConstraint(condition=~Q(url=""), name="webhook_has_an_address"),
            models.CheckConstraint(
                condition=Q(off_at__isnull=True, off_why="")
                | (Q(off_at__isnull=False) & ~Q(off_why="")),
                name="webhook_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Webhook {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/accounts/webhooks/{self.pk}/"

    @property
    def is_on(self) -> bool:
        return self.off_at is None


class Happening(models.Model):
    """Something that happened, written down in the transaction in which it did; ids and states."""

    event = models.CharField(max_length=20, choices=EVENTS)
    action = models.ForeignKey(Action, models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, models.CASCADE, null=True, related_name="+")
    response = models.ForeignKey(Response, models.CASCADE, null=True, related_name="+")
    action_state = models.CharField(max_length=9)
    ask_state = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    spread_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was written down for each webhook."
    )

    objects: ClassVar[models.Manager[Happening]] = models.Manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(spread_at__isnull=True), name="happening_unspread"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__in=[event.value for event in Event]), name="happening_event"
            ),
        ]

    def __str__(self) -> str:
        return f"Happening {self.pk}"


class DeliveryState(models.TextChoices):
    """Where a delivery stands; drawn in docs/features/programs.md."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    TAKEN = "taken", "Taken"
    GIVEN_UP = "given_up", "Given up"
    WITHHELD = "withheld", "Not sent"


SETTLED = (DeliveryState.TAKEN, DeliveryState.GIVEN_UP, DeliveryState.WITHHELD)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: dt.datetime | None = None) -> DeliveryQuerySet:
        """What may be sent now, in the order in which it happened."""
        return self.filter(
            state=DeliveryState.WAITING,
            due_at__lte=at or timezone.now(),
            webhook__off_at__isnull=True,
        ).order_by("created_at", "pk")

    def lost(self, at: dt.datetime | None = None) -> DeliveryQuerySet:
        """Being sent, by a process that has not been heard of for too long."""
        return self.filter(state=DeliveryState.SENDING, lease_until__lt=at or timezone.now())


class Delivery(models.Model):
    """One happening for one webhook. Its id goes along, the same at every try."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    happening = models.ForeignKey(
        Happening, models.CASCADE, null=True, related_name="deliveries", help_text="None: a test."
    )
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    status = models.PositiveSmallIntegerField(
        null=True, help_text="What the address answered last; none if it gave no answer."
    )
    why = models.CharField(max_length=300, blank=True, help_text="Why it is where it is.")
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state=DeliveryState.WAITING), name="delivery_due"
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state=DeliveryState.SENDING),
                name="delivery_lease",
            ),
            models.Index(fields=["webhook", "-created_at"], name="delivery_of_webhook"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "happening"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state"
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENDING, lease_until__isnull=False, attempts__gte=1)
                | ~Q(state=DeliveryState.SENDING) & Q(lease_until__isnull=True),
                name="delivery_held_while_being_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"

    @property
    def event(self) -> str:
        """As programs read it."""
        return self.happening.event if self.happening else "test"

    @property
    def is_settled(self) -> bool:
        """Nothing more happens by itself."""
        return self.state in SETTLED
