"""A feed becomes entries, whatever age, dialect or damage it has."""

from __future__ import annotations

import datetime as dt
import json

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance.sources.reading.entry import CannotBeRead, Reading, whole
from alliance.sources.reading.feed import read_feed
from alliance.sources.reading.when import moment

AT = "https://news.example.org/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Care news</title>
<link>https://news.example.org/</link>
<item><title>Kinship &amp;amp; care: a guide</title><link>/guides/kinship?utm_source=feed&amp;id=3#top</link>
<guid isPermaLink="false">tag:3</guid><pubDate>Fri, 13 Nov 2026 09:30:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>The <a href="long">guide</a> is out.</p>
<script>steal()</script><img src=x onerror=steal()>]]></content:encoded><category>Kinship</category></item>
<item><title>Without a name</title><link>https://news.example.org/two</link><dc:date>2026-11-12</dc:date>
<description>&lt;p&gt;Caf&amp;eacute;&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gov.example.org/a/">
<title type="html">News &amp;amp; more</title>
<entry><id>urn:1</id><title>If x &lt; 5</title><link rel="self" href="s"/><link href="one"/>
<updated>2026-11-13T10:00:00+01:00</updated><summary>First.

Second.</summary></entry>
<entry xml:base="b/"><id>urn:2</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two
<b>words</b></div></title><link rel="alternate" href="two"/><published>2026-11-12T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Read <a href="x">this</a>.</p></div></content>
<source><title>A publisher</title></source></entry></feed>"""


def read(text: str | bytes, content_type: str = "") -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read_feed(data, url=AT, content_type=content_type)


def test_rss_gives_titles_words_addresses_and_moments() -> None:
    reading = read(RSS)
    first, second = reading.entries
    assert (reading.kind, reading.title, reading.doubts) == ("RSS feed", "Care news", ())
    assert first.title == "Kinship & care: a guide"
    assert first.url == "https://news.example.org/guides/kinship?id=3"
    assert first.published_at == dt.datetime(2026, 11, 13, 9, 30, tzinfo=dt.UTC)
    assert first.text == "The guide is out."
    assert 'href="https://news.example.org/guides/long"' in first.html
    assert first.facts == {"categories": ["Kinship"]}
    assert second.text == "Café"


def test_hostile_html_keeps_its_words_only() -> None:
    html = read(RSS).entries[0].html
    assert "steal" not in html
    assert "<img" not in html


def test_atom_gives_them_too_each_link_from_its_own_base() -> None:
    reading = read(ATOM)
    first, second = reading.entries
    assert reading.title == "News & more"
    assert (first.title, first.url) == ("If x < 5", "https://gov.example.org/a/one")
    assert first.html == "<p>First.</p><p>Second.</p>"
    assert first.published_at == dt.datetime(2026, 11, 13, 9, 0, tzinfo=dt.UTC)
    assert (second.title, second.publisher) == ("Two words", "A publisher")
    assert second.url == "https://gov.example.org/a/b/two"
    assert 'href="https://gov.example.org/a/b/x"' in second.html


def test_the_oldest_rss_is_read() -> None:
    reading = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel rdf:about='x'><title>Old</title></channel>"
        "<item rdf:about='https://a.example/1'><title>One</title><link>https://a.example/1</link></item></rdf:RDF>"
    )
    assert [(entry.title, entry.url) for entry in reading.entries] == [
        ("One", "https://a.example/1")
    ]


@pytest.mark.parametrize(
    ("sent", "encoding", "declared"),
    [
        ("text/xml; charset=windows-1252", "cp1252", "utf-8"),  # what was sent as goes first
        ("text/xml", "iso-8859-1", "ISO-8859-1"),
        ("text/xml", "utf-16", "utf-16"),
        ("text/xml; charset=nonsense", "cp1252", "more-nonsense"),
        ("", "utf-8-sig", "utf-8"),
    ],
)
def test_any_encoding_is_read(sent: str, encoding: str, declared: str) -> None:
    text = RSS.replace("UTF-8", declared).replace("Short", "Zoë’s café").replace("Care", "Zoë care")
    assert read(text.encode(encoding, "ignore"), sent).title == "Zoë care news"


# What names an entry ---------------------------------------------------------------------------


def item(title: str = "A", rest: str = "") -> str:
    return f"<item><title>{title}</title>{rest}</item>"


def keys(*items: str) -> list[str]:
    return [each.key for each in read(f"<rss><channel>{''.join(items)}</channel></rss>").entries]


def test_an_entry_is_named_by_its_id_then_its_address_then_its_words() -> None:
    guid = "<guid>1</guid><link>https://a.example/x</link>"
    assert keys(item("A", guid)) == keys(item("B", guid.replace("/x", "/y")))
    link = "<link>https://a.example/x</link>"
    assert keys(item("A", link)) == keys(item("B", link.replace("/x", "/x?utm_campaign=1#a")))
    assert keys(item("A")) == keys(item("A"))
    assert keys(item("A")) != keys(item("B"))


def test_a_name_that_two_entries_bear_names_neither() -> None:
    same = "<guid>https://a.example/</guid>"
    found = keys(
        item("A", f"{same}<link>https://a.example/1</link>"),
        item("B", f"{same}<link>https://a.example/2</link>"),
    )
    assert len(set(found)) == 2


# Damage ----------------------------------------------------------------------------------------


def test_one_damaged_entry_costs_no_other() -> None:
    reading = read(
        "<rss><channel><title>T</title>"
        + item("One", "<description>a < b & c <br> d</description>")
        + item("Two", "<description><b>never closed</description>")
        + item("Three &nbsp; caf&eacute;")
        + "<item><title>Cut off, so it waits"
    )
    assert [entry.title for entry in reading.entries] == ["One", "Two", "Three café"]
    assert reading.entries[2].text == ""
    assert "3 entries could be read" in reading.doubts[0]
    assert "line 1" in reading.doubts[0]


def test_entities_of_its_own_are_refused_and_a_plain_document_type_is_not() -> None:
    laughs = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40))
    with pytest.raises(CannotBeRead, match="fill a machine’s memory"):
        read(
            f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel>{item("&l39;")}</channel></rss>'
        )
    outside = '<!DOCTYPE rss SYSTEM "file:///etc/passwd">'
    assert read(f"{outside}<rss><channel>{item()}</channel></rss>").entries[0].title == "A"


@pytest.mark.parametrize(
    "text",
    ["", "No feed.", "<html><title>Page</title></html>", "{}", "[1]", '{"items": 3}', "{broken"],
)
def test_what_is_no_feed_is_said(text: str) -> None:
    with pytest.raises(CannotBeRead) as said:
        read(text)
    assert str(said.value).endswith(".")


def test_a_json_feed_is_told_from_what_comes() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {"id": 7, "url": "/seven", "title": "Seven", "content_html": "<p onclick=x()>A</p>",
             "date_published": "2026-11-13T09:30:00Z", "tags": ["SEND", 3]},
            {"id": "b", "external_url": "https://b.example/", "content_text": "a < b"},
            "odd",
        ],
    }  # fmt: skip
    reading = read(json.dumps(feed))
    seven, other = reading.entries
    assert (seven.url, seven.html) == ("https://news.example.org/seven", "<p>A</p>")
    assert seven.facts == {"categories": ["SEND"]}
    assert (other.title, other.text, other.url) == ("a < b", "a < b", "https://b.example/")
    assert reading.doubts == ("1 of its items are none, and were left out.",)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Fri, 13 Nov 2026 09:30:00 +0000", "2026-11-13T09:30"),
        ("13 Jun 2026 09:30:00 BST", "2026-06-13T08:30"),
        ("2026-06-13 09:30", "2026-06-13T08:30"),
        ("2026-11", "2026-11-01T00:00"),
        ("2026-11-13T09:30:00.123-05:30", "2026-11-13T15:00"),
    ],
)
def test_moments_without_a_zone_are_ours(said: str, meant: str) -> None:
    found = moment(said)
    assert found
    assert found.isoformat()[:16] == meant


@pytest.mark.parametrize(
    "said", ["", "soon", "0001-01-01", "2026-13-40", "Fri, 99 Nov 2026", "9" * 80]
)
def test_what_is_no_moment_is_none(said: str) -> None:
    assert moment(said) is None


@given(st.text())
@example("http://[::1")
@example("https://a.example:99999/")
def test_any_text_is_an_address_or_none(text: str) -> None:
    made = whole(text, AT)
    assert made == "" or made.startswith(("http://", "https://"))
    assert whole(made) == made if made else True


PIECES = st.sampled_from(
    [b"<rss>", b"<channel>", b"</channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<feed>", b"<entry>",
     b"</entry>", b"<![CDATA[", b"]]>", b"&amp;", b"&nbsp;", b"&#0;", b"&#xD800;", b"<!DOCTYPE x", b"<link href='//[",
     b"<pubDate>", b"\x00", b"\xff\xfe", b"<a:b xmlns:a='", b"'>", b"</rss>", b"<?xml version='1.0' encoding='", b"{",
     b'"items":[', b"]}", b"<rdf:RDF>", b"text", b"<description>", b"</description>"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=30).map(b"".join))
@settings(max_examples=400)
def test_no_bytes_raise_anything_but_that_they_cannot_be_read(data: bytes) -> None:
    for sent in (
        data,
        b"<rss><channel>" + data,
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + data,
    ):
        try:
            reading = read_feed(sent, url=AT)
        except CannotBeRead:
            continue
        for entry in reading.entries:
            assert entry.title
            assert len(entry.key) == 64
            assert "\x00" not in entry.title + entry.html + entry.text + entry.url
            (entry.title + entry.html + entry.text).encode()


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_another_reader_of_feeds_finds_the_same(feed: str) -> None:
    other = feedparser.parse(feed.encode(), response_headers={"content-location": AT})
    ours = read(feed).entries
    assert [entry.title for entry in ours] == [
        " ".join(
            each.title.replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("<b>", "")
            .replace("</b>", "")
            .split()
        )
        for each in other.entries
    ]
    assert [entry.url.partition("?")[0] for entry in ours] == [
        each.link.partition("?")[0] for each in other.entries
    ]
