"""The alliance that this site is the home of: one row."""

from __future__ import annotations

from django.db import models


class Alliance(models.Model):
    """Name, region and host of the alliance. Host and chair change; so they are data."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    region = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(
        max_length=200, blank=True, help_text="One line of what it is, shown on the front page."
    )
    contact_email = models.EmailField("programme's e-mail address", blank=True)
    host = models.ForeignKey(
        "directory.Authority",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The authority that holds the money and the contracts.",
    )
    is_sample = models.BooleanField(default=False, editable=False)
    sample_day = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The day that the sample's weeks are counted back from.",
    )

    class Meta:
        verbose_name_plural = "alliance"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="alliance_one_row")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]
