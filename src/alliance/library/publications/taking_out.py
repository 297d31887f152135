"""Publications as records, to be written down as CSV, BibTeX or RIS."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from alliance.directory.access import visible
from alliance.library.models import Publication, Version
from alliance.library.models.version import latest_of

from .exchange.records import Record, one_line


def records_of(
    request: HttpRequest, publication: Publication, versions: Iterable[Version]
) -> list[Record]:
    """A record for each of these versions; one of the publication alone where there is none."""
    topics = tuple(topic.name for topic in publication.topics.all())

    def record(version: Version | None) -> Record:
        return Record(
            title=one_line(publication.title),
            publisher=one_line(publication.publisher or ""),
            kind=publication.kind,
            published_on=version.published_on if version else None,
            url=_address(request, publication, version) if version else "",
            label=one_line(version.label) if version else "",
            what_changed=one_line(version.what_changed) if version else "",
            topics=topics,
        )

    return [record(version) for version in versions] or [record(None)]


def records_of_list(request: HttpRequest, rows: QuerySet[Publication]) -> list[Record]:
    """The latest version of each, in a fixed number of queries."""
    versions = visible(request.user, Version.objects.all())
    told = rows.prefetch_related("topics", Prefetch("versions", versions, to_attr="shown"))
    return [
        record
        for row in told
        for record in records_of(request, row, filter(None, [latest_of(row.shown)]))
    ]


def _address(request: HttpRequest, publication: Publication, version: Version) -> str:
    """Its publisher's, or where this site leads to the file; of the latest, so that it stays true."""
    if version.url or not version.document_id:
        return version.url
    return request.build_absolute_uri(reverse("publication_latest", args=[publication.pk]))
