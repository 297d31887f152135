"""The showcase of a call: its cases, what others say of them, and whether they lasted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Authority, Topic
from alliance.library.models import Publication
from alliance.mail.models import Message

from .call import Call
from .service import ServiceSection
from .submission import Consent, Enclosure, Submission
from .theme import Theme

LARGE_PICTURE, SMALL_PICTURE = 1280, 480
"""Pixels of a picture’s longer side, at most, on a case’s page and in lists."""


class Showcase(models.Model):
    """A collection of cases, launched as one. Until then it is the programme's."""

    class State(models.TextChoices):
        DRAFT = "draft", "In the making"
        LAUNCHED = "launched", "Launched"
        WITHDRAWN = "withdrawn", "Withdrawn"

    title = models.CharField(max_length=150)
    slug = models.SlugField("last part of the address", max_length=80, unique=True)
    call = models.OneToOneField(
        Call, models.PROTECT, null=True, blank=True, related_name="showcase"
    )
    summary = models.CharField("in one line", max_length=200, blank=True)
    introduction = models.TextField(blank=True, help_text="A blank line begins a paragraph.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="showcases")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    embargo_until = models.DateTimeField(
        "launched at",
        null=True,
        blank=True,
        help_text="Nothing of it is shown before; then it opens by itself.",
    )
    launched_at = models.DateTimeField(null=True, blank=True, editable=False)
    publication = models.ForeignKey(
        Publication, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        help_text="Its report, among the publications once it is launched.",
    )  # fmt: skip
    withdrawn_why = models.TextField(blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Showcase]] = models.Manager()

    class Meta:
        ordering = ["-launched_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "launched", "withdrawn"]), name="showcase_state"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="showcase_named"),
            models.CheckConstraint(
                condition=Q(state="draft", launched_at__isnull=True)
                | ~Q(state="draft") & Q(launched_at__isnull=False),
                name="showcase_launched_at",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(withdrawn_why="") | ~Q(state="withdrawn") & Q(withdrawn_why=""),
                name="showcase_withdrawn_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/showcase/{self.slug}/"


class Case(models.Model):
    """One piece of practice on one page. It is shown once whoever it is of has agreed to it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        CHECKING = "checking", "With whoever it is of"
        AGREED = "agreed", "Agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    showcase = models.ForeignKey(Showcase, models.PROTECT, related_name="cases")
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, blank=True, related_name="case"
    )
    slug = models.SlugField("last part of the address", max_length=80)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=150)
    summary = models.CharField("in one or two sentences", max_length=300, blank=True)
    problem = models.TextField("the problem", blank=True)
    done = models.TextField("what was done", blank=True)
    changed = models.TextField("what changed", blank=True)
    cost = models.TextField("what it cost", blank=True)
    to_copy = models.TextField("what to copy", blank=True)
    contact = models.TextField("whom to ask", blank=True)
    consent = models.CharField(
        "what they agreed to",
        max_length=7,
        choices=[each for each in Consent.choices if each[0] in ("named", "unnamed")],
        blank=True,
    )
    consent_how = models.CharField("how and by whom it was given", max_length=300, blank=True)
    owner_name = models.CharField("who is asked to agree", max_length=200, blank=True)
    owner_email = models.EmailField("their e-mail address", max_length=254, blank=True)
    is_named = models.BooleanField(
        "names whoever it is of", default=False, help_text="Only where they agreed to be named."
    )
    whose = models.CharField("whose it is", max_length=300, blank=True)
    supplier = models.CharField("supplier and product", max_length=300, blank=True)
    picture = models.ForeignKey(
        Enclosure, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Where the picture came from, if it came with the submission.",
    )  # fmt: skip
    picture_file = models.FileField(
        upload_to="showcase", blank=True, editable=False,
        help_text="A copy for readers, without what the camera wrote into it.",
    )  # fmt: skip
    picture_small = models.FileField(upload_to="showcase", blank=True, editable=False)
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_says = models.CharField("what the picture shows", max_length=300, blank=True)
    picture_names_nobody = models.BooleanField(
        "somebody looked: the picture shows nobody and no place by which they are known",
        default=False,
    )
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="cases")
    sections = models.ManyToManyField(ServiceSection, blank=True, related_name="cases")
    authorities = models.ManyToManyField(Authority, blank=True, related_name="cases")
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    agreed_how = models.CharField(max_length=200, blank=True, editable=False)
    shown_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When readers could first see it."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.TextField(blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Case]] = models.Manager()

    class Meta:
        ordering = ["showcase", "position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["showcase", "slug"], name="case_slug_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checking", "agreed", "withdrawn"]), name="case_state"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="case_named"),
            models.CheckConstraint(
                condition=Q(state="agreed", agreed_at__isnull=False) & ~Q(agreed_how="")
                | ~Q(state="agreed") & Q(agreed_at__isnull=True, agreed_how=""),
                name="case_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_why="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_why=""),
                name="case_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(consent__in=["named", "unnamed"]) & ~Q(consent_how=""),
                name="case_with_consent",
                violation_error_message="Say how they agreed to have it published.",
            ),
            models.CheckConstraint(
                condition=Q(is_named=False, whose="", contact="") | Q(is_named=True, consent="named"),
                name="case_names_nobody_without_consent",
                violation_error_message="They did not agree to be named.",
            ),
            models.CheckConstraint(
                condition=Q(picture_file="", picture_small="")
                | Q(is_named=True)
                | Q(picture_names_nobody=True),
                name="case_picture_names_nobody",
                violation_error_message="Look at the picture, and say that it gives nobody away.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(state="withdrawn", submission__isnull=True),
                name="case_erased_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(picture_file="")
                | ~Q(picture_says="") & Q(picture_width__isnull=False, picture_height__isnull=False),
                name="case_picture_is_told",
                violation_error_message="Say what the picture shows, for people who do not see it.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.showcase.get_absolute_url()}{self.slug}/"

    @property
    def small_picture(self) -> tuple[int, int]:
        """Width and height in pixels of its picture where cases are listed."""
        width, height = self.picture_width or 1, self.picture_height or 1
        shrunk = min(1, SMALL_PICTURE / max(width, height))
        return round(width * shrunk), round(height * shrunk)


class CaseFigure(models.Model):
    """A figure of a case: never without its period and source."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="figures")
    what = models.CharField(max_length=200)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField("figure", max_length=40)
    period = models.CharField(max_length=100)
    source = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[CaseFigure]] = models.Manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(after="") & ~Q(period="") & ~Q(source=""),
                name="case_figure_with_its_source",
                violation_error_message="Give each figure its period and its source.",
            )
        ]

    def __str__(self) -> str:
        return self.what


