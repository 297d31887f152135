"""The bulletin of a week while it is written: working rows, apart from what readers see."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .bulletin import Appearance, Bulletin
from .item import Item


class IssueState(models.TextChoices):
    """Where the bulletin of a week stands; drawn in docs/features/writing.md."""

    WRITING = "writing", "Being written"
    APPROVAL = "approval", "Waiting for approval"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    CORRECTING = "correcting", "Being corrected"


OPEN = (IssueState.WRITING, IssueState.APPROVAL, IssueState.SCHEDULED)
"""Not out yet."""
EDITABLE = (IssueState.WRITING, IssueState.APPROVAL, IssueState.CORRECTING)
"""May be written in; what is approved or waits for it goes back to being written by that."""
_APPROVED = Q(approved_at__isnull=False, approved_version__isnull=False)
_NOT_APPROVED = Q(approved_at__isnull=True, approved_version__isnull=True)


class DraftIssue(models.Model):
    """The bulletin of one week as it is written. Published, it stays, to be corrected in."""

    number = models.PositiveIntegerField(unique=True)
    date = models.DateField()
    introduction = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.WRITING)
    version = models.PositiveIntegerField(
        default=1, help_text="Raised by each change of anything in it."
    )
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_version = models.PositiveIntegerField(
        null=True, blank=True, help_text="What was approved is this version and no later one."
    )
    scheduled_for = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sends_mail = models.BooleanField(
        "its mail goes out with it", null=True, blank=True, help_text="Empty: as the rule says."
    )
    passed = models.JSONField(
        default=dict,
        blank=True,
        help_text="What of the check was let pass, by digest: rule, reason, by whom.",
    )
    held_because = models.TextField(
        blank=True, help_text="Why it did not go out at the time it was to."
    )
    bulletin = models.OneToOneField(
        Bulletin, models.SET_NULL, null=True, blank=True, related_name="draft"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[DraftIssue]] = models.Manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IssueState.values), name="draft_issue_state"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="draft_issue_number"),
            models.CheckConstraint(
                condition=_APPROVED | _NOT_APPROVED, name="draft_issue_approved_whole"
            ),
            models.CheckConstraint(
                condition=Q(state="scheduled", scheduled_for__isnull=False)
                | (~Q(state="scheduled") & Q(scheduled_for__isnull=True)),
                name="draft_issue_scheduled_for",
            ),
        ]

    def __str__(self) -> str:
        return f"Update {self.number}"

    def get_absolute_url(self) -> str:
        return f"/bulletins/drafts/{self.pk}/"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved what it says now."""
        return self.approved_version == self.version


class DraftItem(models.Model):
    """An item of a draft, with the wording that it is to have. Taken out, it stays, to come back."""

    issue = models.ForeignKey(DraftIssue, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(
        max_length=8, choices=Appearance.Section, default=Appearance.Section.NEWS
    )
    matter = models.ForeignKey(
        Item,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Which matter it tells again; empty for a new one.",
    )
    candidate = models.CharField(
        max_length=80, blank=True, help_text="Of the sources: the candidate that it came from."
    )
    why = models.CharField(
        max_length=300, blank=True, help_text="Why it is a reminder, as it was proposed."
    )
    title = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True, help_text="HTML, sanitised before it is stored.")
    action_text = models.TextField(blank=True, help_text="HTML, sanitised before it is stored.")
    dates = models.JSONField(
        default=list, blank=True, help_text="Of each: kind, day and the words it was read from."
    )
    people = models.JSONField(default=list, blank=True, help_text="Names, as they are printed.")
    topics = models.JSONField(default=list, blank=True, help_text="Primary keys.")
    publications = models.JSONField(
        default=list, blank=True, help_text="Primary keys of those cited."
    )
    audience = models.CharField(max_length=200, blank=True, help_text="As “data leads”.")
    found = models.JSONField(
        default=list, blank=True, help_text="What was read from its words and is not decided yet."
    )
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[DraftItem]] = models.Manager()

    class Meta:
        ordering = ["issue", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=Appearance.Section.values), name="draft_item_section"
            ),
            models.UniqueConstraint(
                fields=["issue", "candidate"],
                condition=~Q(candidate="") & Q(removed_at__isnull=True),
                name="draft_item_candidate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Item without a title"

    def get_absolute_url(self) -> str:
        return f"/bulletins/drafts/{self.issue_id}/items/{self.pk}/"


class DraftItemVersion(models.Model):
    """What an item said from one moment on. What an editor saves by and by is one version."""

    item = models.ForeignKey(DraftItem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)
    restores = models.PositiveIntegerField(
        null=True, blank=True, help_text="The version whose words were taken again."
    )
    is_aside = models.BooleanField(
        default=False, help_text="Written while somebody else saved: kept, and not what holds."
    )

    objects: ClassVar[models.Manager[DraftItemVersion]] = models.Manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="draft_version_number"),
            models.CheckConstraint(
                condition=Q(began_at__lte=models.F("at")), name="draft_version_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, version {self.number}"


class Presence(models.Model):
    """Who has a draft open, so that two editors know of each other."""

    issue = models.ForeignKey(DraftIssue, models.CASCADE, related_name="present")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item = models.ForeignKey(
        DraftItem, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Written in."
    )
    seen_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Presence]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "user"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.issue}"


class PublishingRules(models.Model):
    """How the alliance publishes: one row."""

    second_person = models.BooleanField(
        "a second person approves each bulletin before it goes out", default=False
    )
    usual_time = models.TimeField("usual time of publishing", default=dt.time(12))

    objects: ClassVar[models.Manager[PublishingRules]] = models.Manager()

    class Meta:
        verbose_name = verbose_name_plural = "rules of publishing"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="publishing_rules_one_row"),
        ]

    def __str__(self) -> str:
        return "Rules of publishing"

    @classmethod
    def get(cls) -> PublishingRules:
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Correction(models.Model):
    """What was put right in a published bulletin, as its readers are told."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="corrections")
    items = models.ManyToManyField(Item, blank=True, related_name="corrections")
    note = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Correction]] = models.Manager()

    class Meta:
        ordering = ["bulletin", "at"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="correction_says_what"),
        ]

    def __str__(self) -> str:
        day = timezone.localtime(self.at)
        return f"Corrected {day.day} {day:%B %Y}: {self.note}"
