"""What editors decided about carrying a matter over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .item import Item


class CarryFor(models.Model):
    """That an editor asked for a matter to be carried: until a day, or until it is ended."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="carry_for")
    until = models.DateField(
        "up to and with the bulletin of", null=True, blank=True, help_text="Empty: standing."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "matter to be carried"
        verbose_name_plural = "matters to be carried"
        ordering = ["pk"]

    def __str__(self) -> str:
        return (
            f"{self.item} until {self.until:%-d %B %Y}" if self.until else f"{self.item}, standing"
        )


class CarryChoice(models.Model):
    """What an editor ticked or unticked for one bulletin; without one, the rules' proposal holds."""

    for_date = models.DateField(db_index=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="carry_choices")
    is_carried = models.BooleanField()
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["for_date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["for_date", "item"], name="carry_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} on {self.for_date:%-d %B %Y}: {'yes' if self.is_carried else 'no'}"
