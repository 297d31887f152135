"""The programme mends a link in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alliance.directory.models import User
from alliance.library.link_check.gather import gather
from alliance.library.link_check.note import note
from alliance.library.link_check.verdict import Answer, judge
from alliance.library.models import Link, Publication
from alliance.links.fetch import Redirect
from tests.browser.conftest import Axe, sign_in

NEW = "https://www.example.org/library/report"


@pytest.fixture
def links(manager: User) -> None:
    """One that moved, and one that has been dead for a while; each in a publication."""
    for title in ("Moved", "Dead"):
        Publication.objects.create(
            title=f"{title} report", match_key=title, url=f"https://www.example.org/{title}"
        )
    gather(Publication)
    dead, moved = Link.objects.order_by("url")
    now = timezone.now()
    for ago in (9, 8, 7):
        note(dead, judge(dead.url, Answer(404)), at=now - dt.timedelta(days=ago))
    note(moved, judge(moved.url, Answer(200, (Redirect(301, NEW),))), at=now)


def test_taking_a_new_address_and_leaving_a_dead_link(
    page: Page, manager: User, links: None, axe: Axe
) -> None:
    sign_in(page, manager.email)
    page.goto("/links/")
    axe(page)
    page.get_by_role("link", name="Moved (1)").click()
    axe(page)
    page.get_by_role("button", name="Take the new address").click()
    expect(page.locator("main")).to_contain_text("The new address stands in 1 place now.")
    assert Publication.objects.get(title="Moved report").url == NEW

    page.get_by_role("link", name="Links", exact=True).click()
    page.get_by_role("link", name="https://www.example.org/Dead").click()
    axe(page)
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_role("heading", name="There is something to mend")).to_be_visible()
    page.get_by_label("Why it may stay").fill("Opens in a browser.")
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.locator("main")).to_contain_text("It is left as it is for a year.")
    page.get_by_role("link", name="Links", exact=True).click()
    expect(page.get_by_role("link", name="Dead (0)")).to_be_visible()
