"""The one index: a row for each thing that can be found.

The words are indexed beside the row, by what the database has for it: an FTS5 table kept by
triggers on SQLite, a generated `tsvector` column on PostgreSQL (migration 0002).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

PUBLIC = "public"
MEMBERS = "members"
PROGRAMME = "programme"


def of_authority(authority_id: int) -> str:
    """The audience of one authority's own people."""
    return f"authority:{authority_id}"


class SearchEntry(models.Model):
    """What the index holds of a thing, and which audience may find it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    audience = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, help_text="As a reader would say it: “Bulletin”.")
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True, help_text="Plain text.")
    url = models.CharField(max_length=500)
    date = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    publisher = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=100, blank=True)

    objects: ClassVar[models.Manager[SearchEntry]] = models.Manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["audience", "kind", "year"], name="search_facets")]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return self.title


class SearchTopic(models.Model):
    """One topic of an entry."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=80)

    objects: ClassVar[models.Manager[SearchTopic]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "entry"], name="search_topic_once")]

    def __str__(self) -> str:
        return self.topic
