"""An idea, from the page it is told on to the answer, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from alliance.directory.models import User
from alliance.evidence.models import Submission
from tests.browser.conftest import Axe, sign_in
from tests.pages.invented import section


def test_an_idea_is_told_with_the_keyboard_and_answered(
    page: Page, axe: Axe, item_address: str, manager: User
) -> None:
    section("Children in care")
    page.goto("/sections/children-in-care/")
    page.get_by_role("link", name="Tell us your idea").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ana Lee")
    page.keyboard.press("Tab")
    page.keyboard.type("ana at example")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("One rota of visitors.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send your idea")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe(page)
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_role("button", name="Send your idea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your idea")
    axe(page)

    sign_in(page, manager.email)
    page.goto("/programme/replies/")
    axe(page)
    page.get_by_role("link", name="One rota of visitors.").click()
    axe(page)
    page.get_by_role("button", name="Take it in hand").click()
    page.get_by_role("textbox", name="Reply").fill("We start in May.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_text("The reply is on its way.")).to_be_visible()
    axe(page)
    page.get_by_text("Erase this idea").click()
    page.get_by_label("Why it is erased").fill("asked for")
    page.get_by_role("button", name="Erase it").click()
    expect(page.get_by_text("What was written here was erased")).to_be_visible()
    axe(page)
    assert Submission.objects.get().erased_at
