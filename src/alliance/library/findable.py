"""What publications say of themselves to the search index."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.signals import post_save

from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import PROGRAMME, PUBLIC, of_area

from .documents.text import text_of
from .models import DocumentFile, Publication
from .restricted import areas_of


def register() -> None:
    registry.register(Publication, document=_publication, rows=_publications)
    post_save.connect(
        _document_saved, sender=DocumentFile, dispatch_uid="alliance.library.document"
    )


def _document_saved(instance: DocumentFile, raw: bool = False, **signal: object) -> None:
    """A document that goes into an area, or comes out, takes its publication along."""
    if not raw:
        with_it = Publication.objects.filter(document=instance.pk)
        if ids := set(with_it.values_list("pk", flat=True)):
            registry.index(Publication, ids)


def _publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("publisher", "document__collection").prefetch_related(
        "topics"
    )


def _publication(publication: Publication) -> Document:
    return Document(
        title=publication.title,
        kind="Publication",
        url=publication.get_absolute_url(),
        # Its kind is a word that finds it: those of a facet tell bulletins, items and people apart.
        body="\n".join(
            filter(None, [publication.get_kind_display(), text_of(publication.document)])
        ),
        audience=_audience(publication),
        date=publication.published_on,
        publisher=publication.publisher.name if publication.publisher else "",
        topics=[topic.name for topic in publication.topics.all()],
    )


def _audience(publication: Publication) -> str:
    """Those who may enter the area in which its document lies; in two of them, the programme."""
    if publication.document is None:
        return PUBLIC
    areas = list(areas_of(publication.document.collection).values_list("pk", flat=True))
    if not areas:
        return PUBLIC
    return of_area(areas[0]) if len(areas) == 1 else PROGRAMME