class CaseCheck(models.Model):
    """A wording of a case sent to whoever it is of, and what they said to it."""

    class Said(models.TextChoices):
        WAITING = "", "Not answered yet"
        AGREED = "agreed", "Agreed"
        CHANGES = "changes", "Asked for changes"
        NO = "no", "Does not want it published"
        OVERTAKEN = "old", "Overtaken by a later wording"

    case = models.ForeignKey(Case, models.CASCADE, related_name="checks")
    content = models.JSONField(help_text="The case as it read when it was sent.")
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    said = models.CharField(max_length=7, choices=Said, blank=True, default=Said.WAITING)
    said_at = models.DateTimeField(null=True, blank=True, editable=False)
    said_by = models.CharField("who said it", max_length=200, blank=True)
    words = models.TextField(blank=True)

    objects: ClassVar[models.Manager[CaseCheck]] = models.Manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said__in=["", "agreed", "changes", "no", "old"]), name="case_check_said"
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True) | ~Q(said="") & Q(said_at__isnull=False),
                name="case_check_said_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"


class AlsoDoing(models.Model):
    """“We are doing this too”: shown once the programme has looked."""

    class State(models.TextChoices):
        NEW = "new", "To be looked at"
        SHOWN = "shown", "Shown"
        HIDDEN = "hidden", "Not shown"

    case = models.ForeignKey(Case, models.CASCADE, related_name="also_doing")
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="also_doing"
    )
    organisation = models.CharField(max_length=200, blank=True)
    words = models.CharField("how", max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.NEW)
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[AlsoDoing]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "also doing"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["new", "shown", "hidden"]), name="also_doing_state"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | Q(authority__isnull=False) | ~Q(organisation=""),
                name="also_doing_somebody",
                violation_error_message="Say which authority or organisation.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Also doing {self.pk}"


class FollowUp(models.Model):
    """Six months on: did it stick?"""

    class Found(models.TextChoices):
        WAITING = "", "Not answered yet"
        STUCK = "stuck", "It stuck"
        CHANGED = "changed", "It goes on, changed"
        ENDED = "ended", "It ended"
        UNANSWERED = "none", "No answer came"

    case = models.ForeignKey(Case, models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_again_at = models.DateTimeField(null=True, blank=True, editable=False)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    found = models.CharField(max_length=7, choices=Found, blank=True, default=Found.WAITING)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True, editable=False)
    said_by = models.CharField(max_length=200, blank=True)
    is_shown = models.BooleanField("shown with the case", default=False)

    objects: ClassVar[models.Manager[FollowUp]] = models.Manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "due_on"], name="follow_up_once_a_day"),
            models.CheckConstraint(
                condition=Q(found__in=["", "stuck", "changed", "ended", "none"]), name="follow_up_found"
            ),
            models.CheckConstraint(
                condition=Q(found="", said_at__isnull=True) | ~Q(found="") & Q(said_at__isnull=False),
                name="follow_up_said_at",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Follow-up of {self.due_on:%-d %B %Y}"
