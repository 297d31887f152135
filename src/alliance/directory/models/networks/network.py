"""Groups of people across authorities who do the same work."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from ..topic import Topic

TAKEN = frozenset({"dates", "nominations"})
"""Last parts of addresses below `/networks/` that are pages of their own."""


class Network(models.Model):
    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    description = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="networks")
    is_live = models.BooleanField("still meets", default=True)
    every_authority = models.BooleanField(
        "every authority has a representative",
        default=True,
        help_text="If not, no authority is listed as having none, and none is asked for one.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/networks/{self.slug}/"

    def clean(self) -> None:
        if self.slug in TAKEN:
            raise ValidationError(
                {"slug": f"/networks/{self.slug}/ is a page of its own; choose another slug."}
            )

    @property
    def in_a_sentence(self) -> str:
        """As it is said in a sentence: “the Kinship Network”."""
        return f"the {self.name}" if not self.name.lower().startswith("the ") else self.name
