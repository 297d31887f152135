"""The way to every part of the site, where there is little room: without a script, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser
TELEPHONE = {"width": 320, "height": 640}


def test_on_a_telephone_the_menu_opens_when_it_is_wanted(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(viewport=TELEPHONE, java_script_enabled=False).new_page()
    page.goto("/bulletins/")
    menu, places = page.get_by_role("button", name="Menu", exact=True), page.locator("#places")
    expect(places).to_be_hidden()

    menu.focus()
    page.keyboard.press("Enter")
    expect(places.get_by_role("link", name="Publications")).to_be_visible()
    page.keyboard.press("Escape")
    expect(places).to_be_hidden()
    expect(menu).to_be_focused()

    menu.click()
    places.get_by_role("button", name="Close the menu").click()
    expect(places).to_be_hidden()

    menu.click()
    places.get_by_role("link", name="Publications").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publications")


def test_with_room_the_places_stand_side_by_side(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/bulletins/")
    expect(page.locator("#places").get_by_role("link", name="Publications")).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()
