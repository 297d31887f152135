"""Whether the leads of authorities see how every authority stands: the alliance decides."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class GridForLeads(models.Model):
    """One row: since when leads see the grid, if they do. Off until the alliance turns it on."""

    on_since = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[models.Manager[GridForLeads]] = models.Manager()

    class Meta:
        verbose_name_plural = "grid for leads"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="grid_for_leads_one_row")]

    def __str__(self) -> str:
        return "Grid for leads"

    @property
    def is_on(self) -> bool:
        return self.on_since is not None
