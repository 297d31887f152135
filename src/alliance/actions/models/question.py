"""How an action is answered. A question that changes leaves the earlier one, and its answers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .action import Action


class AnswerKind(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", "Say that it is done"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several"
    COUNT = "count", "A number"
    PERCENTAGE = "percentage", "A percentage"
    SHARE = "share", "So many of so many"
    FILE = "file", "A file"
    TEXT = "text", "Some words"


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> QuestionQuerySet:
        """The one of each action that is asked now."""
        return self.filter(replaced_at__isnull=True)


class Question(models.Model):
    """What an authority is to answer, and in what form."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    kind = models.CharField("how to answer", max_length=11, choices=AnswerKind)
    words = models.CharField("question", max_length=300, blank=True)
    choices = models.JSONField(default=list, blank=True, help_text="For one of several, in order.")
    unit = models.CharField(
        "of what", max_length=60, blank=True, help_text="For a number, as “social workers”."
    )
    whole_unit = models.CharField(
        "of how many of what", max_length=60, blank=True, help_text="For so many of so many."
    )
    earlier_stand = models.BooleanField(
        "earlier answers still count",
        default=True,
        help_text="If not, those who answered the earlier question are asked again.",
    )
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="question_number_once"),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(replaced_at__isnull=True),
                name="question_one_at_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=AnswerKind.values), name="question_kind"),
            models.CheckConstraint(
                condition=Q(kind="choice") & ~Q(choices=[]) | ~Q(kind="choice") & Q(choices=[]),
                name="question_choices",
                violation_error_message="Give at least two answers to choose from.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_kind_display()

    @property
    def is_share(self) -> bool:
        """Whether it asks for so many of so many."""
        return self.kind == AnswerKind.SHARE
