"""“Ring me about my idea”: a name, a number and a good time, until somebody has rung."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .call import Call
from .submission import Submission


class RingBack(models.Model):
    """A call that support owes somebody. What came of it is a submission, or a reason."""

    class State(models.TextChoices):
        WAITING = "waiting", "To ring"
        TRIED = "tried", "Tried, not reached"
        DONE = "done", "Spoken to"
        GIVEN_UP = "given_up", "Given up"

    call = models.ForeignKey(Call, models.PROTECT, related_name="ring_backs")
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    good_time = models.CharField("good time to ring", max_length=200, blank=True)
    about = models.TextField("what it is about", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    tried_at = models.DateTimeField("last tried", null=True, blank=True, editable=False)
    note = models.TextField(blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="who rings",
    )  # fmt: skip
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    submission = models.ForeignKey(
        Submission, models.SET_NULL, null=True, blank=True, related_name="ring_backs"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[RingBack]] = models.Manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="ring_back_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "tried", "done", "given_up"]), name="ring_back_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "given_up"], settled_at__isnull=False)
                | Q(state__in=["waiting", "tried"], settled_at__isnull=True),
                name="ring_back_settled_at",
            ),
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=True) & ~Q(name="") & ~Q(phone=""))
                | Q(erased_at__isnull=False, name="", phone="", good_time="", about="", note=""),
                name="ring_back_erased_is_empty",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Ring-back {self.pk}"
