"""A letter as a page of mail: read strictly, in order, short enough, loading nothing."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.delivery.composing.choose import choose
from alliance.delivery.composing.cutting import RUNGS, TooLong
from alliance.delivery.composing.letter import Letter, Line, Manner, Part, Piece, Reader
from alliance.delivery.composing.render import ROOM, Rendered, render, travels_as
from alliance.delivery.composing.values import ADDRESS, CHOICES, MARKS, NAME
from tests.delivery.composing.invented import (
    ANYBODY,
    DIRECTOR,
    FULL,
    HOSTILE,
    LEADS,
    MINIMAL,
    SEND,
    SITE,
    long_letter,
)


def chosen(letter: Letter, reader: Reader = DIRECTOR) -> Letter:
    found = choose(letter, reader)
    assert found
    return found


def page_of(rendered: Rendered) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(rendered.html)
    return page


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def headings(page: Element) -> list[tuple[int, str]]:
    found = page.find("body")
    assert found is not None
    return [
        (int(each.tag[1]), words(each))
        for each in found.iter()
        if isinstance(each.tag, str) and re.fullmatch("h[1-6]", each.tag)
    ]


LETTERS = pytest.mark.parametrize(
    "letter",
    [chosen(FULL), chosen(FULL, ANYBODY), MINIMAL, chosen(HOSTILE), chosen(long_letter(60, 900))],
    ids=["full", "of anybody", "minimal", "hostile", "long"],
)


@LETTERS
def test_a_strict_reader_has_nothing_to_say_against_it(letter: Letter) -> None:
    page = page_of(render(letter, SITE))
    assert page.get("lang") == "en-GB"
    title = page.find("head/title")
    assert title is not None
    assert title.text


@LETTERS
def test_its_headings_are_in_order(letter: Letter) -> None:
    levels = [level for level, _ in headings(page_of(render(letter, SITE)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@LETTERS
def test_it_loads_nothing_and_watches_nobody(letter: Letter) -> None:
    html = render(letter, SITE).html
    page = page_of(render(letter, SITE))
    loading = {"img", "link", "script", "iframe", "object", "embed", "video", "audio", "input"}
    assert not [each for each in page.iter() if each.tag in loading]
    assert not [each for each in page.iter() if each.get("src") or each.get("background")]
    assert "url(" not in html
    assert "@import" not in html
    assert "@font-face" not in html


@LETTERS
def test_only_tables_of_figures_are_tables_to_a_screen_reader(letter: Letter) -> None:
    for table in page_of(render(letter, SITE)).iter("table"):
        assert (table.get("role") == "presentation") != (table.get("class") == "data")


@LETTERS
def test_every_link_has_words_and_leads_somewhere(letter: Letter) -> None:
    page = page_of(render(letter, SITE))
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        to = link.get("href") or ""
        assert words(link)
        assert to == CHOICES or to.startswith(("https://", "mailto:", "#"))
        if to.startswith("#"):
            assert to[1:] in ids


@LETTERS
def test_marks_stand_only_where_we_put_them(letter: Letter) -> None:
    rendered = render(letter, SITE)
    assert [rendered.html.count(mark) for mark in MARKS] == [1, 1, 1]
    assert [rendered.text.count(mark) for mark in MARKS] == [1, 1, 1]
    for said in (rendered.html, rendered.text):
        assert said.count("⟦") == len(MARKS)
    assert NAME not in rendered.short
    assert [rendered.short.count(mark) for mark in (ADDRESS, CHOICES)] == [1, 1]
    assert "⟦" not in rendered.subject


def test_what_is_asked_of_you_comes_first() -> None:
    assert [title for _, title in headings(page_of(render(chosen(FULL), SITE)))][:8] == [
        "Update 429",
        "What is asked of you",
        "In this mail",
        "News",
        "Data leads: who they are this year",
        "What is asked of you",
        "Placements at a distance",
        "What comes next",
    ]


def test_the_list_of_what_is_asked_leads_to_the_answer_and_to_the_piece() -> None:
    page = page_of(render(chosen(FULL), SITE))
    first = next(each for each in page.iter("ul"))
    entries = [words(entry) for entry in first.iter("li")]
    assert entries[0] == (
        "Say who your data lead is, by Friday 20 November 2026 In Data leads: who they are this year"
    )
    assert [link.get("href") for link in first.iter("a")][:2] == [
        "https://alliance.example.org/actions/31/?via=m12",
        "#n1-1",
    ]


def test_what_is_called_as_its_piece_leads_down_by_its_part() -> None:
    piece = replace(FULL.parts[0].pieces[0], asked=[replace(LEADS, title="Data leads")])
    named = replace(piece, title="Data leads")
    letter = replace(FULL, parts=[replace(FULL.parts[0], pieces=[named])])
    rendered = render(chosen(letter), SITE)
    assert re.search('In <a href="#n1-1"[^>]*>News</a>', rendered.html)
    assert "  In: News\n" in rendered.text


def test_somebody_from_the_web_is_told_whom_it_is_asked_of() -> None:
    rendered = render(chosen(FULL, ANYBODY), SITE)
    assert "What is asked of you" not in rendered.html
    assert "Asked of: all authorities" in rendered.html
    assert "Return the form" not in rendered.html + rendered.text + rendered.short


def test_few_pieces_need_no_contents() -> None:
    few = replace(FULL, parts=[replace(FULL.parts[0], pieces=FULL.parts[0].pieces[:5])])
    assert "In this mail" not in render(chosen(few), SITE).html
    assert "In this mail" in render(chosen(FULL), SITE).html


def test_what_was_not_chosen_stands_by_title() -> None:
    rendered = render(chosen(FULL, Reader(topics=frozenset({SEND}))), SITE)
    for said in (rendered.html, rendered.text):
        assert "Also in Update 429" in said
        assert "New guidance on kinship care" in said
        assert "It comes into force" not in said


def test_a_visit_is_told_by_its_mailing_and_no_more() -> None:
    html = render(chosen(FULL), SITE).html
    own = [to for to in re.findall(r'href="([^"]+)"', html) if to.startswith(SITE.address)]
    assert own
    assert {to.partition("?")[2] for to in own} == {"via=m12", ""}
    assert [to for to in own if "via" not in to] == [f"{SITE.address}/subscribe/"]
    assert "via=" not in render(chosen(FULL), replace(SITE, mailing_id=0)).html


def test_a_subject_is_one_line_and_fits_its_column() -> None:
    assert "\n" not in render(HOSTILE, SITE).subject
    long = replace(FULL, subject="many words " * 60)
    assert len(render(long, SITE).subject) <= 250
    assert render(long, SITE).subject.endswith("…")


def test_the_foot_says_whose_it_is_and_how_to_change_it() -> None:
    rendered = render(MINIMAL, SITE)
    for said in (rendered.html, rendered.text):
        assert "Change what we send you, or leave" in said
        assert "The choices above are theirs" in said
        assert SITE.reply_to in said
        assert "County Hall, Anytown AN1 1AA" in said
    bare = render(MINIMAL, replace(SITE, reply_to="", postal=""))
    assert "A reply to this mail" not in bare.html + bare.text


def test_styles_stand_in_the_tags_and_what_must_be_asked_for_in_the_head() -> None:
    html = render(chosen(FULL), SITE).html
    body = html[html.index("<body") :]
    assert "<style" not in body
    assert body.count("style=") > 50
    head = html[: html.index("<body")]
    assert "prefers-color-scheme:dark" in head
    assert "[data-ogsc]" in head
    assert "max-width:599px" in head
    assert "<!--[if mso]>" in body
    assert 'content="light dark"' in head


def test_each_rung_is_no_longer_than_the_one_before() -> None:
    names = ["lines", "reminders", "bodies", "titles", "pieces", "asked_twice"]
    for gentle, firm in pairwise(RUNGS):
        assert gentle != firm
        assert all(getattr(firm, name) <= getattr(gentle, name) for name in names)


def test_a_long_list_is_cut_before_any_words_are() -> None:
    letter = replace(FULL, parts=(*FULL.parts[:2], long_letter(1, lines=900).parts[1]))
    rendered = render(chosen(letter), SITE)
    assert travels_as(rendered.html) <= ROOM
    assert "840 more on the site" in rendered.html
    assert "Report 59<" in rendered.html
    assert "Report 60<" not in rendered.html
    assert "They are ready, and wait for your look." in rendered.html


def test_reminders_are_cut_before_news() -> None:
    news, rest = long_letter(30, 400).parts[0], long_letter(60, 2500).parts[0]
    reminders = Part(
        heading="Reminders",
        manner=Manner.REMINDERS,
        pieces=[replace(piece, key=f"r{piece.key}", asked=()) for piece in rest.pieces],
    )
    rendered = render(chosen(replace(FULL, parts=(news, reminders))), SITE)
    assert travels_as(rendered.html) <= ROOM
    page = page_of(rendered)
    cut = [words(link) for link in page.iter("a") if words(link).startswith("Read the whole of")]
    assert len(cut) == 60
    assert rendered.text.count("Read the whole of it: <https://") == 60


def test_what_is_asked_is_never_cut() -> None:
    letter = chosen(long_letter(240, 4000, lines=500))
    rendered = render(letter, SITE)
    assert travels_as(rendered.html) <= ROOM
    for n in range(0, 240, 4):
        assert f">Do thing {n}</a>" in rendered.html
        assert f"* Do thing {n}," in rendered.text


def test_more_asked_than_a_mail_holds_is_refused_with_a_sentence() -> None:
    asked = [
        replace(LEADS, title=f"Thing {n} " + "of many words " * 20, url=f"/actions/{n}/")
        for n in range(400)
    ]
    piece = Piece(key="a", title="All of it", asked=asked)
    letter = replace(FULL, parts=[Part(heading="News", manner=Manner.PIECES, pieces=[piece])])
    with pytest.raises(TooLong, match="“Update 429” asks for more than a mail can hold"):
        render(chosen(letter), SITE)


SIZES = st.tuples(
    st.integers(0, 80), st.integers(0, 9000), st.integers(0, 400), st.sampled_from("aé“"),
)  # fmt: skip


@given(SIZES)
@settings(max_examples=25)
def test_whatever_is_said_fits_a_mail_or_is_refused(sizes: tuple[int, int, int, str]) -> None:
    pieces, characters, lines, letter = sizes
    long = long_letter(pieces, characters, lines=lines)
    body = f"<p>{letter * characters}</p>"
    every = [replace(piece, html=piece.html + body) for piece in long.parts[0].pieces]
    said = replace(
        long,
        introduction=body,
        parts=[replace(long.parts[0], pieces=every), long.parts[1]],
        passed_over=[Line(title=f"Title {n} {letter * 40}") for n in range(lines)],
    )
    try:
        rendered = render(said, SITE)
    except TooLong:
        return
    assert travels_as(rendered.html) < 100_000
    assert len(rendered.short) <= 3000


def test_a_letter_of_forty_pieces_is_rendered_quickly() -> None:
    letter = chosen(long_letter(40))
    render(letter, SITE)  # templates are read once a process
    taken = []
    for _ in range(5):
        began = time.process_time()
        render(letter, SITE)
        taken.append(time.process_time() - began)
    print(f"a letter of 40 pieces: {1000 * min(taken):.1f} ms")
    assert min(taken) < 0.05
