"""The one index: a row for each thing that can be found.

The words are indexed beside the row, by what the database has for it: an FTS5 table kept by
triggers on SQLite, a generated `tsvector` column on PostgreSQL (migration 0003).
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from .meanings import Lexicon, Named
from .words import WORD

PUBLIC = "public"
MEMBERS = "members"
PROGRAMME = "programme"


def of_authority(authority_id: int) -> str:
    """The audience of one authority's own people."""
    return f"authority:{authority_id}"


def of_area(area_id: int) -> str:
    """The audience of those who may enter a restricted area."""
    return f"area:{area_id}"


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
    topics = models.TextField(
        blank=True,
        editable=False,
        help_text="One a line, with a line’s end before the first and after the last.",
    )
    facts = models.TextField(
        blank=True, editable=False, help_text="Kind, publisher, topics and day, in words."
    )
    title_marks = models.TextField(
        blank=True, editable=False, help_text="Of the meanings that the title speaks of."
    )
    body_marks = models.TextField(blank=True, editable=False)

    objects: ClassVar[models.Manager[SearchEntry]] = models.Manager()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["audience", "kind", "year"], name="search_facets")]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return self.title

    def leave_marks(self, lexicon: Lexicon) -> None:
        """Mark what the words of the entry mean in the field."""
        self.title_marks = lexicon.marks_in(self.title)
        self.body_marks = lexicon.marks_in(f"{self.body}\n{self.facts}")


class SearchWord(models.Model):
    """A word that some entry of an audience has, as it is spelled.

    It may stay a while after the last such entry went: who offers it looks first whether it is
    still found.
    """

    audience = models.CharField(max_length=40)
    word = models.CharField(max_length=60)
    backwards = models.CharField(max_length=60, help_text="So that endings can be looked up.")

    objects: ClassVar[models.Manager[SearchWord]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "word"], name="search_word_once")
        ]
        indexes = [models.Index(fields=["audience", "backwards"], name="search_word_endings")]

    def __str__(self) -> str:
        return self.word


class Meaning(models.Model):
    """What the field calls by several names; whoever types one of them finds all."""

    name = models.CharField(max_length=100, unique=True, help_text="For your own orientation.")
    wordings = models.TextField(
        help_text="One a line, as they are written: “LAC”, “child in care”. Plurals with an s are "
        "found by themselves; write others (“children in care”) on a line of their own. An "
        "abbreviation in capitals is only found in capitals, so “MASH” is not “mash”.",
    )

    objects: ClassVar[models.Manager[Meaning]] = models.Manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two wordings at least, and none that is only signs."""
        lines = [line.strip() for line in self.wordings.splitlines() if line.strip()]
        self.wordings = "\n".join(dict.fromkeys(lines))
        if empty := [line for line in lines if not WORD.search(line)]:
            raise ValidationError({"wordings": f"“{empty[0]}” has no letter or figure in it."})
        if len(set(lines)) < 2:
            raise ValidationError(
                {"wordings": "Write two wordings or more, each on a line of its own."}
            )


def lexicon() -> Lexicon:
    """The meanings as they are now."""
    return _lexicon(tuple(Meaning.objects.order_by("pk").values_list("pk", "wordings")))


@lru_cache(maxsize=1)
def _lexicon(rows: tuple[tuple[int, str], ...]) -> Lexicon:
    """Made ready once for as long as the rows say the same: it takes longer than to index a row."""
    return Lexicon(Named(pk, wordings.splitlines()) for pk, wordings in rows)
