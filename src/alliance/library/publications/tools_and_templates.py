"""The rolling list from the records: fetched, decided by `rolling`, grouped for a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from alliance.directory.access import visible
from alliance.library.models import Publication

from .listing import Reader, with_standing
from .rolling import LASTING, LASTS, STAYS, Candidate, Standing, listed


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication on the list, and why it is there."""

    publication: Publication
    standing: Standing


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    entries: Sequence[Entry]


def todays_list(reader: Reader, today: dt.date) -> list[Entry]:
    """The list of a day for a reader, the newest first, in three queries at most."""
    may_stand = (
        Q(place="held")
        | Q(published_on__gte=today - STAYS)
        | Q(kind__in=LASTING) & (Q(published_on__gte=today - LASTS) | Q(published_on__isnull=True))
    )
    shown = with_standing(visible(reader, Publication.objects.filter(may_stand)))
    rows = {row.pk: row for row in shown.select_related("publisher").prefetch_related("topics")}
    on_it = listed((_candidate(row) for row in rows.values()), today)
    return [Entry(rows[pk], said) for pk, said in on_it.items()]


def _candidate(row: Publication) -> Candidate:
    is_withdrawn: bool = row.is_withdrawn
    return Candidate(row.pk, row.kind, row.published_on, row.place, row.place_until, is_withdrawn)


def by_month(entries: Iterable[Entry]) -> list[Group]:
    """As bulletins set it: the newest month first."""
    return _grouped(entries, lambda each: [_month(each.publication.published_on)])


def by_publisher(entries: Iterable[Entry]) -> list[Group]:
    """By the name of the publisher; those without one last."""
    groups = _grouped(entries, lambda each: [str(each.publication.publisher or "")])
    return _named(groups, "No publisher named")


def by_topic(entries: Iterable[Entry]) -> list[Group]:
    """By topic; an entry stands under each that it has."""
    groups = _grouped(
        entries, lambda each: [topic.name for topic in each.publication.topics.all()] or [""]
    )
    return _named(groups, "Without a topic")


WAYS: dict[str, Callable[[Iterable[Entry]], list[Group]]] = {
    "month": by_month,
    "publisher": by_publisher,
    "topic": by_topic,
}


def _grouped(entries: Iterable[Entry], headings: Callable[[Entry], list[str]]) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        for heading in headings(each):
            groups.setdefault(heading, []).append(each)
    return [Group(heading, rows) for heading, rows in groups.items()]


def _named(groups: list[Group], nameless: str) -> list[Group]:
    ordered = sorted(groups, key=lambda group: (not group.heading, group.heading.casefold()))
    return [Group(group.heading or nameless, group.entries) for group in ordered]


def _month(day: dt.date | None) -> str:
    return f"{day:%B %Y}" if day else "Without a date"
