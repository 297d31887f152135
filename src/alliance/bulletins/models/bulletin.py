"""A bulletin and what stands in it that week."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.rich_text import expand_db_html

from alliance.delivery import keep
from alliance.directory.models import ContactDetail, Person
from alliance.library.models import Publication
from alliance.text.sanitise import clean

from .item import Item


class Bulletin(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """One number of the weekly bulletin. The number is its key: never computed from the date."""

    number = models.PositiveIntegerField(unique=True)
    date = models.DateField(db_index=True)
    introduction = models.TextField(blank=True)
    frame = models.JSONField(
        default=list, blank=True, editable=False, help_text="Furniture recognised on import."
    )
    source_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the reading it was last imported from: the same again changes nothing.",
    )
    set_aside = models.JSONField(
        default=list, blank=True, editable=False, help_text="Text that fitted nowhere on import."
    )

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Update {self.number}"

    def get_absolute_url(self) -> str:
        return f"/bulletins/{self.number}/"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With all that stands in it, and the calendar in step: all or nothing."""
        with transaction.atomic(), keep.together():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(), keep.together():
            removed: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return removed


class Appearance(ClusterableModel):
    """An item in a bulletin, with the wording of that week."""

    class Section(models.TextChoices):
        NEWS = "news", "News"
        REMINDER = "reminder", "Reminders from previous weeks"

    class Standing(models.TextChoices):
        """What the item is in this bulletin, judged by the bulletins before it."""

        NEW = "new", "New"
        REPEATED = "repeated", "Said again"
        REMINDER = "reminder", "Reminder"

    bulletin = ParentalKey(Bulletin, on_delete=models.CASCADE, related_name="appearances")
    item = models.ForeignKey(Item, models.PROTECT, related_name="appearances")
    # Not unique: the editors' area writes a new order one row at a time.
    position = models.PositiveSmallIntegerField(editable=False, default=0)
    sort_order_field = "position"
    section = models.CharField(max_length=8, choices=Section, default=Section.NEWS)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.NEW)
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True, help_text="HTML, sanitised before it is stored.")
    has_action = models.BooleanField(
        default=False, help_text="The item had a label such as “Action Required” with text."
    )
    action_text = models.TextField(blank=True, help_text="HTML, sanitised before it is stored.")
    named = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Names of the contacts as the item prints them.",
    )
    people = ParentalManyToManyField(
        Person, blank=True, related_name="appearances", help_text="Named as contact."
    )
    audience = models.CharField(
        "whom it is for", max_length=200, blank=True, help_text="As “data leads”."
    )

    class Meta:
        ordering = ["bulletin", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=["news", "reminder"]), name="appearance_section"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["new", "repeated", "reminder"]),
                name="appearance_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.bulletin})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An editor's HTML is sanitised as an import's is; links to our own pages get addresses."""
        self.body = clean(expand_db_html(self.body))
        self.action_text = clean(expand_db_html(self.action_text))
        super().save(*args, **kwargs)


class AppearanceDate(models.Model):
    """A deadline or event of an item as one bulletin gave it, with the words it was read from."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Deadline"
        EVENT = "event", "Event"

    appearance = ParentalKey(Appearance, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=8, choices=Kind)
    date = models.DateField(db_index=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "kind", "date"], name="appearance_date_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["deadline", "event"]), name="appearance_date_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date:%-d %B %Y}"


class CatalogueEntry(models.Model):
    """A publication in the rolling list of a bulletin, in its place."""

    bulletin = ParentalKey(Bulletin, on_delete=models.CASCADE, related_name="catalogue")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="catalogue_entries")
    position = models.PositiveSmallIntegerField(editable=False, default=0)
    sort_order_field = "position"
    # As that bulletin printed them: attributions drift from week to week.
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)

    class Meta:
        verbose_name_plural = "catalogue entries"
        ordering = ["bulletin", "position"]

    def __str__(self) -> str:
        return self.title


class ContactEntry(models.Model):
    """A person in the contact block of a bulletin, in their place."""

    bulletin = ParentalKey(Bulletin, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_entries")
    name = models.CharField(max_length=200, help_text="As that bulletin printed it.")
    role_title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    # Records, not text: their visibility, end and erasure hold here too.
    phone = models.ForeignKey(
        ContactDetail, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.ForeignKey(
        ContactDetail, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(editable=False, default=0)
    sort_order_field = "position"

    class Meta:
        verbose_name_plural = "contact entries"
        ordering = ["bulletin", "position"]

    def __str__(self) -> str:
        return f"{self.role_title}: {self.person}"
