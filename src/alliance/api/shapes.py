"""What answers are made of, and the parts that several kinds of thing share.

Names of fields are promises: they are kept in `tests/api/outline.txt`.
"""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from alliance.bulletins.models import Bulletin
from alliance.directory.models import Topic
from alliance.library.models import Publisher


class Shape(BaseModel):
    """Something an answer says. Made with its values by name, so types are checked before it runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TopicName(Shape):
    slug: str = Field(description="To filter by, as `early-help`.")
    name: str

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def of(cls, topic: Topic) -> TopicName:
        return cls(slug=topic.slug, name=topic.name)


class PublisherName(Shape):
    slug: str = Field(description="To filter by, as `ofsted`.")
    name: str

    @classmethod
    def of(cls, publisher: Publisher) -> PublisherName:
        return cls(slug=publisher.slug, name=publisher.name)


class BulletinName(Shape):
    number: int
    date: dt.date
    url: str = Field(description="Its page.")

    @classmethod
    def of(cls, bulletin: Bulletin, site: Site) -> BulletinName:
        address = site.page(bulletin.get_absolute_url())
        return cls(number=bulletin.number, date=bulletin.date, url=address)


class Wording(Shape):
    """What one bulletin said of an item."""

    section: str = Field(description="`news`, or `reminder` for what was said before.")
    standing: str = Field(description="`new`, `repeated` or `reminder`, by the bulletins before.")
    title: str
    body: str = Field(description="As plain text.")
    body_html: str = Field(description="The same with links and lists, sanitised.")
    has_action: bool = Field(description="Whether it had a label such as “Action required”.")
    action_text: str = Field(description="What stood under that label, as plain text.")
    action_html: str
    deadlines: list[dt.date]
    events: list[dt.date]
    people: list[str] = Field(description="Contacts named in it, as far as they may be shown.")


Row = TypeVar("Row", bound=Shape)


class Listed(Shape, Generic[Row]):
    """One page of a list."""

    total: int = Field(description="Rows on all pages together.")
    page: int
    per_page: int
    pages: int = Field(description="How many pages there are.")
    next: str | None = Field(description="Address of the next page.")
    previous: str | None = Field(description="Address of the page before.")
    results: list[Row]


class Fault(Shape):
    """One thing that is wrong with a request."""

    parameter: str
    detail: str = Field(description="How to mend it.")


class Problem(Shape):
    """Why there is no answer: RFC 9457."""

    type: str = Field(description="Address of what this kind of problem means.")
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class Site:
    """Where the site is, as whoever asks sees it."""

    def __init__(self, request: HttpRequest) -> None:
        self._root = request.build_absolute_uri("/")[:-1]

    def page(self, path: str) -> str:
        return self._root + path

    def api(self, kind: str, key: object) -> str:
        return f"{self._root}/api/v1/{kind}/{key}/"
