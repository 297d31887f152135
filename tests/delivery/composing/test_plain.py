"""The plain-text part: as somebody would write it who has only a keyboard."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.composing.choose import choose
from alliance.delivery.composing.letter import Letter, Manner, Part, Piece
from alliance.delivery.composing.put_in import text_with
from alliance.delivery.composing.render import render
from tests.delivery.composing.invented import DIRECTOR, FULL, SITE, VALUES


def of(html: str) -> str:
    """The plain text of one piece with this body, without frame."""
    piece = Piece(key="a", title="Piece", html=html)
    letter = replace(
        FULL,
        introduction="",
        parts=[Part(heading="News", manner=Manner.PIECES, pieces=[piece])],
    )
    text = render(letter, SITE).text
    return text.partition("Piece\n-----\n\n")[2].partition("\n\n------")[0]


def full() -> str:
    letter = choose(FULL, DIRECTOR)
    assert isinstance(letter, Letter)
    return text_with(render(letter, SITE).text, VALUES)


def test_headings_are_underlined_and_what_is_asked_comes_first() -> None:
    assert full().startswith(
        "Eastern Alliance\n"
        "Update 429 – 13 November 2026\n"
        "=============================\n\n"
        "Dear Nerys Hallowfield,\n\n"
        "Read it on the site: <https://alliance.example.org/bulletins/429/?via=m12>\n\n"
        "What is asked of you\n"
        "====================\n\n"
        "* Say who your data lead is, by Friday 20 November 2026\n"
        "  Asked of: all authorities\n"
        "  In: Data leads: who they are this year\n"
        "  Answer: <https://alliance.example.org/actions/31/?via=m12>\n"
    )


def test_no_line_is_longer_than_seventy_two_but_for_addresses() -> None:
    long = [line for line in full().split("\n") if len(line) > 72]
    assert long
    assert all(re.search(r"<https?://\S+>$", line) for line in long)


@given(st.text(alphabet="ab cd<>&;'\"\n⟦é“", max_size=400))
def test_lines_hold_whatever_is_said(words: str) -> None:
    text = of(f"<p>{words}</p>")
    assert all(len(line) <= 72 or " " not in line for line in text.split("\n"))


def test_links_are_numbers_and_their_addresses_stand_below() -> None:
    assert of(
        "<p>See <a href='https://a.example/x'>the report</a> and <a href='https://a.example/x'>it"
        "</a>, <a href='https://b.example/'>b.example</a>,"
        " <a href='mailto:c@example.org'>us</a>.</p>"
    ) == (
        "See the report [1] and it [1], b.example, us [2].\n\n"
        "[1] <https://a.example/x>\n"
        "[2] <c@example.org>"
    )


def test_an_address_is_never_broken() -> None:
    address = "https://a.example/" + "x-y/" * 40
    assert address in of(f"<p>See {address} for more.</p>").split("\n")
    assert f"[1] <{address}>" in of(f"<p><a href='{address}'>See it</a></p>").split("\n")


def test_a_link_of_several_runs_is_one() -> None:
    assert of("<a href='https://a.example/'>the <b>whole</b> of it</a>").startswith(
        "the whole of it [1]\n"
    )


def test_lists_hang_and_numbers_go_on() -> None:
    words = "words that go on and on " * 5
    assert of(f"<ol start=9><li>{words}<li>two<ul><li>in</ul></ol>") == (
        "9. words that go on and on words that go on and on words that go on and\n"
        "   on words that go on and on words that go on and on\n"
        "10. two\n"
        "    * in"
    )


def test_quotations_are_marked_on_every_line() -> None:
    quoted = of("<blockquote><p>One.</p><p>Two " + "and more " * 12 + "</p></blockquote>")
    assert all(line.startswith(">") for line in quoted.split("\n"))


def test_a_small_table_is_set_in_columns_and_a_large_one_told_by_row() -> None:
    assert of("<table><tr><th>Town<th>Homes<tr><td>Ely<td>3<tr><td>Wisbech<td>11</table>") == (
        "Town     Homes\nEly      3\nWisbech  11"
    )
    long = "a cell of many words that leaves no room for another beside it"
    assert of(f"<table><tr><th>Town<th>What<tr><td>Peterborough<td>{long}</table>") == (
        f"* Town: Peterborough\n  What: {long}"
    )
