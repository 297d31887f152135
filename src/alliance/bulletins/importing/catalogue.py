"""The rolling list of a bulletin: entries that refer to publications."""

from __future__ import annotations

from django.utils.text import slugify

from alliance.library.models import Publication, Publisher
from alliance.library.recognise import KnownPublication, match_key, publisher_name

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
    publisher = _publisher(entry.publisher)
    publication = Publication.objects.create(
        title=entry.title,
        publisher=publisher,
        published_on=entry.date,
        url=entry.url,
        match_key=match_key(entry.title),
    )
    return KnownPublication(
        publication.pk, publication.match_key, publisher.name if publisher else "", entry.date
    )


def _publisher(written: str) -> Publisher | None:
    if not written:
        return None
    name = publisher_name(written)[:200]
    publisher, _ = Publisher.objects.get_or_create(name=name, defaults={"slug": _free_slug(name)})
    if written != name and written not in publisher.also_known_as:
        publisher.also_known_as = [*publisher.also_known_as, written]
        publisher.save(update_fields=["also_known_as"])
    return publisher


def _free_slug(name: str) -> str:
    slug = slugify(name)[:190] or "publisher"
    taken = set(Publisher.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        s for s in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if s not in taken
    )


def _complete(known: KnownPublication, entry: PublicationContent) -> None:
    """Fill in what an entry knows and the record does not; a later day is an update's."""
    later = entry.date is not None and (known.date is None or entry.date > known.date)
    unnamed = bool(entry.publisher) and not known.publisher
    if not (later or unnamed or entry.url):
        return
    publication = Publication.objects.get(pk=known.id)
    changed = []
    if later:
        publication.published_on = known.date = entry.date
        changed.append("published_on")
    if unnamed:
        publication.publisher = _publisher(entry.publisher)
        known.publisher = publication.publisher.name if publication.publisher else ""
        changed.append("publisher")
    if entry.url and not publication.url:
        publication.url = entry.url
        changed.append("url")
    if changed:
        publication.save(update_fields=changed)
        if publication.latest_revision_id:
            publication.save_revision()
