"""Where each address stands: gathered every night, and followed when a row is saved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Link, LinkHost, LinkPlace
from .addresses import asked_for, host_of
from .holders import Held, holder_of, kinds

AT_ONCE = 500
HISTORY_KEPT = dt.timedelta(days=365)
"""Of an address that stands nowhere any more."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Everything of a `LinkPlace` but its keys."""

    url: str
    object_id: int
    written: str
    title: str
    page: str
    edit: str
    day: dt.date | None


@job(title="Find where links stand")
def gather_links(progress: Progress) -> str:
    """Bring what is known of all rows up to date."""
    for kind in progress.through(list(kinds()), "Looking where links stand"):
        gather(kind)
    forgotten = _forget_old()
    held = Link.objects.held().count()
    return f"{held} addresses stand on the site; {forgotten} old ones were forgotten."


def gather(kind: type[Model]) -> None:
    """Bring the places of one kind of row up to date."""
    finder = AdminURLFinder()
    found: set[_Place] = set()
    for row in holder_of(kind).rows().iterator(AT_ONCE):
        found.update(_places(row, finder))
    _write(kind, found, LinkPlace.objects.filter(content_type=_kind(kind)))


def follow(row: Model) -> None:
    """Bring the places of a saved row up to date, if it held addresses before.

    A row that is new waits for the night: an import saves thousands.
    """
    before = LinkPlace.objects.filter(content_type=_kind(type(row)), object_id=row.pk)
    if before.exists():
        renew(row)


def renew(row: Model) -> None:
    """Bring the places of a row up to date."""
    before = LinkPlace.objects.filter(content_type=_kind(type(row)), object_id=row.pk)
    now = holder_of(type(row)).rows().filter(pk=row.pk).first()
    found = set(_places(now, AdminURLFinder())) if now else set()
    _write(type(row), found, before)


def forget(row: Model) -> None:
    LinkPlace.objects.filter(content_type=_kind(type(row)), object_id=row.pk).delete()


def _places(row: Model, finder: AdminURLFinder) -> Iterable[_Place]:
    holder = holder_of(type(row))
    edit: str | None = None
    for held in holder.held(row):
        if url := asked_for(held.written):
            if edit is None:
                edit = finder.get_edit_url(holder.edited(row)) or ""
            yield _place(row, held, url, edit)


def _place(row: Model, held: Held, url: str, edit: str) -> _Place:
    return _Place(url, row.pk, held.written, held.title[:500], held.page, edit, held.day)


@transaction.atomic
def _write(kind: type[Model], found: set[_Place], before: QuerySet[LinkPlace]) -> None:
    """Make the places of some rows what was found; those that stay are not touched."""
    content_type = _kind(kind)
    missing, gone = set(found), []
    for place in before.select_related("link"):
        as_found = _Place(
            place.link.url, place.object_id, place.written, place.title, place.page, place.edit,
            place.day,
        )  # fmt: skip
        if as_found in missing:
            missing.discard(as_found)
        else:
            gone.append(place.pk)
    for start in range(0, len(gone), AT_ONCE):
        LinkPlace.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    links = _links({place.url for place in missing})
    LinkPlace.objects.bulk_create(
        [
            LinkPlace(
                link_id=links[place.url],
                content_type=content_type,
                object_id=place.object_id,
                written=place.written,
                title=place.title,
                page=place.page,
                edit=place.edit,
                day=place.day,
            )
            for place in sorted(missing, key=lambda place: (place.object_id, place.written))
        ],
        batch_size=AT_ONCE,
    )


def _links(urls: set[str]) -> dict[str, int]:
    """The keys of the links of these addresses; those that are not there are made."""
    ordered = sorted(urls)
    found: dict[str, int] = {}
    now = timezone.now()
    for start in range(0, len(ordered), AT_ONCE):
        batch = {digest_of(url): url for url in ordered[start : start + AT_ONCE]}
        hosts = _hosts({host_of(url) for url in batch.values()})
        Link.objects.bulk_create(
            [
                Link(url=url, digest=digest, host_id=hosts[host_of(url)], next_look_at=now)
                for digest, url in batch.items()
            ],
            ignore_conflicts=True,
        )
        rows = Link.objects.filter(digest__in=batch).values_list("digest", "pk")
        found |= {batch[digest]: pk for digest, pk in rows}
    return found


def _hosts(names: set[str]) -> dict[str, int]:
    LinkHost.objects.bulk_create(
        [LinkHost(name=name) for name in sorted(names)], ignore_conflicts=True
    )
    return dict(LinkHost.objects.filter(name__in=names).values_list("name", "pk"))


def digest_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _kind(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _forget_old() -> int:
    """History goes a year after its address stood somewhere for the last time it was looked at."""
    long_ago = timezone.now() - HISTORY_KEPT
    old = Link.objects.exclude(pk__in=LinkPlace.objects.values("link")).filter(
        added_at__lt=long_ago, next_look_at__lt=long_ago
    )
    count = old.count()
    old.delete()
    return count
