"""Files that editors upload. Our own models from the first migration, as Wagtail advises."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index


class DocumentFile(AbstractDocument):
    """A document of the library. What is taken out of it is hidden with a reason, not destroyed."""

    sha256 = models.CharField("fingerprint", max_length=64, blank=True, editable=False)
    archived_at = models.DateTimeField("taken out", null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    archived_why = models.TextField("why", blank=True, editable=False)

    objects: ClassVar = DocumentQuerySet.as_manager()
    admin_form_fields = WagtailDocument.admin_form_fields
    search_fields: ClassVar = [*AbstractDocument.search_fields, index.FilterField("archived_at")]
    archived_by.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_documentfile", "Can choose document")]
        indexes = [models.Index(fields=["sha256"], name="document_by_content")]
        constraints = [
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True) | ~Q(archived_why=""),
                name="document_taken_out_for_a_reason",
            )
        ]


class EarlierFile(models.Model):
    """What a document was before its file was replaced."""

    document = models.ForeignKey(DocumentFile, models.CASCADE, related_name="earlier_files")
    file = models.FileField(upload_to="documents")
    sha256 = models.CharField("fingerprint", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    document.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[EarlierFile]] = models.Manager()

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file.name or ""


class FileText(models.Model):
    """What was drawn from a kept file: its words, and its first page as a picture.

    By the name under which the file is kept, so that documents and agreements have it alike, and a
    file that takes another's place is read anew.
    """

    class State(models.TextChoices):
        TEXT = "text", "Its text is searched"
        NO_TEXT = "no text", "No text to search: scanned, or only pictures"
        UNREADABLE = "unreadable", "Could not be read"

    name = models.CharField(max_length=255, unique=True)
    state = models.CharField(max_length=10, choices=State)
    text = models.TextField(blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    begins = models.CharField(max_length=300, blank=True)
    first_page = models.FileField(upload_to="first_pages", blank=True)
    sketch = models.JSONField(default=list, blank=True)
    """By which texts that are nearly the same are found (`text/alike.py`)."""
    drawn_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[FileText]] = models.Manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state="text") & ~Q(text="") | ~Q(state="text") & Q(text=""),
                name="file_text_where_there_is_some",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["text", "no text", "unreadable"]), name="file_text_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(AbstractImage):
    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        permissions = [("choose_picture", "Can choose picture")]


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
