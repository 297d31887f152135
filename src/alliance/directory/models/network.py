"""Groups of people across authorities who do the same work."""

from __future__ import annotations

from django.db import models

from .topic import Topic


class Network(models.Model):
    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    description = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="networks")
    is_live = models.BooleanField("still meets", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/networks/{self.slug}/"
