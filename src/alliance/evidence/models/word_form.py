"""Word forms as they came back: what was doubtful in them, and those that wait for the programme."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .call import Call
from .submission import Submission


class WordForm(models.Model):
    """A form that came to the programme, by mail or on paper, until it is taken or turned away.

    Each idea in it is a draft from the moment it came. Who sent the mail, and what it said, is sealed
    under the site's key, and not for ever.
    """

    class State(models.TextChoices):
        """Drawn in docs/features/evidence.md."""

        WAITING = "waiting", "Waiting"
        TAKEN = "taken", "Taken"
        TURNED_AWAY = "turned_away", "Turned away"

    class Came(models.TextChoices):
        MAILBOX = "mailbox", "by mail, to the mailbox"
        MAIL = "mail", "by mail, handed in as a saved mail"
        FILE = "file", "on paper or by hand, as a file"

    call = models.ForeignKey(Call, models.PROTECT, related_name="word_forms")
    state = models.CharField(max_length=11, choices=State, default=State.WAITING)
    came = models.CharField(max_length=7, choices=Came)
    identity = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="A digest of the mail's Message-ID and the file: the same again is the one that is here.",
    )
    name = models.CharField("name of the file", max_length=200, blank=True)
    letter = models.BinaryField(
        default=b"", editable=False, help_text="Sender and words of its mail, sealed."
    )
    fault = models.CharField("why it cannot be read", max_length=300, blank=True)
    came_on = models.DateField()
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.CharField("why it is turned away", max_length=500, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[WordForm]] = models.Manager()

    class Meta:
        ordering = ["brought_at", "pk"]
        indexes = [models.Index(fields=["call", "state", "brought_at"], name="word_form_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken", "turned_away"]), name="word_form_state"
            ),
            models.CheckConstraint(
                condition=Q(came__in=["mailbox", "mail", "file"]), name="word_form_came"
            ),
            models.CheckConstraint(condition=~Q(identity=""), name="word_form_has_an_identity"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="word_form_settled_at",
            ),
            models.CheckConstraint(
                condition=Q(state="turned_away") & ~Q(why="") | ~Q(state="turned_away") & Q(why=""),
                name="word_form_turned_away_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(letter=b"", name="") & ~Q(state="waiting"),
                name="word_form_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Word form {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/programme/word-forms/{self.pk}/"


class FormReading(models.Model):
    """What was doubtful when an idea was read from a form: shown until it is sent, then emptied."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="form_reading")
    form = models.ForeignKey(
        WordForm, models.PROTECT, null=True, blank=True, related_name="readings",
        help_text="The form that came to the programme; none, where its writer handed it in.",
    )  # fmt: skip
    doubts = models.JSONField(default=list, blank=True, help_text="Field and sentence of each.")
    left = models.JSONField(
        default=list, blank=True, help_text="Heading and text of what had no place in the form."
    )

    objects: ClassVar[models.Manager[FormReading]] = models.Manager()

    class Meta:
        ordering = ["submission"]

    def __str__(self) -> str:
        return f"Reading of {self.submission_id}"
