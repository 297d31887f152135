"""News on its way in, in a real browser: a source is found and watched, a reader sends a piece."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from alliance.directory.models import User
from alliance.sources.models import Candidate, Source
from tests.browser.conftest import Axe, sign_in
from tests.sources.publishers import Site, feed, item, served

WIDTHS = ((1280, 900), (320, 800))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with served() as made:
        monkeypatch.setattr("alliance.sources.finding.PUBLIC", made.policy)
        yield made


def looked_at(page: Page, axe: Axe) -> None:
    """By axe, wide and narrow, light and dark; nothing scrolls sideways."""
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark")
        axe(page)
        page.emulate_media(color_scheme="light")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": WIDTHS[0][0], "height": WIDTHS[0][1]})


def test_a_source_is_found_watched_and_switched_off(
    page: Page, axe: Axe, manager: User, site: Site
) -> None:
    site.gives("/news", b"<link rel=alternate type='application/rss+xml' href='/all'><p>News.")
    site.gives("/all", feed(item("Panel dates"), item("Kinship guidance"), title="A body"))
    sign_in(page, manager.email)
    page.goto("/sources/")
    expect(page.get_by_text("No source is watched yet.")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("link", name="Add a source").click()
    page.get_by_label("Address of a feed or page").fill(site.at("/news"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kinship guidance")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("button", name="Watch this source").click()
    expect(page.get_by_text("“A body” is watched from now on.")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("button", name="Stop watching it").click()
    expect(page.get_by_text("It is not watched any more.")).to_be_visible()
    page.get_by_text("Change it").click()
    looked_at(page, axe)
    page.get_by_role("link", name="Sources", exact=True).click()
    looked_at(page, axe)
    assert not Source.objects.get().is_on


def test_news_is_sent_with_the_keyboard_and_answered(page: Page, axe: Axe, manager: User) -> None:
    page.goto("/bulletins/")
    page.get_by_role("link", name="Send us news").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What it is about").focus()
    for words in ("Panel dates", "The panel meets on 4 March.", "", "Ana Lee", "", "ana at"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send your news")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    looked_at(page, axe)
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_role("button", name="Send your news").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your news")
    looked_at(page, axe)

    sign_in(page, manager.email)
    page.goto("/sources/sent/")
    looked_at(page, axe)
    page.get_by_role("link", name="Panel dates").click()
    page.get_by_label("Reply").fill("Thank you. It will be in on Friday.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_text("The reply is on its way.")).to_be_visible()
    page.get_by_text("Forget who sent it").click()
    looked_at(page, axe)
    page.goto("/sources/mail/")
    looked_at(page, axe)
    assert Candidate.objects.get().sender.answered_at
