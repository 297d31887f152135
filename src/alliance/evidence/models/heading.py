"""The headings of a call's form. Its values as plain data are `taking/definition.py`'s."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..taking.definition import CasePart, HeadingKind
from .call import Call


class Heading(models.Model):
    """One question. Once it was answered it is retired rather than taken away."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="headings")
    key = models.SlugField(max_length=40, help_text="Its name in files and exports; it stays.")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=HeadingKind.choices())
    label = models.CharField("question", max_length=200)
    help = models.CharField(max_length=500, blank=True)
    is_required = models.BooleanField(default=False)
    is_short = models.BooleanField(
        "the one question of the short way", default=False,
        help_text="Whoever has a minute answers this one alone.",
    )  # fmt: skip
    most_words = models.PositiveSmallIntegerField("at most so many words", null=True, blank=True)
    choices = models.JSONField(default=list, blank=True, help_text="What can be chosen, in order.")
    shown_if = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="conditioned", verbose_name="asked only if",
    )  # fmt: skip
    shown_if_value = models.CharField("has the answer", max_length=200, blank=True)
    tells_who = models.BooleanField(
        "says who they are", default=False, help_text="Kept from a panel that reads blind."
    )
    part = models.CharField(
        "part of the showcase it drafts", max_length=8, choices=CasePart.choices(), blank=True
    )
    is_default = models.BooleanField(
        "one of the headings we propose", default=False, editable=False
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Heading]] = models.Manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="heading_key_once"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(is_short=True, retired_at__isnull=True), name="heading_one_is_short"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in HeadingKind]), name="heading_kind"
            ),
            models.CheckConstraint(
                condition=Q(part__in=["", *[part.value for part in CasePart]]), name="heading_part"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(label=""), name="heading_asks"),
            models.CheckConstraint(
                condition=Q(shown_if__isnull=True, shown_if_value="")
                | Q(shown_if__isnull=False) & ~Q(shown_if_value=""),
                name="heading_condition_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_short=False) | Q(kind="long", shown_if__isnull=True),
                name="heading_short_way_is_a_text",
                violation_error_message="The question of the short way is a long text that is always asked.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label
