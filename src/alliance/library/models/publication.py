"""What others publish and bulletins point to: a record that is referred to, not typed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from alliance.directory.models import Topic
from alliance.library.kinds import Kind
from alliance.library.recognise import match_key

if TYPE_CHECKING:
    from .version import Version


class Publisher(models.Model):  # type: ignore[django-manager-missing]  # modelcluster is untyped
    """Who publishes, under the name readers know."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    also_known_as = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Publication(RevisionMixin, ClusterableModel):
    """A report, guidance, tool or template, with its publisher, kind, topics and versions.

    When and where it was published is said by its versions (`version.py`). The day, address and
    document here are those of the latest, kept for lists and filters by `follow` and nobody else.
    """

    class Place(models.TextChoices):
        """Whether it stands on the rolling list of tools and templates."""

        BY_RULE = "", "As the rules say"
        HELD = "held", "Keep it on the list"
        OFF = "off", "Leave it out"

    title = models.CharField(max_length=500)
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Empty: not said.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="publications")
    place = models.CharField(
        "tools and templates", max_length=4, choices=Place, blank=True, default=Place.BY_RULE
    )
    place_until = models.DateField(
        "until",
        null=True,
        blank=True,
        help_text="The last day on which that holds; empty: until it is changed.",
    )
    published_on = models.DateField(
        "published or updated", null=True, blank=True, editable=False, db_index=True
    )
    url = models.URLField("address", max_length=2000, blank=True, editable=False)
    document = models.ForeignKey(
        "library.DocumentFile",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    match_key = models.CharField(
        max_length=500,
        db_index=True,
        editable=False,
        help_text="Title folded for comparison: case, punctuation and accents removed.",
    )

    objects: ClassVar[models.Manager[Publication]] = models.Manager()

    class Meta:
        ordering = [models.F("published_on").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values]), name="publication_kind"
            ),
            models.CheckConstraint(
                condition=Q(place__in=["", "held", "off"]), name="publication_place"
            ),
            models.CheckConstraint(
                condition=~Q(place="") | Q(place_until__isnull=True),
                name="publication_place_until_of_a_place",
                violation_error_message="Say what holds until that day, or leave the day out.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """For its address, which its number decides."""
        return slugify(self.title)[:80].strip("-") or "publication"

    def get_absolute_url(self) -> str:
        return reverse("publication", args=[self.pk, self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What it says of its latest version is brought in step; a new one's is its first version."""
        key = match_key(self.title)
        if key != self.match_key:
            self.match_key = key
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "match_key"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not self._versions().exists():
                self._make_first_version()
            self.follow()

    def follow(self) -> None:
        """Take over day, address and document of the latest version, if they are not the same."""
        from .version import latest_of

        latest = latest_of(list(self._versions()))
        said: dict[str, Any] = {"published_on": None, "url": "", "document_id": None}
        if latest is not None:
            said = {name: getattr(latest, name) for name in said}
        if any(getattr(self, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(self, name, value)
            super().save(update_fields=["published_on", "url", "document"])

    def _make_first_version(self) -> None:
        """Of what it was made with, as imports and programs make it."""
        if self.published_on or self.url or self.document_id:
            self._versions().create(
                publication=self,
                published_on=self.published_on,
                url=self.url,
                document_id=self.document_id,
            )

    def _versions(self) -> models.QuerySet[Version]:
        """As they are in the database, whatever an editor has before them."""
        from .version import Version

        return Version.objects.filter(publication=self.pk)
