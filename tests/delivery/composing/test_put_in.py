"""A copy's own values in their places: words, whatever they look like."""

from __future__ import annotations

from dataclasses import replace

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.composing.preview import for_preview
from alliance.delivery.composing.put_in import html_with, text_with
from alliance.delivery.composing.render import render
from alliance.delivery.composing.values import ADDRESS, CHOICES, MARKS, NAME
from tests.delivery.composing.invented import FULL, SITE, VALUES

NAMES = st.text(max_size=40) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "“O’Neil” & Co",
        "⟦choices⟧",
        "a\r\nBcc: b@c.example",
        "\\1 \\g<0>",
    ]
)


@given(NAMES)
def test_a_name_stays_words_in_the_page(name: str) -> None:
    page = html_with(f'<p title="{NAME}">Dear {NAME},</p>', replace(VALUES, name=name))
    (paragraph,) = html5lib.parse(page, namespaceHTMLElements=False).iter("p")
    shown = (paragraph.text or "").removeprefix("Dear ").removesuffix(",")
    assert list(paragraph) == []
    assert paragraph.get("title") == shown
    assert "\n" not in shown


@given(NAMES)
def test_a_name_begins_no_line_of_the_text(name: str) -> None:
    text = text_with(f"Dear {NAME},\nwords", replace(VALUES, name=name))
    assert text.split("\n")[1:] == ["words"]


def test_each_value_goes_to_its_mark_once() -> None:
    hostile = replace(VALUES, name=f"{ADDRESS}{CHOICES}")
    assert text_with(" ".join(MARKS), hostile) == (
        f"{ADDRESS}{CHOICES} {VALUES.address} {VALUES.choices}"
    )


def test_nobody_is_greeted_as_a_colleague() -> None:
    assert text_with(f"Dear {NAME},", replace(VALUES, name=" ")) == "Dear colleague,"


def test_a_preview_is_the_letter_as_it_will_come() -> None:
    html, text = for_preview(render(FULL, SITE), VALUES)
    for said in (html, text):
        assert "Nerys Hallowfield" in said
        assert VALUES.address in said
        assert VALUES.choices in said
        assert VALUES.leave not in said  # only in the message's header: a mail is forwarded
        assert "⟦" not in said
