"""What others publish and bulletins point to: a record that is referred to, not typed again."""

from __future__ import annotations

from django.db import models
from wagtail.models import RevisionMixin

from alliance.directory.models import Topic


class Publisher(models.Model):
    """Who publishes, under the name readers know."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    also_known_as = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Publication(RevisionMixin, models.Model):
    """A report, guidance, tool or template, with its publisher, day and address."""

    title = models.CharField(max_length=500)
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    published_on = models.DateField("published or updated", null=True, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    document = models.ForeignKey(
        "library.DocumentFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="publications")
    match_key = models.CharField(
        max_length=500,
        db_index=True,
        editable=False,
        help_text="Title folded for comparison: case, punctuation and accents removed.",
    )

    class Meta:
        ordering = [models.F("published_on").desc(nulls_last=True), "title"]

    def __str__(self) -> str:
        return self.title
