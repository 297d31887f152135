"""What pages do under a reader's hands, in a real browser; test_every_page.py looks at them all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from alliance.directory.models import User
from tests.browser.conftest import Axe


def test_the_keyboard_reaches_the_text_first(page: Page, item_address: str) -> None:
    page.goto("/bulletins/429/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("News")


def test_contents_stay_beside_the_text_on_a_wide_screen(page: Page, item_address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/bulletins/429/")
    page.mouse.wheel(0, 700)
    expect(page.get_by_role("link", name="Publications 1")).to_be_in_viewport()


def test_a_wrong_password_puts_the_reader_at_what_is_wrong(
    page: Page, axe: Axe, item_address: str
) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    axe(page)
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


@pytest.mark.usefixtures("no_errors")
def test_passkeys_work_under_the_content_security_policy(
    page: Page, axe: Axe, item_address: str
) -> None:
    """Registered and used to sign in, with the browser's own virtual authenticator."""
    User.objects.create_user("jo@example.org", "a long enough password")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("jo@example.org")
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.goto("/accounts/2fa/totp/activate/")
    axe(page)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_label("Code that the app shows")).to_be_visible()
    axe(page)
    for address in ("/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/"):
        page.goto(address)
        axe(page)
    page.goto("/accounts/2fa/webauthn/add/")
    axe(page)
    page.get_by_label("Name").fill("My telephone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery codes")
    axe(page)
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
