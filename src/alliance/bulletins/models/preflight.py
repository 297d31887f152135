"""What an editor let pass of what preflight found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .bulletin import Bulletin


class PassedFinding(models.Model):
    """A block of one bulletin that somebody let pass, and why. It holds while the words stay."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="passed_findings")
    rule = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, help_text="Of the rule and the words it found.")
    reason = models.CharField(max_length=300)
    passed_at = models.DateTimeField(default=timezone.now, editable=False)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["bulletin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "digest"], name="finding_passed_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_passed_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(rule="restricted-cited"), name="restricted_is_never_passed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} in {self.bulletin}"
