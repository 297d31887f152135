"""Who holds a personal link to an ask: the person it was sent to, or one it was forwarded to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alliance.directory.models import Person
from alliance.mail.models import Message

from .ask import Ask


class LinkHolder(models.Model):
    """A name and an address, for one ask. The secret is in the mail; `links` keeps its hash."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="holders")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="held_links"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail address", max_length=254)
    post = models.CharField("what they are there", max_length=200, blank=True)
    handed_on_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="handed_on_to",
        help_text="Whose link came to them.",
    )
    message = models.ForeignKey(
        Message,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The mail that brought the link; a reply to it is known by that.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[LinkHolder]] = models.Manager()

    class Meta:
        ordering = ["ask", "created_at"]
        constraints = [
            models.UniqueConstraint("ask", Lower("email"), name="link_holder_once"),
            models.CheckConstraint(condition=~Q(name=""), name="link_holder_named"),
        ]

    def __str__(self) -> str:
        return f"Link of {self.pk}"
