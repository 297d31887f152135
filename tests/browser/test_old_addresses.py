"""What somebody meets who comes by an address of the old site, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alliance.pages.models import OldAddress, OldThing
from tests.browser.conftest import Axe
from tests.pages.invented import section


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_gone_and_missed_pages_say_so_and_lead_on(
    page: Page, axe: Axe, item_address: str, scheme: str
) -> None:
    section("Early help")
    thing = OldThing.objects.create(title="Early help network", state="retired")
    OldAddress.objects.create(thing=thing, key="/early-help-network/")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 700})
    for address, heading in (
        ("/early-help-network/", "This page is gone for good"),
        ("/early-helps/", "There is no page here"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="Early help", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Early help")
