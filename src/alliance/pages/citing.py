"""Which sections and projects keep a publication among their reports and tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from alliance.directory.access import visible
from alliance.directory.models import User
from alliance.library.models import Publication, Version
from alliance.library.publications import citing
from alliance.library.publications.citing import Citation

from .models import Workstream


def register() -> None:
    citing.register("On sections and projects", _pages)


def _pages(
    reader: User | AnonymousUser, publication: Publication, versions: Sequence[Version]
) -> Iterator[Citation]:
    keeping = Q(governance_records__publication=publication) | Q(
        tool_records__publication=publication
    )
    rows = visible(reader, Workstream.objects.filter(keeping)).distinct()
    for row in rows.order_by("title"):
        yield Citation(row.title, row.specific_deferred.get_absolute_url())
