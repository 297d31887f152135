"""The panel of a call: who judges, when, by which criteria, and what of the answers they see."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Authority, Person

from .call import Call
from .submission import Submission


class Panel(models.Model):
    """How a call's answers are judged. `labels` has a word for each point of the scale, lowest first."""

    call = models.OneToOneField(Call, models.CASCADE, related_name="panel")
    is_blind = models.BooleanField(
        "reads blind",
        default=True,
        help_text="Without names, organisations, authorities or properties of files.",
    )
    readers_each = models.PositiveSmallIntegerField(
        "how many read each answer",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
    )
    scale_from = models.SmallIntegerField("lowest score", default=1)
    scale_to = models.SmallIntegerField("highest score", default=5)
    labels = models.JSONField("what each score means", default=list, blank=True)
    guidance = models.TextField("to the panel", blank=True)
    letters = models.JSONField(
        default=dict, blank=True, editable=False,
        help_text="The words to whoever answered, by outcome, where they are not those we propose.",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Panel]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(readers_each__gte=1), name="panel_somebody_reads"),
            models.CheckConstraint(
                condition=Q(scale_from__gte=0, scale_to__lte=10, scale_to__gt=F("scale_from")),
                name="panel_scale",
                violation_error_message="The scale goes up, from 0 at least to 10 at most.",
            ),
        ]

    def __str__(self) -> str:
        return f"Panel of {self.call}"


class Phase(models.Model):
    """A span of the panel's work, both days included, and what its members may do and see in it."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=80)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    may_score = models.BooleanField("may score", default=True)
    may_discuss = models.BooleanField("may discuss", default=False)
    sees_scores = models.BooleanField("sees the others’ scores", default=False)
    sees_all = models.BooleanField("sees all answers, not only their own", default=False)
    sees_names = models.BooleanField("sees who answered", default=False)

    objects: ClassVar[models.Manager[Phase]] = models.Manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="phase_in_order",
                violation_error_message="The phase ends before it begins.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="phase_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One thing that is scored, and how much it weighs."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    help = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(
        "one of the criteria we propose", default=False, editable=False
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Criterion]] = models.Manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["panel", "key"], name="criterion_key_once"),
            models.CheckConstraint(condition=~Q(name=""), name="criterion_named"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=10), name="criterion_weight"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Panellist(models.Model):
    """Somebody of the panel. They judge through their account; without one they cannot yet."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        SITS = "sits", "On the panel"
        DECLINED = "declined", "Declined"
        LEFT = "left", "Left"

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="panellists")
    person = models.ForeignKey(Person, models.PROTECT, related_name="panels")
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose answers they do not judge; empty for those who come from none.",
    )  # fmt: skip
    is_chair = models.BooleanField("chairs it", default=False)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    organisations = models.TextField(
        "organisations of theirs", blank=True,
        help_text="A line each. They do not judge what comes from these.",
    )  # fmt: skip
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    said_at = models.DateTimeField(null=True, blank=True, editable=False)
    declared_at = models.DateTimeField(
        "said which interests they have", null=True, blank=True, editable=False,
        help_text="Also when they have none: until then nothing is given to them to read.",
    )  # fmt: skip
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Panellist]] = models.Manager()

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], name="panellist_once"),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(is_chair=True), name="panel_has_one_chair"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "sits", "declined", "left"]), name="panellist_state"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", said_at__isnull=True)
                | ~Q(state="asked") & Q(said_at__isnull=False),
                name="panellist_said_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Interest(models.Model):
    """Why somebody of the panel does not judge an answer, or an authority's answers."""

    panellist = models.ForeignKey(Panellist, models.CASCADE, related_name="interests")
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="interests"
    )
    authority = models.ForeignKey(
        Authority, models.CASCADE, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=300)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Interest]] = models.Manager()

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submission__isnull=False, authority__isnull=True)
                | Q(submission__isnull=True, authority__isnull=False),
                name="interest_in_one_thing",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="interest_says_why"),
        ]

    def __str__(self) -> str:
        return f"Interest {self.pk}"


class Assignment(models.Model):
    """One answer given to one of the panel to read."""

    panellist = models.ForeignKey(Panellist, models.CASCADE, related_name="assignments")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="assignments")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    is_by_hand = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Assignment]] = models.Manager()

    class Meta:
        ordering = ["submission__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panellist", "submission"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_why="")
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_why=""),
                name="assignment_taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Assignment {self.pk}"


class Assessment(models.Model):
    """What one of the panel thinks of one answer. Begun ones are theirs alone."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="assessment")
    to_panel = models.TextField("to the panel", blank=True)
    to_submitter = models.TextField("to who answered", blank=True)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    given_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Assessment]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Assessment {self.pk}"


class Score(models.Model):
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.SmallIntegerField()

    objects: ClassVar[models.Manager[Score]] = models.Manager()

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="score_in_range"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class DecisionOutcome(models.TextChoices):
    """What becomes of an answer."""

    SHOWCASE = "showcase", "Into the showcase"
    LATER = "later", "Not now, worth another look"
    NO = "no", "Not for the showcase"


class Remark(models.Model):
    """A line of the panel's discussion of an answer."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    panellist = models.ForeignKey(
        Panellist, models.CASCADE, null=True, blank=True, related_name="remarks",
        help_text="Nobody of the panel: the programme.",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    proposes = models.CharField(
        "the outcome that the chair proposes", max_length=8, choices=DecisionOutcome, blank=True
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Remark]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(proposes__in=["", *DecisionOutcome.values]), name="remark_proposes"
            ),
        ]

    def __str__(self) -> str:
        return f"Remark {self.pk}"


class Decision(models.Model):
    """What becomes of an answer, why, and what whoever gave it was told. A later one replaces it."""

    Outcome = DecisionOutcome

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=DecisionOutcome)
    why = models.TextField("reason")
    to_submitter = models.TextField("to who answered", blank=True)
    is_current = models.BooleanField(default=True)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    message = models.ForeignKey(
        "mail.Message", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[models.Manager[Decision]] = models.Manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(is_current=True), name="decision_one_is_current"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=DecisionOutcome.values), name="decision_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(why=""), name="decision_with_a_reason", violation_error_message="Give the reason."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_outcome_display()
