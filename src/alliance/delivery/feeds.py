"""Feeds of news: Atom (RFC 4287) and JSON Feed 1.1, of the same entries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from .characters import one_line
from .names import tag
from .news import News
from .outgoing_html import outgoing

BEFORE_ANYTHING = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""When a site on which nothing was published is taken to have changed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    title: str
    description: str
    author: str
    """The alliance: what is published is the programme's, not a person's."""
    name: str
    """What it is known by among all of the alliance: “feed/all”."""
    url: str
    """Its own whole address."""
    home: str
    """The whole address of the page for those who read without a program."""
    site: str
    """The whole address of the front page; paths are taken from there."""
    absolute: Callable[[str], str]


def atom(channel: Channel, news: Sequence[News]) -> str:
    """The feed as an Atom document."""
    feed = _Atom(
        title=one_line(channel.title),
        link=channel.home,
        description="",
        subtitle=one_line(channel.description),
        language="en-GB",
        author_name=one_line(channel.author),
        author_link=channel.site,
        feed_url=channel.url,
        feed_guid=tag(channel.name),
    )
    for each in news:
        feed.add_item(
            title=_title(each),
            link=channel.absolute(each.shown.url),
            description=outgoing(each.shown.html, base=channel.site),
            author_name=one_line(channel.author),
            unique_id=tag(each.name),
            pubdate=each.published_at.astimezone(dt.UTC),
            updateddate=each.updated_at.astimezone(dt.UTC),
            categories=[one_line(topic) for topic in each.shown.topics],
        )
    return feed.writeString("utf-8")


class _Atom(Atom1Feed):
    """Django's, with the whole text as content, and the same words when nothing changed."""

    def latest_post_date(self) -> dt.datetime:
        """Where there are no entries Django takes this very moment."""
        latest = super().latest_post_date() if self.items else BEFORE_ANYTHING
        return latest.astimezone(dt.UTC)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("content", item["description"], {"type": "html"})


def json_feed(channel: Channel, news: Sequence[News]) -> str:
    """The feed as a JSON Feed document."""
    authors = [{"name": one_line(channel.author), "url": channel.site}]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(channel.title),
        "home_page_url": channel.home,
        "feed_url": channel.url,
        "description": one_line(channel.description),
        "language": "en-GB",
        "authors": authors,
        "items": [
            {
                "id": tag(each.name),
                "url": channel.absolute(each.shown.url),
                "title": _title(each),
                "content_html": outgoing(each.shown.html, base=channel.site),
                "date_published": each.published_at.astimezone(dt.UTC).isoformat(),
                "date_modified": each.updated_at.astimezone(dt.UTC).isoformat(),
                "authors": authors,
                "tags": [one_line(topic) for topic in each.shown.topics],
            }
            for each in news
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _title(news: News) -> str:
    return one_line(news.shown.title) or news.shown.said_in
