"""A bulletin on paper, in a real browser: a document, not a web page that was printed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

A4 = (595, 842)
"""Points."""


def test_a_bulletin_is_printed_on_numbered_a4_without_what_is_for_screens(
    page: Page, item_address: str
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto("/bulletins/429/print/")
    for gone in ("navigation", "search"):
        for one in page.get_by_role(gone).all():  # type: ignore[arg-type]
            expect(one).to_be_hidden()
    expect(page.get_by_text("Eastern Alliance").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"localhost:\d+/bulletins/429/"))).to_be_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[([\d. ]+)\]", sheets)
    assert {tuple(round(float(side)) for side in box.split()[2:]) for box in boxes} == {A4}


def test_dates_stand_beside_their_matter_and_addresses_are_written_out(
    page: Page, item_address: str
) -> None:
    page.set_viewport_size({"width": 658, "height": 900})  # A4 without its margins
    page.emulate_media(media="print", color_scheme="dark")
    page.goto("/bulletins/429/print/")
    story = page.locator(".story").first
    words, dates = story.locator(".wording").first, story.locator(".dates")
    beside, below = dates.bounding_box(), words.bounding_box()
    assert beside
    assert below
    assert beside["x"] >= below["x"] + below["width"]
    assert beside["y"] < below["y"] + below["height"]
    ink = "one => getComputedStyle(one).color"
    assert story.evaluate(ink) == "rgb(0, 0, 0)"
    after = "one => getComputedStyle(one, '::after').content"
    elsewhere = page.locator(".wording a[href^='https://www.example.org']").first
    assert "https://www.example.org/" in elsewhere.evaluate(after)
    assert page.locator("main a[href^='/items/']").first.evaluate(after) == "none"
