"""What an authority said to an ask: every answer is kept, and at most one counts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Capacity, Person, RoleKind
from alliance.library.models import DocumentFile

from .ask import Ask
from .holder import LinkHolder
from .question import Question


class Form(models.TextChoices):
    """What kind of say it is."""

    BEGUN = "begun", "Begun, not sent"
    ANSWER = "answer", "Answer"
    NOT_FOR_US = "not_for_us", "Not for us"


class Way(models.TextChoices):
    """How it came in."""

    SITE = "site", "on the site"
    LINK = "link", "by a personal link"
    PROGRAM = "program", "by a program"
    TELEPHONE = "telephone", "by telephone"
    EMAIL = "email", "by e-mail"


IN_PERSON = (Way.SITE, Way.LINK, Way.PROGRAM)
"""Given here and now, by whoever answers: a program speaks for the person whose token it has."""
HANDED_ON = (Way.TELEPHONE, Way.EMAIL)
"""Written down by the programme's staff; `given_by` says who gave it."""


class ResponseQuerySet(models.QuerySet["Response"]):
    def counting(self) -> ResponseQuerySet:
        """The one of each ask that counts."""
        return self.filter(counts=True)


class Response(models.Model):
    """One say of one authority. Rows are added and never changed, but for whether they count."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="responses")
    question = models.ForeignKey(Question, models.PROTECT, related_name="responses")
    form = models.CharField(max_length=10, choices=Form)
    yes = models.BooleanField(null=True, blank=True)
    choice = models.CharField(max_length=200, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    whole = models.PositiveIntegerField(
        "of how many", null=True, blank=True, help_text="For so many of so many."
    )
    text = models.TextField(blank=True, help_text="The answer in words, or a note to it.")
    document = models.ForeignKey(
        DocumentFile, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    reason = models.TextField("why it is not for them", blank=True)

    at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When it was given, as far as is known."
    )
    recorded_at = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="When it was written down: later, where it was told by telephone or by mail.",
    )
    is_late = models.BooleanField(default=False)
    counts = models.BooleanField(default=False)
    is_aside = models.BooleanField(
        default=False,
        help_text="Sent while somebody else’s had come in: kept, and theirs to let count.",
    )
    way = models.CharField(max_length=9, choices=Way, default=Way.SITE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="responses"
    )
    holder = models.ForeignKey(
        LinkHolder, models.SET_NULL, null=True, blank=True, related_name="responses"
    )
    given_by = models.CharField("who gave it", max_length=200, blank=True)
    given_on = models.DateField("when it was given", null=True, blank=True)
    role = models.CharField("in what role", max_length=20, choices=RoleKind, blank=True)
    capacity = models.CharField("acting as", max_length=6, choices=Capacity, blank=True)
    principal = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="acting for"
    )

    objects: ClassVar = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "-at", "-pk"]
        indexes = [models.Index(fields=["ask", "-at"], name="response_of_ask")]
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(counts=True), name="response_one_counts"
            ),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="response_form"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="response_way"),
            models.CheckConstraint(
                condition=~Q(form="begun") | Q(counts=False), name="response_begun_counts_not"
            ),
            models.CheckConstraint(
                condition=Q(is_aside=False) | Q(counts=False), name="response_aside_counts_not"
            ),
            models.CheckConstraint(
                condition=Q(form="not_for_us") & ~Q(reason="")
                | ~Q(form="not_for_us") & Q(reason="") | Q(form="begun"),
                name="response_not_for_us_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(way__in=HANDED_ON, given_on__isnull=False) & ~Q(given_by="")
                | Q(way__in=IN_PERSON, given_on__isnull=True, given_by=""),
                name="response_handed_on_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0), name="response_number"
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | Q(number__isnull=True) | Q(number__lte=F("whole")),
                name="response_not_more_than_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | Q(number__isnull=False) | Q(form="begun"),
                name="response_whole_with_a_number",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Response {self.pk}"
