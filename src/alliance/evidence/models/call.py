"""A call for evidence: what is asked, of whom, until when, and under which declarations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliance.actions.models import Action
from alliance.directory.models import Person, Topic
from alliance.library.models import Publication
from alliance.sources.models import Candidate

from .service import ServiceSection


class CallState(models.TextChoices):
    """What the programme decided of a call; whether it is open today is `calls/standing.py`'s."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ARCHIVED = "archived", "Archived"


SHOWN = (CallState.PUBLISHED, CallState.ARCHIVED)
"""Those that readers see: an archived call is kept for them, a withdrawn one only for the programme."""


class Call(models.Model):
    """One open question. A standing call never closes.

    Its headings are in `Heading`, the days it was moved to in `Extension`, similar work in
    `SimilarWork`, where it was announced in `Announcement`.
    """

    title = models.CharField(max_length=150)
    slug = models.SlugField("last part of the address", max_length=80, unique=True)
    summary = models.CharField(
        "in one line",
        max_length=200,
        blank=True,
        help_text="Under the title, and where calls are listed.",
    )
    purpose = models.TextField(
        blank=True, help_text="Why you ask, and what you look for. A blank line begins a paragraph."
    )
    what_becomes = models.TextField("what becomes of the answers", blank=True)
    sections = models.ManyToManyField(
        ServiceSection, blank=True, related_name="calls", verbose_name="who may answer",
        help_text="Without any: every section.",
    )  # fmt: skip
    topics = models.ManyToManyField(Topic, blank=True, related_name="calls")
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whom to ask, or to ring.",
    )
    prefix = models.CharField(
        "how references begin",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{1,6}$", "Write one to six capitals, as SL.")],
        help_text="Capitals, as SL: answers are SL-1, SL-2 …",
    )
    last_number = models.PositiveIntegerField(default=0, editable=False)

    state = models.CharField(max_length=9, choices=CallState, default=CallState.DRAFT)
    is_standing = models.BooleanField(
        "never closes",
        default=False,
        help_text="A standing call: everybody who answers gets a reply.",
    )
    opens_at = models.DateTimeField("opens", null=True, blank=True)
    closes_at = models.DateTimeField(
        "closes", null=True, blank=True, help_text="The first moment at which it takes no more."
    )
    last_call_days = models.PositiveSmallIntegerField(
        "“last call” from so many days before it closes", default=7
    )
    consent_words = models.TextField(
        "consent to publish",
        blank=True,
        help_text="What people say yes to when they let it be published.",
    )
    supplier_words = models.TextField(
        "declaration of suppliers",
        blank=True,
        help_text="What people are asked about suppliers and their products.",
    )
    action = models.OneToOneField(
        Action, models.SET_NULL, null=True, blank=True, editable=False, related_name="call",
        help_text="The action by which authorities are asked to pass it on and to answer.",
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField("withdrawn or archived", null=True, blank=True, editable=False)
    ended_why = models.TextField("why", blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Call]] = models.Manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CallState.values), name="call_state"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="call_named"),
            # No pattern in the database: SQLite's own tools could not open it, nor restore check it.
            models.CheckConstraint(condition=~Q(prefix=""), name="call_prefix"),
            models.CheckConstraint(
                condition=Q(is_standing=False) | Q(closes_at__isnull=True),
                name="call_standing_never_closes",
                violation_error_message="A standing call has no day on which it closes.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(opens_at__isnull=False, is_standing=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="call_published_with_its_days",
                violation_error_message="Say when it opens and when it closes.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
                violation_error_message="It closes before it opens.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="call_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["withdrawn", "archived"], ended_at__isnull=False) & ~Q(ended_why="")
                | Q(state__in=["draft", "published"], ended_at__isnull=True, ended_why=""),
                name="call_ended_with_a_reason",
                violation_error_message="Say why it ends.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/calls/{self.slug}/"


class Extension(models.Model):
    """A day of closing that was moved: shown to readers as a change, never silently."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="extensions")
    was = models.DateTimeField()
    became = models.DateTimeField()
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Extension]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("became")), name="extension_moves_it")
        ]

    def __str__(self) -> str:
        return f"{self.was:%-d %B %Y} to {self.became:%-d %B %Y}"


class SimilarWork(models.Model):
    """Work of the same kind elsewhere, to look at before one answers."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="similar_work")
    title = models.CharField(max_length=200)
    whose = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    publication = models.ForeignKey(
        Publication, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[SimilarWork]] = models.Manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="similar_work_named")]

    def __str__(self) -> str:
        return self.title


class Announcement(models.Model):
    """What was put before the editors of the bulletin about a call, once for each occasion."""

    class Occasion(models.TextChoices):
        OPENING = "opening", "It opens"
        LAST_CALL = "last_call", "Last call"
        EXTENSION = "extension", "It stays open longer"
        LAUNCH = "launch", "Its showcase is launched"

    call = models.ForeignKey(Call, models.CASCADE, related_name="announcements")
    occasion = models.CharField(max_length=9, choices=Occasion)
    of_closing = models.DateTimeField(
        null=True, blank=True, help_text="The closing it was made for: an extension makes it anew."
    )
    candidate = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Announcement]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "occasion", "of_closing"], name="announcement_once_a_closing"
            ),
            models.UniqueConstraint(
                fields=["call", "occasion"],
                condition=Q(of_closing__isnull=True),
                name="announcement_once",
            ),
            models.CheckConstraint(
                condition=Q(occasion__in=["opening", "last_call", "extension", "launch"]),
                name="announcement_occasion",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_occasion_display()
