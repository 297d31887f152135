"""The part of a page that is kept in a restricted area."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection, Orderable

from alliance.directory.models import Area
from alliance.library.models import DocumentFile

from ..blocks import WITHOUT_PICTURES, RestrictedText
from .workstream import Workstream


class RestrictedPart(Orderable):
    """Text, tools and documents for those who may enter an area, on the page that is open to all.

    No pictures: whoever has a picture's address can look at it.
    """

    page = ParentalKey(Workstream, on_delete=models.CASCADE, related_name="restricted_parts")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    text = StreamField(RestrictedText(), blank=True)
    tools = RichTextField(
        "tools, templates and useful links", features=WITHOUT_PICTURES, blank=True
    )
    documents = StreamField([("document", DocumentChooserBlock())], blank=True)

    panels: ClassVar = [
        FieldPanel("area"),
        FieldPanel("text"),
        FieldPanel("tools"),
        FieldPanel("documents"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "restricted part"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "area"],
                name="restricted_part_once",
                violation_error_message="This page has a part in this area already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}, on {self.page}"

    @property
    def address(self) -> str:
        """Where on the page it stands."""
        return f"restricted-{self.area.slug}"

    def clean(self) -> None:
        """Everything it refers to is closed as it is itself: a document has an address of its own."""
        super().clean()
        faults: dict[str, list[str]] = {}
        collection = Collection.objects.filter(pk=self._collection_id()).first()
        for field, documents in self._documents().items():
            faults[field] = [
                f"Whoever has its address can open “{document.title}”: it is not in the collection "
                f"“{collection}”. Move it there first."
                for document in documents
                if collection and not document.collection.path.startswith(collection.path)
            ]
        if any(faults.values()):
            raise ValidationError({field: said for field, said in faults.items() if said})

    def _collection_id(self) -> int | None:
        return self.area.collection_id if self.area_id else None

    def _documents(self) -> dict[str, list[DocumentFile]]:
        """The documents that each field refers to."""
        wanted: dict[str, set[int]] = {}
        for name in ("text", "tools", "documents"):
            field: Any = self._meta.get_field(name)
            wanted[name] = {
                int(pk)
                for model, pk, *_ in field.extract_references(getattr(self, name))
                if model is DocumentFile
            }
        known = DocumentFile.objects.select_related("collection").in_bulk(
            set.union(*wanted.values())
        )
        return {name: [known[pk] for pk in ids if pk in known] for name, ids in wanted.items()}
