"""A matter that the alliance tells its members about, over as many bulletins as it takes."""

from __future__ import annotations

from django.db import models

from alliance.directory.models import Topic


class Item(models.Model):  # type: ignore[django-manager-missing]
    """The identity of a matter across bulletins; what was said each week is an `Appearance`.

    `title` and `slug` are those of the newest appearance: a matter may change its title
    (“Looked after children” became “Children in care” from one week to the next).
    """

    title = models.CharField(max_length=500)
    slug = models.SlugField(max_length=100)
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/items/{self.pk}-{self.slug}/"
