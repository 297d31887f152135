"""An idea, from the page it is told on to the answer, in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from alliance.directory.models import Person, User
from alliance.pages.models import Idea
from tests.browser.conftest import Axe, sign_in
from tests.pages.invented import contact, project, section

TABLE = {
    "caption": "Who meets",
    "columns": [{"type": "words", "heading": "Group"}, {"type": "words", "heading": "How often"}],
    "rows": [{"values": ["<p>Leads</p>", "<p>Four times a year</p>"]}],
}


@pytest.mark.usefixtures("no_errors")
@pytest.mark.parametrize("width", [1280, 320])
def test_every_part_of_a_section_can_be_read(
    page: Page, axe: Axe, item_address: str, width: int
) -> None:
    there = section(
        "Children in care",
        introduction="Enough homes.",
        text=[("words", "<h3>Why</h3><p>Words.</p>"), ("table", TABLE)],
        governance="<h3>Reports</h3><ul><li>May</li></ul>",
        meeting_on=dt.date(2099, 1, 5),
        meeting_place="County Hall",
    )
    there.meeting_on = dt.date(2099, 1, 12)
    there.save_revision().publish()
    contact(there, Person.objects.get(name="Open Person"), "Chair")
    contact(there, Person.objects.get(name="Hidden Person"))
    section("A page of it", under=there)
    project("Under way")
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/sections/children-in-care/", "/sections/", "/projects/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


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
    page.goto("/ideas/")
    axe(page)
    page.get_by_role("link", name="One rota of visitors.").click()
    axe(page)
    page.get_by_role("button", name="Take it in hand").click()
    page.get_by_label("Reply").fill("We start in May.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_text("The reply is on its way.")).to_be_visible()
    axe(page)
    page.get_by_text("Erase this idea").click()
    page.get_by_label("Why it is erased").fill("asked for")
    page.get_by_role("button", name="Erase it").click()
    expect(page.get_by_text("What was written here was erased")).to_be_visible()
    axe(page)
    assert Idea.objects.get().text == ""
