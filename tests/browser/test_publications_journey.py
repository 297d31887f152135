"""Publications in a real browser: brought in from a reference manager, given a new version, read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.directory.models import User
from alliance.library.models import Publication
from tests.browser.conftest import Axe, sign_in

NewContext = Callable[..., BrowserContext]
RIS = """TY  - RPRT
TI  - Checklist for first visits
PB  - Open Door Trust
DA  - 2026/06/01/
UR  - https://www.example.org/first
ER  -
"""


@pytest.mark.usefixtures("no_errors")
def test_a_publication_comes_in_gets_a_version_and_is_read(
    page: Page, new_context: NewContext, axe: Axe, manager: User, item_address: str
) -> None:
    page.goto("/publications/import/")
    sign_in(page, manager.email)
    page.goto("/publications/")
    page.get_by_role("link", name="Bring in publications").click()
    axe(page)
    page.get_by_label("Or paste it").fill(RIS.replace("UR  - https", "UR  - nowhere"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("line 1: “nowhere://www.example.org/first”")
    page.get_by_label("Or paste it").fill(RIS)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("main")).to_contain_text("1 new publication.")
    axe(page)
    page.get_by_role("button", name="Save 1 of 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Saved: 1 new publication.")

    page.get_by_role("link", name="Checklist for first visits").click()
    page.get_by_role("link", name="Edit it").click()
    page.get_by_role("button", name="Add Version").click()
    page.locator("#id_versions-1-published_on").fill("2026-09-01")
    page.locator("#id_versions-1-label").fill("2nd edition")
    page.locator("#id_versions-1-url").fill("https://www.example.org/second")
    page.locator("#id_versions-1-what_changed").fill("A line on nights.")
    page.keyboard.press("Control+s")  # (the calendar of the day stands over the button)
    expect(page.locator("body")).to_contain_text("updated")

    reader = new_context(java_script_enabled=False).new_page()
    reader.goto(Publication.objects.get(title="Checklist for first visits").get_absolute_url())
    latest = reader.get_by_role("region", name="Latest version")
    expect(latest).to_contain_text("2nd edition, published or updated on 1 September 2026")
    expect(latest).to_contain_text("A line on nights.")
    expect(reader.get_by_role("region", name="Earlier versions")).to_contain_text("1 June 2026")
    with reader.expect_download() as download:
        reader.get_by_role("link", name="BibTeX").click()
    assert download.value.suggested_filename == "checklist-for-first-visits.bib"
