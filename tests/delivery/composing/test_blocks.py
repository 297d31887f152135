"""Stored HTML as the blocks of a mail: safe and well formed by how it is written, words kept."""

from __future__ import annotations

import itertools

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.composing.addresses import whole
from alliance.delivery.composing.blocks import (
    Heading,
    Listed,
    Paragraph,
    Quote,
    Run,
    Table,
    blocks_of,
    text_of,
)
from alliance.delivery.composing.cutting import beginning, length
from alliance.delivery.composing.letter import Site
from alliance.delivery.composing.markup import markup
from tests.delivery.composing.invented import SITE

TAGS = (
    "p ul ol li a b em h2 h3 h4 table caption thead tr td th blockquote div span br img script style "
    "pre svg template select textarea"
).split()
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            [
                "<a href='/x/?a=1&b=2'>",
                "<a href='\"><script>alert(1)</script>'>",
                "<td colspan='9999999' rowspan='-1'>",
                "<ol start='7'>",
                "<!-- c -->",
                "&amp;&lt;b&gt;&#10214;name&#10215;",
                "⟦choices⟧",
                "<p onclick='x' style='color:red' class='band'>",
                "<img src='https://t.example/x.gif' alt='A chart'>",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=25,
).map("".join)


@given(SOUP)
def test_whatever_was_stored_leaves_as_the_tags_of_a_mail_and_well_formed(soup: str) -> None:
    html = markup(blocks_of(soup), below=3)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(f"<!DOCTYPE html><title>x</title><h3>Above</h3>{html}")
    body = page.find("body")
    allowed = set(
        "body h3 h4 h5 h6 p br a em strong ul ol li blockquote table caption tbody tr td th div".split()
    )
    attributes = {"href", "start", "scope", "colspan", "rowspan", "class", "tabindex", "role"}
    attributes |= {"aria-label"}
    for element in body.iter():
        assert element.tag in allowed
        assert set(element.attrib) <= attributes
        assert element.get("class", "data") in {"data", "wide"}
    levels = [int(each.tag[1]) for each in body.iter() if each.tag[0] == "h" and each.tag[1:]]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert "⟦" not in html


@given(SOUP)
def test_links_lead_to_whole_addresses_or_nowhere(soup: str) -> None:
    html = markup(blocks_of(soup, lambda said: whole(said, SITE, base="/items/1/")), below=3)
    page = html5lib.parse(html, namespaceHTMLElements=False)
    for link in page.iter("a"):
        assert link.get("href").startswith(("http://", "https://", "mailto:", "tel:"))


@given(SOUP, st.integers(0, 200))
def test_a_beginning_is_no_longer_than_asked_and_says_when_it_is_one(soup: str, most: int) -> None:
    blocks = blocks_of(soup)
    start = beginning(blocks, most)
    assert sum(map(length, start.blocks)) <= most + len(" …")
    assert start.is_cut == (sum(map(length, blocks)) > most)
    if not start.is_cut:
        assert [*start.blocks] == [*blocks]


def test_the_blocks_of_a_body() -> None:
    blocks = blocks_of(
        "<h3>Head</h3>words <b>of <i>theirs</i></b><br>next <ul><li>one<li><p>two</p><ol start=4>"
        "<li>in</ol></ul><blockquote>said</blockquote>"
    )
    assert [type(block) for block in blocks] == [Heading, Paragraph, Listed, Quote]
    assert blocks[1] == Paragraph(
        (
            Run("words "),
            Run("of ", strong=True),
            Run("theirs", strong=True, em=True),
            Run("\n"),
            Run("next"),
        )
    )
    nested = blocks[2].entries[1][1]  # type: ignore[union-attr]
    assert isinstance(nested, Listed)
    assert nested.start == 4


def test_a_picture_is_its_words() -> None:
    (block,) = blocks_of("<p>See<img src='https://t.example/x.gif' alt='homes by town'>here</p>")
    assert isinstance(block, Paragraph)
    assert text_of(block.words) == "See homes by town here"


def test_what_was_never_words_is_not_told() -> None:
    html = markup(
        blocks_of(
            "<p>one</p><script>alert(1)</script><style>p{}</style><p>two<!-- c --><textarea>t"
            "</textarea></p>"
        ),
        below=3,
    )
    assert html == "<p>one</p><p>two</p>"


def test_a_table_keeps_its_heads_and_a_table_in_it_is_words() -> None:
    (table,) = blocks_of(
        "<table><caption>Homes</caption><tr><th scope=col>Town<th>Homes</tr>"
        "<tr><td>Ely<td><table><tr><td>3</td><td>4</td></tr></table></td></tr></table>"
    )
    assert isinstance(table, Table)
    assert text_of(table.caption) == "Homes"
    assert table.rows[0][0].scope == "col"
    assert text_of(table.rows[1][1].words) == "3\n4"
    assert len(table.rows) == 2


def test_nesting_without_end_ends() -> None:
    html = markup(blocks_of("<blockquote>" * 3000 + "words" + "</blockquote>" * 3000), below=3)
    assert "words" in html
    assert html.count("<blockquote>") < 40


def test_headings_stand_below_that_of_their_piece_and_in_order() -> None:
    assert markup(blocks_of("<h2>a</h2><h3>b</h3><h2>c</h2>"), below=3) == (
        "<h4>a</h4><h5>b</h5><h4>c</h4>"
    )
    assert markup(blocks_of("<h4>a</h4><h3>b</h3>"), below=3) == "<h4>a</h4><h4>b</h4>"


def test_a_wide_table_moves_in_itself() -> None:
    cells = "".join(f"<td>{n}</td>" for n in range(5))
    assert markup(blocks_of(f"<table><tr>{cells}</tr></table>"), below=3).startswith(
        '<div class="wide" tabindex="0"'
    )
    assert markup(blocks_of("<table><tr><td>1</table>"), below=3).startswith("<table")


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        ("/items/4/", "https://alliance.example.org/items/4/?via=m12"),
        ("../5/?a=1#part", "https://alliance.example.org/items/5/?a=1&via=m12#part"),
        ("#part", "https://alliance.example.org/items/1/?via=m12#part"),
        ("https://alliance.example.org", "https://alliance.example.org?via=m12"),
        (
            "https://alliance.example.org.evil.example/",
            "https://alliance.example.org.evil.example/",
        ),
        ("https://www.example.com/a?b", "https://www.example.com/a?b"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+441234567890", "tel:+441234567890"),
        ("/answer/SECRET/", "https://alliance.example.org/answer/SECRET/"),
        ("/preferences/TOKEN/", "https://alliance.example.org/preferences/TOKEN/"),
        ("/a b\n\"'<", "https://alliance.example.org/a%20b%22'%3C?via=m12"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://files.example/x", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_addresses_are_made_whole(said: str, leads_to: str) -> None:
    assert whole(said, SITE, base="/items/1/") == leads_to


def test_without_a_mailing_no_visit_is_counted() -> None:
    site = Site(address="https://a.example", name="", sender="")
    assert whole("/items/4/", site) == "https://a.example/items/4/"
