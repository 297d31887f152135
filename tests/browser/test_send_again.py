"""Cookies are cleared while a form is open: what was typed is sent all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alliance.evidence.models import Submission
from alliance.evidence.taking.rows import sent_of
from tests.browser.conftest import Axe
from tests.pages.invented import section


@pytest.mark.usefixtures("item_address")
def test_what_was_typed_is_not_lost_with_the_cookies(page: Page, axe: Axe) -> None:
    section("Homes")
    page.goto("/sections/homes/idea/")
    page.get_by_label("Your name").fill("Ana Lee")
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_label("Your idea").fill("One rota.\n\nOf visitors.")
    page.context.clear_cookies()
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please send that again")
    axe(page)
    page.get_by_text("What you typed", exact=True).click()
    expect(page.locator("main")).to_contain_text("Of visitors.")
    page.get_by_role("button", name="Send it again").click()
    expect(page).to_have_url("/sections/homes/idea/sent/")
    text = sent_of(Submission.objects.get()).answers["idea"]
    assert text == "One rota.\n\nOf visitors."
