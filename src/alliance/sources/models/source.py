"""A place that is looked at for news."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Topic


class SourceKind(models.TextChoices):
    """What stands at its address. Whether a feed is RSS, Atom or JSON is told from what comes."""

    FEED = "feed", "Feed"
    GOVUK_SEARCH = "govuk_search", "Search of GOV.UK"
    GOVUK_CONTENT = "govuk_content", "Page of GOV.UK"
    PAGE = "page", "Web page"
    IMAP = "imap", "Mailbox"


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self) -> SourceQuerySet:
        """Those to be looked at now that nobody is looking at."""
        now = timezone.now()
        free = Q(held_until__isnull=True) | Q(held_until__lte=now)
        return self.filter(free, is_on=True, next_at__lte=now)


class Source(models.Model):
    """A watched source, how it is reached, and how it stands."""

    name = models.CharField(max_length=200, help_text="As the list of candidates names it.")
    kind = models.CharField(max_length=13, choices=SourceKind, default=SourceKind.FEED)
    address = models.CharField(
        max_length=1000, help_text="Of the feed or page; for a mailbox imaps://host/folder."
    )
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Who says what it holds, where an entry does not."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="sources")
    user = models.CharField("user name", max_length=200, blank=True, help_text="Of a mailbox.")
    password_from = models.CharField(
        "environment variable with the password",
        max_length=100,
        blank=True,
        help_text="Its name only: the password is kept nowhere in Alliance.",
    )
    is_on = models.BooleanField("watched", default=True)
    off_why = models.CharField("why it is not", max_length=300, blank=True, editable=False)
    every = models.PositiveSmallIntegerField(
        "hours between looks",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
    )

    # How far it was read.
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    kept = models.TextField(
        blank=True, editable=False, help_text="Of a page: its words when it was last read."
    )
    mark = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Of a mailbox: what was read of it."
    )

    # How it stands.
    next_at = models.DateTimeField("next look", default=timezone.now, editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_at = models.DateTimeField("last look", null=True, blank=True, editable=False)
    last_words = models.CharField(max_length=500, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("failures in a row", default=0, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["is_on", "next_at"], name="source_due")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="source_kind"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="source_named"),
            models.UniqueConstraint(
                fields=["address", "user"],
                name="source_once",
                violation_error_message="This address is watched already.",
            ),
            models.CheckConstraint(
                condition=Q(every__gte=1, every__lte=168),
                name="source_every",
                violation_error_message="It is looked at every 1 to 168 hours.",
            ),
            models.CheckConstraint(
                condition=Q(kind="imap") & ~Q(user="") & ~Q(password_from="")
                | ~Q(kind="imap") & Q(user="", password_from=""),
                name="source_mailbox_whole",
                violation_error_message="A mailbox has a user name and the environment variable "
                "of its password; nothing else has.",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="source_failing_since",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(off_why=""), name="source_off_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/sources/{self.pk}/"
