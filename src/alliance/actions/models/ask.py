"""An authority of which an action is asked, and how far it has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Authority

from .action import Action, ActionState


class AskState(models.TextChoices):
    """How an authority stands to an ask; drawn in docs/features/actions.md."""

    WAITING = "waiting", "Not answered"
    BEGUN = "begun", "Begun"
    ANSWERED = "answered", "Answered"
    NOT_FOR_US = "not_for_us", "Not for us"


OWED = (AskState.WAITING, AskState.BEGUN)


class AskQuerySet(models.QuerySet["Ask"]):
    def asked(self) -> AskQuerySet:
        """Those not taken back, of actions that were opened."""
        return self.filter(taken_back_at__isnull=True).exclude(action__state=ActionState.DRAFT)

    def owed(self) -> AskQuerySet:
        """Those that still wait for an answer."""
        return self.asked().filter(action__state=ActionState.OPEN, state__in=OWED)


class Ask(models.Model):
    """One authority's part in an action.

    `state`, `answered_at` and `was_late` follow the response that counts; only `answering` and
    `raising` write them, in the transaction that changes what counts.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="asks")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="asks")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=AskState, default=AskState.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    was_late = models.BooleanField(default=False, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_why = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar = AskQuerySet.as_manager()

    class Meta:
        ordering = ["action", "authority"]
        indexes = [models.Index(fields=["authority", "state"], name="ask_of_authority")]
        constraints = [
            models.UniqueConstraint(fields=["action", "authority"], name="ask_once"),
            models.CheckConstraint(condition=Q(state__in=AskState.values), name="ask_state"),
            models.CheckConstraint(
                condition=Q(state__in=OWED, answered_at__isnull=True, was_late=False)
                | Q(state__in=("answered", "not_for_us"), answered_at__isnull=False),
                name="ask_answered_at",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_why="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_why="")),
                name="ask_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} asked of {self.authority}"
