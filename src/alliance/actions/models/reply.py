"""A mail that came in answer to what was asked, until a person has said what becomes of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Authority, Person

from .ask import Ask
from .response import Response


class ReplyState(models.TextChoices):
    """What has become of a reply; drawn in docs/features/actions.md."""

    WAITING = "waiting", "Waiting"
    RECORDED = "recorded", "Recorded"
    SET_ASIDE = "set_aside", "Set aside"


class ReplyWay(models.TextChoices):
    """How it was brought in."""

    FILE = "file", "as a saved mail"
    PASTED = "pasted", "pasted"
    MAILBOX = "mailbox", "from the mailbox"


class KnownBy(models.TextChoices):
    """How its sender was recognised. A mail's word for who sent it is no proof."""

    PERSON = "person", "The address of somebody in the directory"
    HOLDER = "holder", "The address that a personal link was sent to"
    DOMAIN = "domain", "An address of the authority, and of nobody known"
    NOBODY = "nobody", "An address that is not known"


class FoundBy(models.TextChoices):
    """How it was found what it may answer."""

    MESSAGE = "message", "It answers a mail of ours"
    QUOTED = "quoted", "It quotes the address of what is asked"
    SUBJECT = "subject", "Its subject names what is asked"
    HELD = "held", "Its sender was sent a link to answer it"
    HAND = "hand", "Named when it was brought in"
    NOTHING = "nothing", "Nothing tells what it answers"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def waiting(self) -> ReplyQuerySet:
        """Those of which nobody has said yet what becomes of them."""
        return self.filter(state=ReplyState.WAITING)


class Reply(models.Model):
    """One mail. What it says is sealed under the site's key, and not for ever.

    Its Message-ID stays, so that the same mail is known when it is brought in again.
    """

    message_id = models.CharField(max_length=250, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=ReplyState, default=ReplyState.WAITING)
    way = models.CharField(max_length=7, choices=ReplyWay, default=ReplyWay.FILE)
    content = models.BinaryField(
        default=b"", editable=False, help_text="What it says, sealed; empty once it is erased."
    )
    is_automatic = models.BooleanField(
        default=False, help_text="An absence notice or a failed delivery: nobody's answer."
    )
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="As the mail says; empty if it says nothing that can be."
    )
    known_by = models.CharField(max_length=6, choices=KnownBy, default=KnownBy.NOBODY)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="replies"
    )
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        help_text="Its sender's, where that is one.",
    )
    found_by = models.CharField(max_length=7, choices=FoundBy, default=FoundBy.NOTHING)
    asks = models.ManyToManyField(
        Ask, related_name="replies", blank=True, help_text="What it may answer."
    )
    responses = models.ManyToManyField(
        Response, related_name="replies", blank=True, help_text="What it became."
    )
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.CharField("why it is set aside", max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]
        verbose_name_plural = "replies"
        indexes = [models.Index(fields=["state", "-brought_at"], name="reply_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(message_id=""), name="reply_has_an_identity"),
            models.CheckConstraint(condition=Q(state__in=ReplyState.values), name="reply_state"),
            models.CheckConstraint(condition=Q(way__in=ReplyWay.values), name="reply_way"),
            models.CheckConstraint(condition=Q(known_by__in=KnownBy.values), name="reply_known_by"),
            models.CheckConstraint(condition=Q(found_by__in=FoundBy.values), name="reply_found_by"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="reply_settled_at",
            ),
            models.CheckConstraint(
                condition=Q(state="set_aside") & ~Q(why="") | ~Q(state="set_aside") & Q(why=""),
                name="reply_set_aside_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & ~Q(content=b"")
                | Q(erased_at__isnull=False, content=b"", person__isnull=True)
                & ~Q(state="waiting"),
                name="reply_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/actions/replies/{self.pk}/"
