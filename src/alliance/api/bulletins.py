"""Bulletins: a list by date, and each with all that stands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from alliance.bulletins.issue import gather
from alliance.bulletins.models import Appearance, Bulletin, CatalogueEntry, ContactEntry
from alliance.directory.access import visible

from .asking import Paging, Period, Year
from .listing import answer_list, answer_one, asked_for_one, one_or_nothing
from .shapes import Listed, Shape, Site, Wording
from .wordings import Reader, said

router = Router(tags=["Bulletins"])


class BulletinRow(Shape):
    number: int = Field(description="Its key. Not to be worked out from the date.")
    date: dt.date
    title: str
    is_published: bool = Field(description="False for drafts, which the programme alone sees.")
    news_count: int
    reminder_count: int
    publication_count: int
    url: str = Field(description="Its page.")
    api_url: str


class BulletinList(Listed[BulletinRow]):
    pass


class BulletinItem(Wording):
    """An item as it stands in a bulletin."""

    id: int
    first_said_in: int = Field(description="Number of the first bulletin that had it.")
    url: str = Field(description="Page of the item.")
    api_url: str


class BulletinPublication(Shape):
    """A line of the catalogue, as the bulletin printed it."""

    id: int
    title: str
    publisher: str
    date: dt.date | None
    address: str = Field(description="Where it can be read; empty if the bulletin gave none.")
    api_url: str


class BulletinContact(Shape):
    """A person in the block of contacts, as far as they may be shown."""

    name: str
    role: str
    organisation: str
    phones: list[str]
    emails: list[str]


class BulletinCorrection(Shape):
    """What was put right after the bulletin had come out."""

    at: dt.datetime
    note: str


class BulletinWhole(BulletinRow):
    introduction: str
    corrections: list[BulletinCorrection]
    items: list[BulletinItem]
    publications: list[BulletinPublication]
    contacts: list[BulletinContact]


class BulletinsAsked(Paging, Period):
    year: Year | None = Field(None, description="Of its date.")
    sort: Literal["newest", "oldest"] = Field("newest", description="By number.")


@router.get(
    "/",
    response=BulletinList,
    operation_id="list_bulletins",
    url_name="bulletins",
    summary="Bulletins",
)
def list_bulletins(request: HttpRequest, asked: Query[BulletinsAsked]) -> HttpResponse:
    """Bulletins by number, the newest first."""
    rows = visible(request.user, Bulletin.objects.filter(**asked.on("date")))
    if asked.year:
        rows = rows.filter(date__year=asked.year)
    rows = rows.order_by("number" if asked.sort == "oldest" else "-number")
    return answer_list(
        request,
        asked,
        rows.only("number", "date", "live"),
        tell=lambda page: _rows(request.user, page, Site(request)),
        page_of=BulletinList,
        name="bulletins",
    )


@router.get(
    "/{int:number}/",
    response=BulletinWhole,
    operation_id="get_bulletin",
    url_name="bulletin",
    summary="A bulletin",
)
def get_bulletin(request: HttpRequest, number: int) -> HttpResponse:
    """All that stands in a bulletin, in its order."""
    asked_for_one(request)
    found = one_or_nothing(
        visible(request.user, Bulletin.objects.all()),
        f"There is no bulletin {number}; /api/v1/bulletins/ has those there are.",
        number=number,
    )
    site = Site(request)
    issue = gather(found, request.user)
    [row] = _rows(request.user, [found], site)
    return answer_one(
        request,
        BulletinWhole(
            **row.model_dump(),
            introduction=found.introduction,
            corrections=[
                BulletinCorrection(at=each.at, note=each.note) for each in issue.corrections
            ],
            items=[
                _item(story.appearance, story.first_said or number, site)
                for story in [*issue.news, *issue.reminders]
            ],
            publications=[
                _publication(entry, site) for month in issue.months for entry in month.entries
            ],
            contacts=[_contact(entry) for entry in issue.contacts],
        ),
    )


def _rows(reader: Reader, page: Sequence[Bulletin], site: Site) -> list[BulletinRow]:
    said_in = visible(reader, Appearance.objects.filter(bulletin__in=page)).order_by()
    items = {
        (bulletin, section): count
        for bulletin, section, count in said_in.values_list("bulletin", "section").annotate(
            Count("pk")
        )
    }
    listed = visible(reader, CatalogueEntry.objects.filter(bulletin__in=page)).order_by()
    publications = dict(listed.values_list("bulletin").annotate(Count("pk")))
    return [
        BulletinRow(
            number=row.number,
            date=row.date,
            title=str(row),
            is_published=row.live,
            news_count=items.get((row.pk, Appearance.Section.NEWS), 0),
            reminder_count=items.get((row.pk, Appearance.Section.REMINDER), 0),
            publication_count=publications.get(row.pk, 0),
            url=site.page(row.get_absolute_url()),
            api_url=site.api("bulletins", row.number),
        )
        for row in page
    ]


def _item(appearance: Appearance, first_said_in: int, site: Site) -> BulletinItem:
    return BulletinItem(
        **said(appearance),
        id=appearance.item_id,
        first_said_in=first_said_in,
        url=site.page(appearance.item.get_absolute_url()),
        api_url=site.api("items", appearance.item_id),
    )


def _publication(entry: CatalogueEntry, site: Site) -> BulletinPublication:
    return BulletinPublication(
        id=entry.publication_id,
        title=entry.title,
        publisher=entry.publisher,
        date=entry.date,
        address=entry.url,
        api_url=site.api("publications", entry.publication_id),
    )


def _contact(entry: ContactEntry) -> BulletinContact:
    """With the person's details of today, not with what the bulletin once printed."""
    person = entry.person
    details = person.shown_details  # by `gather`
    return BulletinContact(
        name=person.name,
        role=entry.role_title,
        organisation=str(person.authority or person.organisation),
        phones=[detail.value for detail in details if detail.kind != "email"],
        emails=[detail.value for detail in details if detail.kind == "email"],
    )
