"""What a digest tells of the library: publications that became known here in its window."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from alliance.delivery.composing.letter import Line, Manner, Part, written
from alliance.delivery.composing.sources import DigestPart, register_part
from alliance.directory.access import visible

from .models import Publication, Version

OF_LATE = dt.timedelta(days=92)
"""How long ago it may have come out: an archive that comes in is no news."""
AT_MOST = 40
"""Lines; the list on the site has the rest."""


def register() -> None:
    register_part(DigestPart(name="publications", place=30, part=publications_part))


def publications_part(after: dt.datetime, until: dt.datetime) -> Part | None:
    """Publications of which a version was added, the newest first; each once. Three queries."""
    versions = visible(AnonymousUser(), Version.objects.all()).filter(
        Q(published_on__isnull=True) | Q(published_on__gte=(after - OF_LATE).date()),
        added_at__gt=after,
        added_at__lte=until,
        withdrawn_on__isnull=True,
    )
    rows = list(
        visible(AnonymousUser(), Publication.objects.filter(pk__in=versions.values("publication")))
        .select_related("publisher")
        .prefetch_related("topics")[: AT_MOST + 1]
    )
    if not rows:
        return None
    return Part(
        heading="Publications",
        manner=Manner.LIST,
        lines=[publication_line(row) for row in rows[:AT_MOST]],
        more_url="/publications/" if len(rows) > AT_MOST else "",
    )


def publication_line(publication: Publication, *, title: str = "") -> Line:
    """A publication in mail: “NSPCC, 29 October 2020”.

    Args:
        title: as the list that has it prints it.
    """
    day = publication.published_on
    facts = [
        publication.publisher.name if publication.publisher else "",
        written(day) if day else "",
        publication.get_kind_display().lower() if publication.kind else "",
    ]
    return Line(
        title=title or publication.title,
        url=publication.get_absolute_url(),
        note=", ".join(filter(None, facts)),
        topics=frozenset(topic.pk for topic in publication.topics.all()),
    )
