"""What people come for, from the front page to having found it: each as they would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.directory.models import ContactDetail, User
from tests.browser.conftest import sign_in

NewContext = Callable[..., BrowserContext]
TELEPHONE = {"viewport": {"width": 375, "height": 667}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1440, "height": 900}}


def press_until(page: Page, selector: str, *, most: int = 30) -> None:
    """Tab until the focus is there; a reader without a mouse has no other way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{most} presses of Tab did not reach {selector} on {page.url}")


def test_a_practitioner_on_a_telephone_follows_a_matter_back(
    new_context: NewContext, item_address: str
) -> None:
    page = new_context(**TELEPHONE).new_page()
    page.goto("/")
    page.get_by_role("link", name="Read Update 429").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 429")
    page.locator("article").get_by_role("link", name="Children in care").first.tap()
    expect(page).to_have_url(item_address)
    history = page.get_by_role("region", name="In the bulletins")
    expect(history).to_contain_text("Until then called “Looked after children”")
    expect(history).to_contain_text("Said for the first time.")
    history.get_by_role("link", name="Update 428").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 428")


def test_a_director_sees_what_closes_soon_and_what_is_asked(
    new_context: NewContext, item_address: str
) -> None:
    page = new_context(**WIDE).new_page()
    page.goto("/")
    closing = page.get_by_role("region", name="Closes soon")
    expect(closing).to_be_in_viewport()
    expect(closing).to_contain_text("5 January 2099")
    closing.get_by_role("link", name="Children in care").click()
    expect(page.locator("main")).to_contain_text("Return the form.")
    expect(page.locator("main")).to_contain_text("Deadline: Monday 5 January 2099")


def test_a_reader_without_a_mouse_searches_and_reads(page: Page, item_address: str) -> None:
    page.goto("/bulletins/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    press_until(page, "input[name=q]", most=4)
    page.keyboard.type("children")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press_until(page, "h3 a, h2 a, li a[href^='/items/'], main a[href^='/bulletins/4']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Search")
    page.goto("/")
    press_until(page, "a[href='/bulletins/429/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 429")


def test_everything_can_be_read_without_scripts(new_context: NewContext, item_address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Read Update 429").click()
    page.locator("article").get_by_role("link", name="Children in care").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children in care")
    expect(page.get_by_role("region", name="In the bulletins")).to_contain_text("What changed")
    page.get_by_role("searchbox").fill("report")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("main")).to_contain_text("A report")
    page.goto("/publications/")
    page.get_by_label("Publisher").select_option("ofsted")
    page.get_by_role("button", name="Narrow the list").click()
    expect(page.locator("main")).to_contain_text("A report")


def test_a_contact_who_did_not_agree_is_nowhere_for_the_public(
    new_context: NewContext, item_address: str, manager: User
) -> None:
    number = ContactDetail.objects.get(person__name="Hidden Person").value
    addresses = [
        "/bulletins/429/",
        "/bulletins/429/print/",
        item_address,
        "/people/",
        "/search/?q=hidden",
        f"/search/?q={number.replace(' ', '+')}",
    ]
    public = new_context().new_page()
    for address in addresses:
        public.goto(address)
        shown = public.locator("main").inner_html()
        assert "Hidden Person" not in shown, address
        assert f"tel:{number.replace(' ', '')}" not in shown, address
    programme = new_context().new_page()
    sign_in(programme, manager.email)
    programme.goto("/bulletins/429/")
    expect(programme.locator("main")).to_contain_text("Hidden Person")
