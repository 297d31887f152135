"""How often pages were opened from a mailing, by day and by nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .mailing import Mailing


class MailingVisits(models.Model):
    """Openings of pages whose address came with a mailing: a number, without whom or which page."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="visits")
    day = models.DateField()
    visits = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[MailingVisits]] = models.Manager()

    class Meta:
        verbose_name_plural = "visits of mailings"
        ordering = ["mailing", "day"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "day"], name="mailing_visits_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing}, {self.day:%-d %B %Y}"


class SenderLook(models.Model):
    """What the domain name system said of the sender when it was last asked: one row."""

    at = models.DateTimeField()
    domain = models.CharField(max_length=254)
    verdicts = models.JSONField(default=list, editable=False)

    objects: ClassVar[models.Manager[SenderLook]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="sender_look_one_row")]

    def __str__(self) -> str:
        return f"The sender {self.domain}, {self.at:%-d %B %Y}"
