"""One bulletin or digest on its way to everybody who wants it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class MailingKind(models.TextChoices):
    BULLETIN = "bulletin", "Bulletin"
    WEEKLY = "weekly", "Weekly digest"
    MONTHLY = "monthly", "Monthly digest"
    CALENDAR = "calendar", "Dates"


class MailingState(models.TextChoices):
    """Where a mailing stands; drawn in docs/features/delivery.md."""

    PLANNED = "planned", "Begins at its time"
    WRITING = "writing", "Copies are being written"
    SENDING = "sending", "Being sent"
    PAUSED = "paused", "Paused"
    DONE = "done", "Sent"
    CANCELLED = "cancelled", "Cancelled"


BEGUN = (MailingState.WRITING, MailingState.SENDING, MailingState.PAUSED)
ENDED = (MailingState.DONE, MailingState.CANCELLED)


class Mailing(models.Model):
    """What is sent, frozen when it begins: a later correction does not change half of the copies.

    `key` makes that it exists once: “bulletin/429”, “weekly/2026-11-30”.
    """

    key = models.CharField(max_length=80, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=MailingKind)
    source_id = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Primary key of the bulletin; none of a digest."
    )
    window_from = models.DateTimeField(null=True, blank=True, help_text="Of a digest: after this…")
    window_until = models.DateTimeField(null=True, blank=True, help_text="…up to this.")
    subject = models.CharField(max_length=250, blank=True)
    letter = models.JSONField(
        null=True, blank=True, editable=False, help_text="What it says, frozen when it begins."
    )
    state = models.CharField(max_length=9, choices=MailingState, default=MailingState.PLANNED)
    why = models.CharField(max_length=300, blank=True, help_text="Why it stands where it stands.")
    begins_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_to = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Copies are written up to this subscriber."
    )
    totals = models.JSONField(
        default=dict, editable=False, help_text="Copies by state, kept when the copies are not."
    )

    objects: ClassVar[models.Manager[Mailing]] = models.Manager()

    class Meta:
        ordering = ["-begins_at", "-pk"]
        indexes = [models.Index(fields=["state", "begins_at"], name="mailing_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MailingKind.values), name="mailing_kind"),
            models.CheckConstraint(
                condition=Q(state__in=MailingState.values), name="mailing_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at__isnull=True)),
                name="mailing_ended_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*BEGUN, MailingState.DONE])
                | Q(begun_at__isnull=False, letter__isnull=False),
                name="mailing_begun_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(kind=MailingKind.BULLETIN, source_id__isnull=False)
                | ~Q(kind=MailingKind.BULLETIN)
                & Q(window_from__isnull=False, window_until__isnull=False),
                name="mailing_of_a_bulletin_or_a_window",
            ),
            models.UniqueConstraint(
                fields=["kind", "window_from"],
                condition=Q(window_from__isnull=False) & ~Q(state=MailingState.CANCELLED),
                name="mailing_window_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.get_kind_display()} {self.key}"

    def get_absolute_url(self) -> str:
        return f"/mailings/{self.pk}/"


class Variant(models.Model):
    """A mailing as one group of its readers gets it: the same parts, so rendered once.

    Holds the places where each copy's own values go (`composing/values.py`).
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="variants")
    key = models.CharField(max_length=64, help_text="Digest of what is chosen from the letter.")
    subject = models.CharField(max_length=250)
    html = models.TextField()
    text = models.TextField()
    short = models.TextField(blank=True, help_text="Markdown for carriers that take no HTML.")
    attachment = models.TextField(blank=True, help_text="iCalendar, where dates are sent.")

    objects: ClassVar[models.Manager[Variant]] = models.Manager()

    class Meta:
        ordering = ["mailing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "key"], name="variant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing}, {self.key[:8]}"


class MailingRules(models.Model):
    """How bulletins and digests go out: one row, changed by the programme."""

    bulletins_at_once = models.BooleanField(
        "send a bulletin when it is published",
        default=True,
        help_text="Without it, somebody of the programme presses “Send it”.",
    )
    wait_minutes = models.PositiveSmallIntegerField(
        "minutes to wait first", default=10, help_text="In which it can still be stopped."
    )
    digests = models.BooleanField("send digests and dates", default=True)
    a_minute = models.PositiveIntegerField(
        "most messages a minute", default=0, help_text="0 = as fast as the mail server takes them."
    )
    a_minute_by_domain = models.JSONField(
        "most messages a minute to one domain",
        default=dict,
        blank=True,
        help_text="As {“nhs.net”: 60}.",
    )

    objects: ClassVar[models.Manager[MailingRules]] = models.Manager()

    class Meta:
        verbose_name_plural = "mailing rules"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="mailing_rules_one_row"),
            models.CheckConstraint(
                condition=Q(wait_minutes__lte=24 * 60), name="mailing_rules_wait_a_day_at_most"
            ),
        ]

    def __str__(self) -> str:
        return "How bulletins and digests go out"

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @classmethod
    def get(cls) -> MailingRules:
        """The rules, or those that hold before anybody changed them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
