"""Records of a file against the library: what they would change, and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from django.db import transaction

from alliance.directory.models import Topic, User
from alliance.library.kinds import guess_kind
from alliance.library.models import Publication
from alliance.library.publications.meeting import Met, Told, meet
from alliance.library.publications.publishers import publisher_of
from alliance.library.recognise import KnownPublication, Shelf, match_key
from alliance.search.registry import together
from alliance.text.similarity import fold

from .records import Record


class Done(Enum):
    """What becomes of a record."""

    NEW = "new"
    NEW_VERSION = "a new version of what is known"
    COMPLETED = "known, and says more now"
    UNCHANGED = "known, and stays as it is"


@dataclass(frozen=True, slots=True)
class Outcome:
    record: Record
    done: Done
    publication: Publication


def topics_by_name() -> dict[str, int]:
    """Ids of topics by what a person may write for each, folded."""
    rows = list(Topic.objects.values_list("pk", "name", "slug"))
    return {fold(said): pk for pk, *names in rows for said in names}


def without_our_own(records: Sequence[Record], site: str) -> list[Record]:
    """The records without addresses of this site, which our own files give for what lies here."""
    return [replace(each, url="") if each.url.startswith(site) else each for each in records]


@transaction.atomic
def save(records: Sequence[Record], *, by: User | None) -> list[Outcome]:
    """Save all of them or, after a fault, nothing. The same again changes nothing."""
    shelf = Shelf(
        KnownPublication(pk, key, publisher or "", date)
        for pk, key, publisher, date in Publication.objects.values_list(
            "pk", "match_key", "publisher__name", "published_on"
        )
    )
    topics = topics_by_name()
    with together():
        # the oldest first, so that each later version finds the one before it
        ordered = sorted(
            records, key=lambda each: (each.published_on is not None, each.published_on or 0)
        )
        done = {id(each): _save(each, shelf, topics, by) for each in ordered}
    return [done[id(each)] for each in records]


def preview(records: Sequence[Record]) -> list[Outcome]:
    """What `save` would do: done, and undone again."""
    with transaction.atomic():
        outcomes = save(records, by=None)
        transaction.set_rollback(True)
    return outcomes


def _save(record: Record, shelf: Shelf, topics: dict[str, int], by: User | None) -> Outcome:
    told = Told(record.published_on, record.url, record.label, record.what_changed, by)
    # What has the name of a version, or says what changed, is a version however far its day is.
    is_version = bool(record.label or record.what_changed)
    known = shelf.find(
        record.title,
        publisher=record.publisher,
        date=None if is_version else record.published_on,
    )
    if known is None:
        publication = _add(record, told)
        name = publication.publisher.name if publication.publisher else ""
        shelf.add(
            KnownPublication(publication.pk, match_key(record.title), name, record.published_on)
        )
        done = Done.NEW
    else:
        publication = Publication.objects.select_related("publisher").get(pk=known.id)
        met = meet(publication, told)
        known.date = publication.published_on
        done = {Met.NEW_VERSION: Done.NEW_VERSION, Met.COMPLETED: Done.COMPLETED}.get(
            met, Done.UNCHANGED
        )
        if _complete(publication, record) and done is Done.UNCHANGED:
            done = Done.COMPLETED
    ids = {topics[fold(topic)] for topic in record.topics}
    if missing := ids - set(publication.topics.values_list("pk", flat=True)):
        publication.topics.add(*missing)
        done = Done.COMPLETED if done is Done.UNCHANGED else done
    return Outcome(record, done, publication)


def _add(record: Record, told: Told) -> Publication:
    publisher = publisher_of(record.publisher)
    publication = Publication.objects.create(
        title=record.title,
        publisher=publisher,
        kind=record.kind or guess_kind(record.title, publisher.name if publisher else ""),
    )
    meet(publication, told)
    return publication


def _complete(publication: Publication, record: Record) -> bool:
    """Fill in kind and publisher where nobody has said them."""
    changed = []
    if record.kind and not publication.kind:
        publication.kind = record.kind
        changed.append("kind")
    if record.publisher and publication.publisher is None:
        publication.publisher = publisher_of(record.publisher)
        changed.append("publisher")
    if changed:
        publication.save(update_fields=changed)
    return bool(changed)
