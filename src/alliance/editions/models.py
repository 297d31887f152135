"""The number of the edition, and since when: one row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """Raised in the transaction of each change that a reader could see."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.PositiveBigIntegerField(
        default=0, help_text="When it was raised, in seconds since 1970: as HTTP counts."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="edition_one_row")]

    def __str__(self) -> str:
        return f"Edition {self.number}"
