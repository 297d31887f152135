"""The short form: what GOV.UK Notify's Markdown knows, and no more."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.delivery.composing.choose import choose
from alliance.delivery.composing.letter import Letter, Manner, Part, Piece
from alliance.delivery.composing.put_in import text_with
from alliance.delivery.composing.render import render
from tests.delivery.composing.invented import DIRECTOR, FULL, LEADS, SITE, VALUES, long_letter

LINE = re.compile(r"#{1,2} .+|\* .+|---|.+")
LINK = re.compile(r"\[([^][]*)\]\(([^()\s]*)\)")


def short_of(letter: Letter) -> str:
    chosen = choose(letter, DIRECTOR)
    assert chosen
    return text_with(render(chosen, SITE).short, VALUES)


def test_it_says_what_is_asked_then_titles_then_how_to_leave() -> None:
    short = short_of(FULL)
    assert short.startswith(
        "# Update 429 – 13 November 2026\n\n"
        "[Read all of it on the site](https://alliance.example.org/bulletins/429/?via=m12)\n\n"
        "## What is asked of you\n\n"
        "* [Say who your data lead is](https://alliance.example.org/actions/31/?via=m12), "
        "by Friday 20 November 2026\n"
    )
    assert f"[Change what we send you, or leave]({VALUES.choices})" in short
    assert "## Publications\n\n* [Children’s homes" in short


def test_it_keeps_within_three_thousand_characters_and_counts_the_rest() -> None:
    short = short_of(long_letter(200))
    assert len(short) <= 3000
    assert re.search(r"^\* and \d+ more, which stand on the site$", short, re.MULTILINE)
    assert "## News" in short
    assert re.search(r"^\* \d+ more$", short, re.MULTILINE)


TITLES = st.text(min_size=1, max_size=200) | st.sampled_from(
    [
        "# not a heading",
        "[x](javascript:alert(1))",
        "((name))",
        "a](https://evil.example)",
        "* *",
        "^",
    ]
)


@given(TITLES, TITLES)
@settings(max_examples=60)
def test_nothing_said_is_markup(title: str, asked: str) -> None:
    piece = Piece(
        key="a", title=title, url="/items/(1)/", asked=[replace(LEADS, title=asked)]
    )  # fmt: skip
    letter = replace(FULL, parts=[Part(heading="News", manner=Manner.PIECES, pieces=[piece])])
    short = short_of(letter)
    assert all(LINE.fullmatch(line) for line in short.split("\n") if line)
    links = LINK.findall(short)
    assert [to for _, to in links if not to.startswith(SITE.address)] == []
    assert len(links) == 4
    assert short.count("](") == len(links)
    assert "((" not in short
    assert [line for line in short.split("\n") if line.startswith("#")] == [
        "# Update 429 – 13 November 2026",
        "## What is asked of you",
        "## News",
    ]
