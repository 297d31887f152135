"""Publications that bulletins listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from alliance.bulletins.models import Bulletin
from alliance.directory.access import visible
from alliance.library.models import Publication, Publisher, Version
from alliance.library.models.version import newest_first
from alliance.library.restricted import outside

from .asking import Paging, Period, Slug, Year, known_topic
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .problems import Refusal
from .shapes import BulletinName, Fault, Listed, PublisherName, Shape, Site, TopicName
from .wordings import Reader

router = Router(tags=["Publications"])
KindName = Literal[
    "guidance", "statutory", "policy", "consultation", "report", "research",
    "inspection", "statistics", "tool", "template", "training",
]  # fmt: skip
"""The values of `Kind`, which the description has to say one by one."""


_DATE = F("published_on")
_ORDERS: dict[str, list[OrderBy | str]] = {
    "newest": [_DATE.desc(nulls_last=True), "title", "pk"],
    "oldest": [_DATE.asc(nulls_last=True), "title", "pk"],
    "title": ["title", "pk"],
}


class PublicationRow(Shape):
    id: int
    title: str
    publisher: PublisherName | None
    kind: str = Field(description="As in the filter; empty if nobody has said.")
    date: dt.date | None = Field(description="Published or last updated.")
    topics: list[TopicName]
    address: str = Field(description="Where its latest version can be read; empty if not known.")
    url: str = Field(description="Its page.")
    api_url: str


class PublicationVersion(Shape):
    """The publication as it came out on one day."""

    date: dt.date | None = Field(description="Published or updated.")
    label: str = Field(description="As “2nd edition”.")
    address: str = Field(description="Where this version can be read; empty if not known.")
    what_changed: str = Field(description="Since the version before.")
    withdrawn: dt.date | None = Field(description="Since when it does not stand any more.")
    withdrawn_because: str


class PublicationList(Listed[PublicationRow]):
    pass


class PublicationWhole(PublicationRow):
    versions: list[PublicationVersion] = Field(description="Newest first.")
    listed_in: list[BulletinName] = Field(description="Bulletins that listed it, newest first.")


class PublicationsAsked(Paging, Period):
    publisher: Slug | None = Field(None, description="Slug of a publisher.")
    kind: KindName | None = Field(None, description="Of one kind.")
    topic: Slug | None = Field(None, description="Slug of a topic.")
    year: Year | None = Field(None, description="Of its date.")
    sort: Literal["newest", "oldest", "title"] = Field(
        "newest", description="Those without a date come last."
    )


@router.get(
    "/",
    response=PublicationList,
    operation_id="list_publications",
    url_name="publications",
    summary="Publications",
)
def list_publications(request: HttpRequest, asked: Query[PublicationsAsked]) -> HttpResponse:
    """Reports, guidance, tools and templates that bulletins listed, each once."""
    reader = request.user
    rows = visible(reader, _open().filter(**asked.on("published_on")))
    if asked.publisher:
        rows = rows.filter(publisher=_known_publisher(reader, asked.publisher))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.topic:
        rows = rows.filter(topics=known_topic(asked.topic))
    if asked.year:
        rows = rows.filter(published_on__year=asked.year)
    return answer_list(
        request,
        asked,
        _with_names(rows).order_by(*_ORDERS[asked.sort]),
        tell=lambda page: _rows(page, Site(request)),
        page_of=PublicationList,
        name="publications",
    )


@router.get(
    "/{int:publication_id}/",
    response=PublicationWhole,
    operation_id="get_publication",
    url_name="publication",
    summary="A publication",
)
def get_publication(request: HttpRequest, publication_id: int) -> HttpResponse:
    """A publication, its versions and the bulletins that listed it."""
    asked_for_one(request)
    reader, site = request.user, Site(request)
    found = one_or_nothing(
        _with_names(visible(reader, _open())),
        f"There is no publication {publication_id}; /api/v1/publications/ has those there are.",
        pk=publication_id,
    )
    listed_in = visible(reader, Bulletin.objects.filter(catalogue__publication=found)).distinct()
    [row] = _rows([found], site)
    return answer_one(
        request,
        PublicationWhole(
            **{name: getattr(row, name) for name in PublicationRow.model_fields},
            versions=_versions(reader, found, site),
            listed_in=[
                BulletinName.of(bulletin, site)
                for bulletin in listed_in.only("number", "date").order_by("-number")
            ],
        ),
    )


def _open() -> QuerySet[Publication]:
    """What lies in a restricted area is not told here, also to those who may enter it."""
    return Publication.objects.filter(outside(document="document__"))


def _versions(reader: Reader, found: Publication, site: Site) -> list[PublicationVersion]:
    """Those of which nothing lies in a restricted area."""
    rows = Version.objects.filter(outside(document="document__"), publication=found)
    return [
        PublicationVersion(
            date=row.published_on,
            label=row.label,
            address=row.url or (site.page(row.address) if row.address else ""),
            what_changed=row.what_changed,
            withdrawn=row.withdrawn_on,
            withdrawn_because=row.withdrawn_because,
        )
        for row in newest_first(visible(reader, rows).select_related("document"))
    ]


def _with_names(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    return rows.select_related("publisher").prefetch_related("topics")


def _latest(row: Publication, site: Site) -> str:
    """What lies here has an address that leads to whichever version is the latest."""
    return site.page(reverse("publication_latest", args=[row.pk])) if row.document_id else ""


def _known_publisher(reader: Reader, slug: str) -> Publisher:
    found = visible(reader, Publisher.objects.filter(slug=slug)).first()
    if found is None:
        detail = f"There is no publisher “{slug}”; each row of this list has the slug of its own."
        raise Refusal.bad_values([Fault(parameter="publisher", detail=detail)])
    return found


def _rows(page: Sequence[Publication], site: Site) -> list[PublicationRow]:
    return [
        PublicationRow(
            id=row.pk,
            title=row.title,
            publisher=PublisherName.of(row.publisher) if row.publisher else None,
            kind=row.kind,
            date=row.published_on,
            topics=[TopicName.of(topic) for topic in row.topics.all()],
            address=row.url or _latest(row, site),
            url=site.page(row.get_absolute_url()),
            api_url=site.api("publications", row.pk),
        )
        for row in page
    ]
