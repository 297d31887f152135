"""The sections of children's services, as those who answer know them: a list that editors keep."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ServiceSection(models.Model):
    """Where somebody works, as “Special schools” or “Youth justice”; unlike `pages`' sections of the site."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_live = models.BooleanField(
        "in use", default=True, help_text="Others are offered no more, and stay where they are."
    )

    objects: ClassVar[models.Manager[ServiceSection]] = models.Manager()

    class Meta:
        verbose_name = "section of children’s services"
        verbose_name_plural = "sections of children’s services"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="service_section_named")
        ]

    def __str__(self) -> str:
        return self.name
