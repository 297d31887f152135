"""What publications say of themselves to the search index."""

from __future__ import annotations

from django.db.models import QuerySet

from alliance.search import registry
from alliance.search.document import Document

from .models import Publication


def register() -> None:
    registry.register(Publication, document=_publication, rows=_publications)


def _publications() -> QuerySet[Publication]:
    return Publication.objects.select_related("publisher").prefetch_related("topics")


def _publication(publication: Publication) -> Document:
    return Document(
        title=publication.title,
        kind="Publication",
        url=publication.url or "/publications/",
        date=publication.published_on,
        publisher=publication.publisher.name if publication.publisher else "",
        topics=[topic.name for topic in publication.topics.all()],
    )
