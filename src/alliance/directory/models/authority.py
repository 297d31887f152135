"""The single- and upper-tier authorities of the region."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models


class SizeBand(models.TextChoices):
    """Large authorities get two course places, small ones one: entitlement follows the band."""

    LARGE = "large", "Large"
    SMALL = "small", "Small"


class Authority(models.Model):  # type: ignore[django-manager-missing]  # modelcluster is untyped
    """A local authority, by its nine-character ONS code."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    ons_code = models.CharField(
        "ONS code",
        max_length=9,
        unique=True,
        validators=[
            RegexValidator(r"^[EWSN]\d{8}$", "Write the nine-character code, as E10000014.")
        ],
    )
    size_band = models.CharField(max_length=5, choices=SizeBand, default=SizeBand.SMALL)
    is_member = models.BooleanField(
        "member of the alliance", default=True, help_text="Others may appear as neighbours."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_band__in=SizeBand.values), name="authority_size_band"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/authorities/{self.slug}/"
