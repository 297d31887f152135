"""The list of publications as somebody narrowed it, and what else it can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.http import urlencode

from alliance.directory.access import visible
from alliance.directory.models import Topic, User
from alliance.library.kinds import Kind
from alliance.library.models import Publication, Publisher, Version

Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to; empty where it is not. Words that mean nothing find nothing."""

    publisher: str = ""
    kind: str = ""
    topic: str = ""
    year: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrowed:
        # PostgreSQL is asked for no text with a NUL in it
        said = {each.name: asked.get(each.name, "").replace("\0", "\ufffd") for each in fields(cls)}
        return cls(**{name: text.strip() for name, text in said.items()})

    def __bool__(self) -> bool:
        return any((self.publisher, self.kind, self.topic, self.year))

    def filters(self, but: str = "") -> Q:
        """As a filter of publications, one part left out where it is to be counted."""
        asked = Q()
        if self.publisher and but != "publisher":
            asked &= Q(publisher__slug=self.publisher)
        if self.kind and but != "kind":
            asked &= Q(kind=self.kind)
        if self.topic and but != "topic":
            asked &= Q(topics__slug=self.topic)
        if self.year and but != "year":
            is_year = self.year.isascii() and self.year.isdecimal() and 1 <= int(self.year) <= 9999
            asked &= Q(published_on__year=int(self.year)) if is_year else Q(pk__in=[])
        return asked

    @property
    def query(self) -> str:
        """As the query of an address, with its question mark; empty if nothing is narrowed."""
        said = asdict(self)
        given = {name: value for name, value in said.items() if value}
        return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list can be narrowed to, and how many rows that would leave."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list, as a field of its form."""

    name: str
    label: str
    everything: str
    """What leaves it out: “Any”."""
    choices: Sequence[Choice]


def publications_for(reader: Reader, narrowed: Narrowed) -> QuerySet[Publication]:
    """The publications that a reader may see, narrowed, the newest first."""
    shown = visible(reader, Publication.objects.filter(narrowed.filters()))
    return with_standing(shown.select_related("publisher"))


def with_standing(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """The same rows, each saying whether no version of it stands any more (`is_withdrawn`)."""
    versions = Version.objects.filter(publication=OuterRef("pk"))
    said: QuerySet[Publication] = rows.annotate(
        is_withdrawn=Q(Exists(versions)) & ~Q(Exists(versions.filter(withdrawn_on__isnull=True)))
    )
    return said


def facets(reader: Reader, narrowed: Narrowed) -> list[Facet]:
    """Publisher, kind, topic and year, each counted under what else is chosen; a query each."""

    def rows(but: str) -> QuerySet[Publication]:
        return visible(reader, Publication.objects.filter(narrowed.filters(but)))

    def of_model(name: str, model: type[Any]) -> list[Choice]:
        chosen = getattr(narrowed, name)
        within = Q(publications__in=rows(name))
        counted = visible(reader, model.objects.all()).annotate(
            count=Count("publications", within, distinct=True)
        )
        found = counted.filter(Q(count__gt=0) | Q(slug=chosen)).order_by("name")
        return [Choice(row.slug, row.name, row.count, row.slug == chosen) for row in found]

    def of_field(name: str, field: str) -> dict[Any, int]:
        counted = rows(name).order_by().values_list(field).annotate(Count("pk", distinct=True))
        return dict(counted)

    kinds = of_field("kind", "kind")
    years = {
        str(year): count for year, count in of_field("year", "published_on__year").items() if year
    }
    if (
        narrowed.year
        and narrowed.filters()
        and narrowed.year not in years
        and len(narrowed.year) == 4
    ):
        years[narrowed.year] = 0
    return [
        Facet("publisher", "Publisher", "Everyone", of_model("publisher", Publisher)),
        Facet(
            "kind",
            "Kind",
            "Any",
            [
                Choice(kind.value, kind.label, kinds.get(kind.value, 0), kind == narrowed.kind)
                for kind in Kind
                if kinds.get(kind.value) or kind == narrowed.kind
            ],
        ),
        Facet("topic", "Topic", "Any", of_model("topic", Topic)),
        Facet(
            "year",
            "Year",
            "Any",
            [
                Choice(year, year, years[year], year == narrowed.year)
                for year in sorted(years, reverse=True)
            ],
        ),
    ]
