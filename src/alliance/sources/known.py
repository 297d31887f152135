"""What is known already, against which candidates are held: parts above say what they have told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.utils import timezone

from alliance.library.models import Publication

from .judging.likeness import Telling
from .models import Candidate, CandidateState

Tellings = Callable[[dt.date], Iterable[Telling]]
"""Those told on or after a day. The key of each begins with its kind: “item 7”."""

_known: dict[str, Tellings] = {}
KEPT_FOR = dt.timedelta(days=400)
"""How far back is looked: a yearly thing meets last year's, and is told from it."""
CANDIDATES_FOR = dt.timedelta(days=120)


def register(kind: str, tellings: Tellings) -> None:
    """Have candidates held against what a part has told. Called at start-up by that part."""
    _known[kind] = tellings


def all_known(today: dt.date | None = None) -> Iterator[Telling]:
    """Items, publications and whatever else was registered; then other candidates."""
    since = (today or timezone.localdate()) - KEPT_FOR
    for tellings in _known.values():
        yield from tellings(since)


def publications(since: dt.date) -> Iterator[Telling]:
    """The records of the library, whatever their day: by title, publisher and address."""
    rows = Publication.objects.select_related("publisher").only(
        "title", "url", "published_on", "publisher__name"
    )
    for row in rows.iterator():
        yield Telling(
            key=f"publication {row.pk}",
            title=row.title,
            address=row.url,
            publisher=row.publisher.name if row.publisher else "",
            on=row.published_on,
            where="the library",
            path=row.get_absolute_url(),
        )


def candidates(today: dt.date) -> Iterator[Telling]:
    """Those of some months, whatever was decided of them, but for what was joined to another."""
    rows = Candidate.objects.filter(found_at__date__gte=today - CANDIDATES_FOR).exclude(
        state=CandidateState.MERGED
    )
    for row in rows.only("title", "text", "url", "publisher", "found_at", "state").iterator():
        yield telling_of(row)


def telling_of(candidate: Candidate) -> Telling:
    """What is compared of a candidate."""
    found = timezone.localdate(candidate.found_at)
    return Telling(
        key=f"candidate {candidate.pk}",
        title=candidate.title,
        text=candidate.text,
        address=candidate.url,
        publisher=candidate.publisher,
        on=found,
        where=f"the candidate of {found:%-d %B %Y}, {candidate.get_state_display().lower()}",
        path=f"/sources/triage/?open={candidate.pk}",
    )
