"""What somebody meets who comes by an address of the old site, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from alliance.pages.models import OldAddress, OldThing
from tests.pages.invented import section


def test_gone_and_missed_pages_say_so_and_lead_on(page: Page, item_address: str) -> None:
    section("Early help")
    thing = OldThing.objects.create(title="Early help network", state="retired")
    OldAddress.objects.create(thing=thing, key="/early-help-network/")
    for address, heading in (
        ("/early-help-network/", "This page is gone for good"),
        ("/early-helps/", "There is no page here"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_role("link", name="Early help", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Early help")
