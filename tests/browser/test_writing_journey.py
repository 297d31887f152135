"""The programme manager's week in a real browser: a bulletin of ten items and three reminders.

Every press and click is counted; what is typed is not, as a person would count.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from alliance.bulletins.models import Bulletin, DraftItem
from alliance.directory.models import User
from alliance.sources.models import Candidate
from tests.browser.conftest import Axe, sign_in
from tests.bulletins.invented import said

FEWER_THAN = 40
NEWS = (
    ("Grants for family hubs", "Towns with many young children may open a second house for them."),
    (
        "Night buses for care leavers",
        "Young adults ride without paying until they are twenty-five.",
    ),
    ("A report on school moves", "Pupils who change class in spring fall behind by a term."),
    ("Judges want shorter bundles", "Courts will send back papers of more than a hundred pages."),
    ("Speech therapists in nurseries", "Two-year-olds were heard in their own rooms for a year."),
    (
        "How fostering pays",
        "Households were asked what a week costs them, and what they are given.",
    ),
    (
        "Housing standards redrafted",
        "Landlords of supported flats must have a fire warden each night.",
    ),
)
PASTED = """<h2>Kinship survey</h2><p>Please return <a href="https://example.org/form">the form</a>
by 4 December 2099.</p><h2>Fostering day</h2><p>Carers meet at Lewes for a day of talks.</p>"""
PICTURES = Path("var/pictures/writing")


class Pressing:
    """Presses buttons and links by name, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, name: str, *, role: str = "button") -> None:
        self.count += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def key(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)


def week() -> None:
    """What waits on a Thursday: news that came in, and matters of last week that are still open."""
    for place, (title, words) in enumerate(NEWS):
        Candidate.objects.create(
            key=f"news-{place}", title=title, html=f"<p>{words}</p>", publisher="Invented Publisher"
        )
    last = Bulletin.objects.get(number=429)
    last.date = dt.date.today() - dt.timedelta(days=3)  # noqa: DTZ011 - the day of the machine
    last.save()
    for title in ("Census of carers", "Panel of readers", "Survey of nurses"):
        said(
            last,
            title,
            body=f"<p>Tell the programme who takes part in the {title.lower()}.</p>",
            deadline=last.date + dt.timedelta(days=12),
        )


@pytest.mark.usefixtures("no_errors")
def test_ten_items_and_three_reminders_in_fewer_than_forty_presses(
    page: Page, manager: User, axe: Axe
) -> None:
    week()
    page.goto("/bulletins/")
    sign_in(page, manager.email)
    page.goto("/bulletins/")
    hand = Pressing(page)
    hand.press("Write the next bulletin", role="link")
    hand.press("Begin Update 430")
    for _ in NEWS:
        hand.press("Take the news")
    hand.press("that the rules tick")
    for title in ("Panel of readers", "Survey of nurses"):
        hand.press(f"Take the reminder {title}")
    box = page.get_by_label("Paste a web page, an e-mail or a text")
    hand.count += 2  # into the box, and Ctrl+V
    box.fill("Kinship survey")
    page.locator("[name=pasted_html]").evaluate("(field, html) => { field.value = html }", PASTED)
    hand.press("Bring it in")
    expect(page.get_by_role("region", name="Found in the words")).to_contain_text("4 December 2099")
    _picture(page, "found")
    hand.press("Take all")
    hand.press("Write an item")
    form = page.locator(".read-item[open] form")
    hand.count += 2  # into the title, and on to the text
    form.get_by_label("Title").fill("A word from the programme")
    form.get_by_label("Text", exact=True).fill("We recieved the keys.")
    expect(page.locator(".read-item[open] [data-findings]")).to_contain_text("recieved")
    form.get_by_label("Text", exact=True).fill("The office moves on Monday.\n\n- Bring a box")
    expect(page.locator(".read-item[open] [data-findings]")).not_to_contain_text("recieved")
    expect(form.get_by_role("status")).to_contain_text("Saved", timeout=15_000)
    _picture(page, "written")
    axe(page)
    hand.press("Check and publish", role="link")
    expect(page.get_by_role("heading", name="What stands in the way")).to_be_visible()
    _picture(page, "publish")
    axe(page)
    hand.press("Publish it now")

    expect(page.get_by_role("heading", level=1)).to_have_text("Update 430")
    out = Bulletin.objects.get(number=430)
    news = out.appearances.filter(section="news")
    assert (news.count(), out.appearances.filter(section="reminder").count()) == (10, 3)
    assert hand.count < FEWER_THAN
    print(f"{hand.count} presses and clicks besides typing")


def test_what_cannot_be_saved_stays_on_the_page_and_is_tried_again(
    page: Page, manager: User
) -> None:
    page.goto("/bulletins/next/")
    sign_in(page, manager.email)
    page.get_by_role("button", name="Begin Update 430").click()
    page.get_by_role("button", name="Write an item").click()
    form = page.locator(".read-item[open] form")
    page.context.set_offline(True)
    form.get_by_label("Title").fill("Written in a tunnel")
    try:
        expect(form.get_by_role("status")).to_contain_text("no connection", timeout=15_000)
    finally:
        page.context.set_offline(False)
    expect(form.get_by_role("status")).to_contain_text("Saved", timeout=30_000)
    assert DraftItem.objects.get().title == "Written in a tunnel"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def _picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for wide, look in ((1280, "light"), (320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": wide, "height": 900})
        page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
        page.screenshot(path=PICTURES / f"{name}-{wide}-{look}.png", full_page=True)
    page.emulate_media(color_scheme="light")
