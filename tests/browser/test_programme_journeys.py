"""The programme's own work in a real browser: bringing in a bulletin, and a second factor."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.bulletins.models import Bulletin
from alliance.directory.models import User
from tests.browser.conftest import PASSWORD, Axe, sign_in
from tests.bulletins.intake.test_screen import BULLETIN

NewContext = Callable[..., BrowserContext]
DOUBTFUL = BULLETIN.replace("01632 960123", "").replace("24 June 2022", "24 June", 1)
LONG = "\n\n\n".join(
    [
        "UPDATE NO 512 24 June 2022",
        *(
            f"A matter of some length, number {n}: what authorities are asked to do\n\n\n"
            f"The form is here. Please send it to Nell Farrow by {n} July 2022."
            for n in range(1, 11)
        ),
    ]
)


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def hand_in(page: Page, text: str) -> None:
    page.goto("/bulletins/")
    page.get_by_role("link", name="Bring in bulletins").click()
    page.get_by_label("Or paste a bulletin").fill(text)
    page.get_by_role("button", name="Read them").click()


@pytest.mark.usefixtures("no_errors")
def test_the_manager_brings_in_a_bulletin_and_mends_what_is_doubtful(
    page: Page, new_context: NewContext, manager: User
) -> None:
    page.goto("/bulletins/import/")
    sign_in(page, manager.email)
    hand_in(page, DOUBTFUL)
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 512: what was understood")
    doubts = page.get_by_role("region", name="Look at these first")
    doubts.get_by_role("link", name="Source").first.click()
    source = page.get_by_role("region", name="Source")
    expect(source.locator("mark:target")).to_be_in_viewport()
    day = page.get_by_role("group", name="Bulletin").get_by_label("Date")
    day.fill("24 June 2022")
    page.get_by_text("2. Foster carers’ summer day").click()
    title = page.get_by_role("group", name="Item 2").get_by_label("Title")
    title.fill("Foster carers’ day at Lewes")
    title.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is published yet")
    assert not Bulletin.objects.filter(number=512).exists()
    page.get_by_role("button", name="Save as bulletin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 512")
    reader = new_context().new_page()
    reader.goto("/bulletins/512/")
    expect(reader.locator("main")).to_contain_text("Foster carers’ day at Lewes")
    expect(reader.locator("main")).not_to_contain_text("960123")


def test_a_file_comes_in_without_scripts(new_context: NewContext, manager: User) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/bulletins/import/")
    sign_in(page, manager.email)
    file = {"name": "update-512.txt", "mimeType": "text/plain", "buffer": BULLETIN.encode()}
    page.get_by_label("Files").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read them").click()
    number = page.get_by_label("Number")
    number.fill("")
    page.get_by_role("button", name="Save as bulletin").click()
    expect(page.get_by_role("heading", name="There is something to mend")).to_be_visible()
    page.get_by_role("link", name="Give the number").click()
    number.fill("512")
    page.get_by_role("button", name="Save as bulletin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Update 512")
    expect(page.locator("main")).to_contain_text("Update 512 is saved.")


@pytest.mark.usefixtures("no_errors")
def test_everybody_can_use_the_review_of_a_long_bulletin(
    page: Page, axe: Axe, manager: User
) -> None:
    sign_in(page, manager.email)
    hand_in(page, LONG)
    address = page.url
    for width, scheme in ((1280, "light"), (320, "light"), (320, "dark"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for each in ("/bulletins/import/", address):
            page.goto(each)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        source = page.get_by_role("region", name="Source")
        expect(source).to_be_visible(visible=width == 1280)
        page.get_by_role("link", name="Source").first.click()
        expect(source.locator("mark:target")).to_be_in_viewport()


def test_what_is_wrong_is_shown_where_it_was_folded(page: Page, axe: Axe, manager: User) -> None:
    sign_in(page, manager.email)
    hand_in(page, BULLETIN)
    page.get_by_text("2. Foster carers’ summer day").click()
    item = page.get_by_role("group", name="Item 2")
    item.get_by_label("Events").fill("next Saturday")
    page.get_by_role("button", name="Save as bulletin").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    axe(page)
    summary.get_by_role("link", name="next Saturday").click()
    expect(item.get_by_label("Events")).to_be_focused()
    expect(item.get_by_label("Events")).to_have_value("next Saturday")


@pytest.mark.second_factor
def test_an_editor_is_sent_to_add_a_second_factor_and_then_let_in(
    page: Page, axe: Axe, manager: User
) -> None:
    page.goto("/cms/")
    sign_in(page, manager.email)
    page.goto("/cms/snippets/bulletins/bulletin/")
    expect(page).to_have_url("/accounts/2fa/")
    page.get_by_role("link", name="Set up").or_(page.get_by_role("button", name="Set up")).click()
    if page.get_by_role("button", name="Confirm").is_visible():
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Set up").or_(
        page.get_by_role("button", name="Activate")
    ).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery codes")
    for kind in ("bulletins/bulletin", "bulletins/item", "directory/person", "directory/authority"):
        page.goto(f"/cms/snippets/{kind}/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page, within="main")
