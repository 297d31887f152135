"""What the old site had, at which addresses, and where it is now."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from alliance.library.models import DocumentFile, Picture

from ..oldsite.addresses import LONGEST, key_of, parts_of, readable
from .workstream import Workstream


class OldThing(ClusterableModel):
    """A page, post or file of the old site, and what became of it."""

    class State(models.TextChoices):
        MOVED = "moved", "Moved here"
        REDIRECTED = "redirected", "Redirected"
        RETIRED = "retired", "Retired"
        MISSING = "missing", "Missing"

    title = models.CharField(max_length=500)
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.REDIRECTED,
        help_text="Who asks for what is retired is told that it is gone for good.",
    )
    target = models.CharField(
        "leads to",
        max_length=500,
        blank=True,
        validators=[
            RegexValidator(r"^/(?![/\\])\S*$", "Write an address of this site, as /projects/.")
        ],
        help_text="An address of this site, as /projects/.",
    )
    page = models.ForeignKey(Workstream, models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(
        DocumentFile, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reason = models.CharField(
        max_length=500, blank=True, editable=False, help_text="Why it is missing, and what to do."
    )
    old_id = models.PositiveBigIntegerField(
        null=True, blank=True, unique=True, editable=False, help_text="Its number in the old site."
    )
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of what was brought in: the same again changes nothing.",
    )
    revision = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="Of the page, as it was brought in: a later one is an editor’s work.",
    )

    class Meta:
        verbose_name = "thing of the old site"
        verbose_name_plural = "things of the old site"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["moved", "redirected", "retired", "missing"]),
                name="old_thing_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="redirected") | ~Q(target=""),
                name="old_thing_redirected_somewhere",
                violation_error_message="Say where it leads to, or retire it.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OldAddress(models.Model):
    """One address at which the old site had a thing, as `addresses.key_of` spells it."""

    thing = ParentalKey(OldThing, on_delete=models.CASCADE, related_name="addresses")
    key = models.CharField(
        "address",
        max_length=LONGEST,
        unique=True,
        help_text="As /about-networks/commissioners/ or /?p=8816; host and capitals do not matter.",
    )

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        ordering = ["key"]

    def __str__(self) -> str:
        return readable(self.key)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of(self.key)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if parts_of(self.key) is None:
            raise ValidationError({"key": "Write an address, as /about-networks/commissioners/."})
        self.key = key_of(self.key)
        if not self.key:
            raise ValidationError({"key": "The front page is always the front page."})
