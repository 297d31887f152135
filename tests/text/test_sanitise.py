"""HTML from outside keeps its words and loses what could harm."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.rendering import text_to_html
from alliance.text.sanitise import clean, plain


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x()">a</p>',
        "<p>a</p><script>x()</script>",
        '<p style="color:red">a</p>',
        "<p>a<!-- x --></p>",
        '<iframe src="https://example.org"></iframe><p>a</p>',
    ],
)
def test_scripts_handlers_styles_comments_and_frames_go(html: str) -> None:
    assert clean(html) == "<p>a</p>"


def test_links_keep_web_and_mail_targets_only() -> None:
    assert 'href="https://example.org/a"' in clean('<a href="https://example.org/a">x</a>')
    assert 'href="mailto:a@example.org"' in clean('<a href="mailto:a@example.org">x</a>')
    assert "href" not in clean('<a href="javascript:x()">x</a>')
    assert "href" not in clean('<a href="data:text/html,x">x</a>')


def test_lists_quotations_and_tables_stay() -> None:
    html = "<ul><li>a</li></ul><blockquote><p>b</p></blockquote><table><tbody><tr><td>c</td></tr></tbody></table>"

    assert clean(html) == html


@given(st.text())
def test_no_text_becomes_anything_but_clean_html(text: str) -> None:
    html = text_to_html(text.replace("\x00", ""))

    assert clean(html).replace("\u00a0", "&nbsp;") == html.replace("\u00a0", "&nbsp;") or unescape(
        clean(html)
    ) == unescape(html)


def test_plain_words_come_back_from_html() -> None:
    assert plain("<p>A &amp; B</p><ul><li>c</li><li>d</li></ul>") == "A & B\nc\nd"
