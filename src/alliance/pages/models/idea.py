"""What somebody proposed to the alliance from one of its pages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .workstream import Workstream


class Idea(models.Model):
    """An idea, who sent it, and what became of it. Why two kinds of state: decision 18."""

    class State(models.TextChoices):
        NEW = "new", "New"
        IN_HAND = "in_hand", "In hand"
        ANSWERED = "answered", "Answered"

    class Mail(models.TextChoices):
        """How far the reply is on its way. It leaves DUE once, whoever sends it: never twice."""

        NONE = "none", "No reply yet"
        DUE = "due", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    page = models.ForeignKey(
        Workstream, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    organisation = models.CharField("organisation or authority", max_length=200, blank=True)
    text = models.TextField("idea", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    mail = models.CharField(max_length=7, choices=Mail, default=Mail.NONE)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "-sent_at"], name="idea_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "in_hand", "answered"]), name="idea_state"
            ),
            models.CheckConstraint(
                condition=Q(mail__in=["none", "due", "sending", "sent", "failed"]),
                name="idea_mail",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answered_at__isnull=True, mail="none")),
                name="idea_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(mail="sent", mailed_at__isnull=False)
                | (~Q(mail="sent") & Q(mailed_at__isnull=True)),
                name="idea_mailed_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=True) & ~Q(text="") & ~Q(email=""))
                | Q(erased_at__isnull=False, name="", email="", organisation="", text="", reply=""),
                name="idea_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Idea {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/ideas/{self.pk}/"
