"""From which page somebody told an idea, which is a submission to the standing call."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alliance.evidence.models import Submission

from .workstream import Workstream


class ToldFrom(models.Model):
    """The page, as long as it is there. `idea` is the number that it had when ideas were kept here."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="told_from")
    page = models.ForeignKey(
        Workstream, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    idea = models.PositiveBigIntegerField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[models.Manager[ToldFrom]] = models.Manager()

    class Meta:
        verbose_name_plural = "told from"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Told from page {self.page_id}"
