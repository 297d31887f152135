"""Asking to enter a restricted area, deciding on it, and losing access, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.directory.models import Area, Authority, RoleKind
from alliance.pages.models import RestrictedPart
from tests.browser.conftest import Axe, in_light_and_dark, sign_in
from tests.directory.areas.invented import account, area, document
from tests.pages.invented import section

NewContext = Callable[..., BrowserContext]
SECRET = "What the six authorities found"


@dataclass(frozen=True)
class Scene:
    """An area beside an open page, the director of Kent, and somebody who does not get in yet."""

    area: Area
    letter: str
    director: str = "ann-director@example.org"
    asker: str = "col-asker@example.org"
    other: str = "max-medway@example.org"


@pytest.fixture
def scene(item_address: str) -> Scene:
    kent = Authority.objects.get(slug="kent")
    medway = Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")
    quality = area("Quality assurance")
    letter = document("Summary of the audits", quality)
    page = section("Audits", introduction="How we look at practice together.")
    RestrictedPart.objects.create(
        page=page,
        area=quality,
        text=[("words", f"<p>{SECRET}.</p>")],
        documents=[("document", letter)],
    )
    account("Ann Director", RoleKind.DCS, kent)
    account("Col Asker", RoleKind.DATA_LEAD, kent)
    account("Max Medway", RoleKind.DCS, medway)
    return Scene(quality, letter.url)


@pytest.fixture
def as_somebody(new_context: NewContext, page: Page) -> Callable[[str], Page]:
    """A browser of somebody's own, signed in."""

    def open_as(email: str) -> Page:
        own = new_context().new_page()
        sign_in(own, email)
        return own

    return open_as


def test_somebody_asks_is_let_in_reads_and_loses_access(
    page: Page, axe: Axe, scene: Scene, as_somebody: Callable[[str], Page]
) -> None:
    # Anybody sees that there is more, and what the area is.
    page.goto("/sections/audits/")
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.get_by_role("link", name="Quality assurance").click()
    axe(page)
    page.get_by_role("link", name="Sign in and ask to be let in").click()

    # Signing in leads back to the form; a fault is said, and with the keyboard it is mended.
    sign_in_here(page, scene.asker)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask to enter Quality assurance")
    axe(page)
    page.get_by_role("button", name="Ask to be let in").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe(page)
    page.get_by_label("Why do you ask?").focus()
    page.keyboard.type("We start an audit.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    axe(page)

    # Their director sees it and lets them in.
    director = as_somebody(scene.director)
    director.goto("/areas/")
    director.get_by_role("link", name="whose access you look after").click()
    axe(director)
    expect(director.get_by_text("1 person waits for a decision")).to_be_visible()
    director.get_by_role("link", name="Kent").click()
    axe(director)
    director.get_by_role("link", name="Col Asker: Quality assurance").click()
    axe(director)
    expect(director.get_by_text("We start an audit.")).to_be_visible()
    director.get_by_role("button", name="Let them in").click()
    expect(director.get_by_text("Col Asker may enter Quality assurance")).to_be_visible()

    # Both versions stand on one page, and the document opens.
    page.goto("/sections/audits/")
    expect(page.get_by_text("How we look at practice together.")).to_be_visible()
    expect(page.get_by_text(SECRET)).to_be_visible()
    axe(page)
    assert page.request.get(scene.letter).ok
    page.goto("/areas/quality-assurance/")
    expect(page.get_by_text("Summary of the audits")).to_be_visible()
    axe(page)

    # Their director sees what was read, and ends it.
    director.get_by_role("link", name="What they read there").click()
    expect(director.get_by_role("cell", name="Download: Summary of the audits")).to_be_visible()
    axe(director)
    director.goto("/authorities/kent/access/")
    director.get_by_role("link", name="Let in").click()
    director.get_by_label("Why it ends").fill("The audit is done.")
    axe(director)
    director.get_by_role("button", name="End it now").click()
    expect(director.get_by_text("Col Asker may no longer enter")).to_be_visible()

    # From that moment nothing of it is shown, and the reason is.
    page.go_back()
    page.goto("/sections/audits/")
    expect(page.get_by_text(SECRET)).to_have_count(0)
    assert page.request.get(scene.letter).status == 403
    page.goto(scene.letter)
    expect(page.get_by_role("heading", level=1)).to_have_text("This document is not open to you")
    axe(page)
    page.goto("/areas/quality-assurance/")
    page.get_by_role("link", name="Read why").click()
    expect(page.get_by_text("The audit is done.")).to_be_visible()


def test_a_refusal_is_read_by_who_asked_and_the_asking_by_no_other_authority(
    page: Page, axe: Axe, scene: Scene, as_somebody: Callable[[str], Page]
) -> None:
    page.goto("/areas/quality-assurance/ask/")
    sign_in_here(page, scene.asker)
    page.get_by_label("Why do you ask?").fill("Out of interest.")
    page.get_by_role("button", name="Ask to be let in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your access to Quality assurance")
    asking = page.url

    stranger = as_somebody(scene.other)
    answer = stranger.goto(asking)
    assert answer is not None
    assert answer.status == 404
    answer = stranger.goto("/authorities/kent/access/")
    assert answer is not None
    assert answer.status == 403

    director = as_somebody(scene.director)
    director.goto(asking)
    director.get_by_role("button", name="Refuse").click()
    expect(director.locator("[data-error-summary]")).to_be_focused()
    director.get_by_label("Why you refuse").fill("Say what you need it for.")
    director.get_by_role("button", name="Refuse").click()
    expect(director.get_by_text("It is refused.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Say what you need it for.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Ask again").click()
    expect(page.get_by_label("Why do you ask?")).to_be_visible()


def test_what_the_programme_sees_can_be_read_by_everybody(
    page: Page, axe: Axe, scene: Scene, as_somebody: Callable[[str], Page]
) -> None:
    account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    support = as_somebody("sue-support@example.org")
    support.goto(scene.area.get_absolute_url())
    for address in (
        "/areas/",
        "/areas/quality-assurance/",
        "/sections/audits/",
        "/access/",
        "/access/everyone/",
        "/access/everyone/read/",
        "/authorities/kent/access/",
        "/authorities/kent/access/read/",
    ):
        for width in (1280, 320):
            support.set_viewport_size({"width": width, "height": 800})
            support.goto(address)
            in_light_and_dark(support, axe)
            assert support.evaluate("document.documentElement.scrollWidth") <= width, address


def sign_in_here(page: Page, email: str) -> None:
    """On the page to which one was sent; then back to what one wanted."""
    assert "/accounts/login/" in page.url
    sign_in(page, email)
