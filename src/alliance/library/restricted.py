"""Documents in restricted areas: an area has a collection, and what is in it or below is closed."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import StartsWith
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Collection

from alliance.directory.access import may_enter, visible
from alliance.directory.areas.contents import Reader, Thing
from alliance.directory.models import Area

from .documents.text import drawn_from
from .models import DocumentFile

DOCUMENTS = "Documents"


def areas_of(collection: Collection) -> QuerySet[Area]:
    """The areas in which a collection lies: all of them must be open to whoever opens a document."""
    return _around(Value(collection.path))


def outside(entered: Several[int] = (), *, document: str = "") -> Q:
    """That a document lies in no area but those that somebody may enter.

    Args:
        entered: those areas; none for what everybody may read.
        document: the way from the row to its document, as “document__”; without one it is open.
    """
    closed = _around(OuterRef(f"{document}collection__path")).exclude(pk__in=entered)
    return ~Q(Exists(closed))


def _around(path: Any) -> QuerySet[Area]:
    # A collection's path begins with the path of each one above it.
    found: QuerySet[Area] = Area.objects.filter(StartsWith(path, F("collection__path")))
    return found


def may_open(reader: Reader, document: DocumentFile) -> Area | None:
    """The first area that keeps a reader from a document; None if none does."""
    shut = (area for area in areas_of(document.collection) if not may_enter(reader, area))
    return next(shut, None)


def is_shut(request: HttpRequest, document: DocumentFile) -> bool:
    """Whether a private collection or an area keeps whoever asks from a document."""
    restrictions = document.collection.get_view_restrictions()
    is_private = not all(restriction.accept_request(request) for restriction in restrictions)
    return is_private or may_open(request.user, document) is not None


def documents_of(reader: Reader, area: Area) -> Iterator[Thing]:
    """The documents of an area, by collection; the newest first."""
    if area.collection is None:
        return
    within = DocumentFile.objects.filter(collection__path__startswith=area.collection.path)
    rows = visible(reader, within)
    listed = list(rows.select_related("collection").order_by("-created_at", "-pk"))
    drawn = drawn_from(row.file.name for row in listed)
    for row in listed:
        seen = drawn.get(row.file.name)
        is_loose = row.collection_id == area.collection_id
        day = f"{row.created_at.day} {row.created_at:%B %Y}"
        yield Thing(
            title=row.title,
            url=row.url,
            facts=", ".join(filter(None, [row.file_extension.upper(), day])),
            group=DOCUMENTS if is_loose else row.collection.name,
            picture=reverse("document_first_page", args=[row.pk])
            if seen and seen.first_page
            else "",
            begins=seen.begins if seen else "",
        )
