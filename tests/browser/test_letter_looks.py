"""Mails as a reader sees them: narrow and wide, light and dark, with words that break pages."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, Request

from alliance.delivery.composing.choose import choose
from alliance.delivery.composing.letter import Letter, Reader
from alliance.delivery.composing.preview import for_preview
from alliance.delivery.composing.render import render
from alliance.delivery.composing.values import Values
from tests.browser.conftest import Axe
from tests.delivery.composing.invented import (
    ANYBODY,
    DIRECTOR,
    FULL,
    HOSTILE,
    HOSTILE_VALUES,
    MINIMAL,
    SITE,
    VALUES,
)

LETTERS: dict[str, tuple[Letter, Reader, Values]] = {
    "full": (FULL, DIRECTOR, VALUES),
    "of anybody": (FULL, ANYBODY, VALUES),
    "minimal": (MINIMAL, ANYBODY, VALUES),
    "hostile": (HOSTILE, DIRECTOR, HOSTILE_VALUES),
}
RULES = (
    "color-contrast link-in-text-block link-name target-size heading-order empty-heading "
    "page-has-heading-one html-has-lang html-lang-valid valid-lang document-title list listitem "
    "td-headers-attr th-has-data-cells scrollable-region-focusable presentation-role-conflict "
    "aria-roles aria-allowed-attr aria-allowed-role aria-valid-attr-value meta-viewport "
    "label-content-name-mismatch"
).split()
"""Of axe's; a mail has no landmarks, for it is shown within somebody else's page."""
PRESSED = """() => [...document.querySelectorAll("td.key")].map(td => {
  const box = td.getBoundingClientRect();
  return [box.width, box.height];
})"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter(each => [...each.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(each => each.offsetParent)
  .map(each => parseFloat(getComputedStyle(each).fontSize)))"""


def shown(page: Page, which: str) -> list[str]:
    """The letter in the page; what it asked the network for."""
    letter, reader, values = LETTERS[which]
    chosen = choose(letter, reader)
    assert chosen
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    html, _ = for_preview(render(chosen, SITE), values)
    page.set_content(html, wait_until="load")
    return asked


@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", LETTERS)
def test_a_letter_can_be_read(
    page: Page, axe: Axe, which: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    asked = shown(page, which)
    axe(page, rules=RULES)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALLEST) >= 14
    assert all(wide >= 44 and high >= 44 for wide, high in page.evaluate(PRESSED))
    assert asked == []


def test_the_dark_letter_is_dark(page: Page) -> None:
    ground = 'getComputedStyle(document.querySelector("td.text")).backgroundColor'
    page.emulate_media(color_scheme="dark")
    shown(page, "full")
    assert page.evaluate(ground) == "rgb(16, 25, 29)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_wide_screen_leaves_the_column_narrow_and_in_the_middle(page: Page) -> None:
    page.set_viewport_size({"width": 1200, "height": 800})
    shown(page, "full")
    box = page.locator("table.page").bounding_box()
    assert box is not None
    assert box["width"] == 600
    assert box["x"] == 300


def test_on_paper_the_head_is_dark_on_white(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    shown(page, "full")
    head = page.locator("td.band")
    assert head.evaluate("each => getComputedStyle(each).color") == "rgb(22, 36, 43)"
    assert head.evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_wide_table_moves_and_the_page_does_not(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    shown(page, "hostile")
    table = page.get_by_role("group", name="Table")
    assert table.evaluate("each => each.scrollWidth > each.clientWidth")
    table.focus()
    assert table.evaluate("each => each === document.activeElement")


def test_the_list_of_what_is_asked_leads_down_to_its_piece(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    shown(page, "full")
    link = page.get_by_role("link", name="Placements at a distance", exact=True).first
    target = page.locator(link.get_attribute("href") or "")
    assert target.inner_text() == "Placements at a distance"


def test_without_its_styles_a_letter_still_says_all(page: Page) -> None:
    """As programs show it that strip the head: the tags carry the look."""
    shown(page, "full")
    page.evaluate("document.querySelectorAll('style').forEach(each => each.remove())")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("heading", name="What is asked of you", level=2).is_visible()
