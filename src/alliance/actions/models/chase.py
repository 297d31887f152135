"""When those who owe an answer are reminded, and that they were."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Person
from alliance.mail.models import Message

from .ask import Ask


class ChasingRules(models.Model):
    """The programme's own rules: one row."""

    is_on = models.BooleanField("remind people", default=True)
    tells_new = models.BooleanField(
        "tell people of what is newly asked",
        default=True,
        help_text="With the first mail of a working day after it was asked.",
    )
    days_before = models.JSONField(
        "days before the last day", default=list, help_text="As 7, 2: a reminder each."
    )
    days_after = models.JSONField(
        "days after it, while nobody has answered", default=list, help_text="As 1, 4."
    )
    without_day = models.JSONField(
        "days after asking, where no day was given", default=list, help_text="As 10, 20."
    )
    lead_after = models.PositiveSmallIntegerField(
        "days after it when the director is told",
        null=True,
        blank=True,
        default=8,
        help_text="Empty: never.",
    )
    from_hour = models.PositiveSmallIntegerField(
        "not before", default=8, validators=[MaxValueValidator(22)]
    )
    to_hour = models.PositiveSmallIntegerField(
        "not after", default=18, validators=[MinValueValidator(1), MaxValueValidator(23)]
    )
    working_days_only = models.BooleanField("not at weekends or on bank holidays", default=True)

    objects: ClassVar[models.Manager[ChasingRules]] = models.Manager()

    class Meta:
        verbose_name = verbose_name_plural = "rules of chasing"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="chasing_rules_one_row"),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("to_hour")),
                name="chasing_rules_hours",
                violation_error_message="The first hour comes before the last.",
            ),
        ]

    def __str__(self) -> str:
        return "Rules of chasing"

    @classmethod
    def get(cls) -> ChasingRules:
        """The row; as a new alliance begins where there is none yet."""
        found = cls.objects.filter(pk=1).first()
        return found or cls(pk=1, days_before=[7, 2], days_after=[1, 4], without_day=[10, 20])


class Reminder(models.Model):
    """That a person was told of an ask at one step: no step twice."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    step = models.CharField(max_length=20, help_text="As “before-7”, “after-1”, “lead”.")
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar[models.Manager[Reminder]] = models.Manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "person", "step"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"Reminder {self.pk}"
