"""No bytes that a site may send keep a worker busy for more than a few seconds."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from html import escape

import pytest

from alliance.sources.reading.depth import DEEPEST, is_too_deep
from alliance.sources.reading.entry import CannotBeRead
from alliance.sources.reading.feed import read_feed
from alliance.sources.reading.mail import read_mail
from alliance.sources.reading.page import read_page

AT = "https://news.example.org/"
LARGEST = 10_000_000
SECONDS = 6
"""Of processor time; what is wrong takes minutes or hours."""


def filled(piece: str, largest: int = LARGEST) -> bytes:
    return (piece * (largest // len(piece))).encode()


def in_time(read: Callable[[], object]) -> bool:
    began = time.process_time()
    with contextlib.suppress(CannotBeRead):
        read()
    return time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "piece", ["<rss ", "<item ", "<a", "&lt;", "<rss><item>", "</item ", "<![CDATA["]
)
def test_a_feed(piece: str) -> None:
    assert in_time(lambda: read_feed(filled(piece), url=AT))
    assert in_time(lambda: read_feed(b"<rss><channel>" + filled(piece), url=AT))


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table>", "<ul><li>", "<div></x>"])
def test_nesting_without_end(tag: str) -> None:
    entry = f"<item><title>A</title><description>{escape(tag * 20_000)}words</description></item>"
    feed = f"<rss><channel>{entry * 20}</channel></rss>".encode()
    assert in_time(lambda: read_feed(feed, url=AT))
    assert in_time(lambda: read_page(filled(tag), url=AT))


def test_a_mail_of_parts_within_parts() -> None:
    piece = "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
    assert in_time(lambda: read_mail(b"Subject: x\n" + filled(piece)))


def test_what_is_nested_too_deeply_keeps_its_words() -> None:
    deep = "<b>" * 2000
    feed = f"<rss><channel><item><title>A</title><description>{escape(deep)}Words.</description></item></channel></rss>"
    assert read_feed(feed.encode(), url=AT).entries[0].text == "Words."


@pytest.mark.parametrize(
    "html", ["<p>One" * 5000, "<ul>" + "<li>One" * 5000, "<div>x</div>" * 5000, "<br>" * 5000]
)
def test_long_is_not_deep(html: str) -> None:
    assert not is_too_deep(html)


def test_what_browsers_do_not_open_either_is_too_deep() -> None:
    assert not is_too_deep("<div>" * DEEPEST)
    assert is_too_deep("<div>" * (DEEPEST + 1))
    assert is_too_deep("<div></x>" * (DEEPEST + 1))
