"""What an editor typed, as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.parsing.reading import Link
from alliance.bulletins.rendering import text_to_html
from alliance.bulletins.templatetags.bulletins import first_words


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\nand a half", "<p>One<br>and a half</p>"),
        ("• a\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("• a\n\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "Bring:\n• a\n  and its lid\n• b",
            "<p>Bring:</p><ul><li>a and its lid</li><li>b</li></ul>",
        ),
        ("", ""),
    ],
)
def test_paragraphs_and_lists(typed: str, stored: str) -> None:
    assert text_to_html(typed) == stored


def test_a_link_stays_at_its_words() -> None:
    link = Link("the report", "https://example.org/a?b=1&c=2")
    assert text_to_html("Read the report.", [link]) == (
        '<p>Read <a href="https://example.org/a?b=1&amp;c=2">the report</a>.</p>'
    )


def test_a_link_that_is_no_address_is_only_words() -> None:
    assert text_to_html("Read it", [Link("it", "javascript:alert(1)")]) == "<p>Read it</p>"


@given(st.text(alphabet="ab<>&\"'• 1.\n", max_size=60))
def test_what_was_typed_is_never_markup(typed: str) -> None:
    html = text_to_html(typed)
    for tag in ("p", "ul", "ol", "li"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html.replace("<br>", "")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>One.</p><p>Two</p>", "One. Two"),
        (
            "<p>Bring:</p><ul><li>a lid</li><li>a pan</li></ul><p>Come.</p>",
            "Bring: a lid; a pan; Come.",
        ),
        ("<p>One two three four five six</p>", "One two three four five…"),
        ("", ""),
    ],
)
def test_a_teaser_is_a_sentence_also_of_a_list(stored: str, shown: str) -> None:
    assert first_words(stored, 5 if "six" in stored else 20) == shown
