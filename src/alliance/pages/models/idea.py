"""What somebody proposed to the alliance from one of its pages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.mail.models import Message

from .workstream import Workstream


class Idea(models.Model):
    """An idea, who sent it, and what became of it. How far the reply's mail is, is its message's."""

    class State(models.TextChoices):
        NEW = "new", "New"
        IN_HAND = "in_hand", "In hand"
        ANSWERED = "answered", "Answered"

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
    message = models.ForeignKey(
        Message,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The reply in the outbox, as long as that knows of it.",
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "-sent_at"], name="idea_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "in_hand", "answered"]), name="idea_state"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answered_at__isnull=True, message__isnull=True)),
                name="idea_answered_at_a_time",
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
