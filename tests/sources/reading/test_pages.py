"""A page is read for its main words, what is new in them, and the feeds it names."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.sources.reading.entry import CannotBeRead
from alliance.sources.reading.page import feeds_named, read_page

AT = "https://net.example.org/network/"
PAGE = """<html><head><title>Network - Site</title></head><body><nav>Home About us and more</nav>
<header>Banner of the site</header><main><h1>Principal social workers</h1><p>Next meeting:
12 May, <b>Reading</b>.</p><ul><li>Notes of the last one</li></ul><script>x()</script></main>
<footer>Page made at 10:31:07</footer></body></html>"""


def kept() -> str:
    return read_page(PAGE.encode(), url=AT).kept


def test_the_first_look_keeps_the_words_and_tells_nothing() -> None:
    reading = read_page(PAGE.encode(), url=AT)
    assert reading.entries == ()
    assert reading.kept.splitlines() == [
        "Principal social workers", "Next meeting: 12 May, Reading.", "Notes of the last one",
    ]  # fmt: skip


def test_what_is_new_is_told_and_what_is_not_is_not() -> None:
    new = PAGE.replace("12 May", "9 June").replace("10:31:07", "10:32:00").replace("Home", "News")
    (entry,) = read_page(new.encode(), url=AT, before=kept()).entries
    assert entry.title == "Principal social workers: changed"
    assert entry.text == "Next meeting: 9 June, Reading."
    assert (entry.facts["lines_new"], entry.facts["lines_gone"]) == (1, 1)
    assert read_page(PAGE.encode(), url=AT, before=kept()).entries == ()


def test_what_is_taken_away_or_only_moved_is_no_news() -> None:
    less = PAGE.replace("<ul><li>Notes of the last one</li></ul>", "")
    assert read_page(less.encode(), url=AT, before=kept()).entries == ()


def test_what_stands_on_the_page_as_tags_is_shown_as_words() -> None:
    new = PAGE.replace("12 May", "9 June &lt;script&gt;")
    (entry,) = read_page(new.encode(), url=AT, before=kept()).entries
    assert "<script>" not in entry.html


def test_a_page_made_by_a_script_is_said() -> None:
    with pytest.raises(CannotBeRead, match="made by a script"):
        read_page(b"<html><body><div id=root></div><script>go()</script></body></html>", url=AT)


def test_the_feeds_that_a_page_names_are_found_those_of_comments_last() -> None:
    page = b"""<head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel=alternate type="application/atom+xml" href="all.atom"><link rel=stylesheet href=x.css>
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>"""
    found = feeds_named(page, url=AT)
    assert [(each.title, each.url) for each in found] == [
        ("Atom feed", "https://net.example.org/network/all.atom"),
        ("Comments", "https://net.example.org/comments/feed"),
    ]


@given(st.binary(max_size=200), st.text(max_size=50))
def test_no_bytes_raise_anything_else(data: bytes, before: str) -> None:
    feeds_named(data, url=AT)
    for sent in (data, b"<main><p>" + data, b"<div>" * 500 + data):
        with contextlib.suppress(CannotBeRead):
            read_page(sent, url=AT, before=before)
