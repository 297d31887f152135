"""The rolling list of a bulletin: entries that refer to publications."""

from __future__ import annotations

from alliance.library.kinds import guess_kind
from alliance.library.models import Publication
from alliance.library.publications.meeting import Met, Told, meet
from alliance.library.publications.publishers import publisher_of
from alliance.library.recognise import KnownPublication

from ..content import Content, PublicationContent
from ..models import Bulletin, CatalogueEntry
from .memory import Memory


def catalogue(bulletin: Bulletin, content: Content, memory: Memory) -> int:
    """Write the list of one bulletin; how many publications were not known before."""
    CatalogueEntry.objects.filter(bulletin=bulletin).delete()
    made = 0
    entries = []
    for position, entry in enumerate(content.publications):
        known = memory.publications.find(entry.title, publisher=entry.publisher, date=entry.date)
        if known is None:
            known = _add(entry)
            memory.publications.add(known)
            made += 1
        else:
            _complete(known, entry)
        entries.append(
            CatalogueEntry(
                bulletin=bulletin,
                publication_id=known.id,
                position=position,
                title=entry.title,
                publisher=entry.publisher,
                date=entry.date,
                url=entry.url,
            )
        )
    CatalogueEntry.objects.bulk_create(entries)
    return made


def _add(entry: PublicationContent) -> KnownPublication:
    publisher = publisher_of(entry.publisher)
    publication = Publication.objects.create(
        title=entry.title,
        publisher=publisher,
        kind=guess_kind(entry.title, publisher.name if publisher else ""),
        published_on=entry.date,
        url=entry.url,
    )
    return KnownPublication(
        publication.pk, publication.match_key, publisher.name if publisher else "", entry.date
    )


def _complete(known: KnownPublication, entry: PublicationContent) -> None:
    """Fill in what an entry knows and the record does not; another day is another version's."""
    unnamed = bool(entry.publisher) and not known.publisher
    dated = entry.date is not None and entry.date != known.date
    if not (dated or unnamed or entry.url):
        return
    publication = Publication.objects.get(pk=known.id)
    changed = meet(publication, Told(on=entry.date, url=entry.url)) is not Met.NOTHING
    known.date = publication.published_on
    if unnamed:
        publication.publisher = publisher_of(entry.publisher)
        known.publisher = publication.publisher.name if publication.publisher else ""
        publication.save(update_fields=["publisher"])
        changed = True
    if changed and publication.latest_revision_id:
        publication.save_revision()
