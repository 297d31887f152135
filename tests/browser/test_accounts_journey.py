"""An account's life in a real browser: invited, made safe, lent to nobody, lost and found again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from alliance.directory.models import ActingFor, Authority, Person, Role, RoleKind, User, Visibility
from alliance.jobs.worker import run_waiting
from tests.browser.conftest import PASSWORD, Axe, sign_in
from tests.browser.test_programme_journeys import code_of
from tests.directory.areas.invented import account

NewContext = Callable[..., BrowserContext]
NEW_PASSWORD = "quite another long sentence"


@pytest.fixture
def kent(item_address: str) -> Authority:
    return Authority.objects.get(slug="kent")


@pytest.fixture
def ana(kent: Authority) -> User:
    return account("Ana Lee", RoleKind.AUTHORITY_MEMBER, kent)


def link_of(words: str) -> str:
    """The path of the link in the newest letter that has it."""
    run_waiting()
    for letter in reversed(mail.outbox):
        if found := re.search(rf"https?://[^/\s]+(/\S*{words}\S*)", str(letter.body)):
            return found[1]
    raise AssertionError([letter.subject for letter in mail.outbox])


def sign_out(page: Page) -> None:
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()


def types_password(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def says_password_again(page: Page) -> None:
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()


# Coming in -------------------------------------------------------------------------------------


def test_from_the_invitation_to_the_first_sign_in(
    page: Page, axe: Axe, new_context: NewContext, manager: User
) -> None:
    sign_in(page, manager.email)
    page.goto("/people/invitations/new/")
    page.get_by_label("Others").fill("Bea Novak <bea.novak@example.org>")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_role("alert")).to_contain_text("on the way")

    invited = new_context().new_page()
    link = link_of("invitation/")
    invited.goto(link)
    axe(invited)
    invited.get_by_label("Choose a password").fill("password1234567")
    invited.get_by_role("button", name="Make my account").click()
    expect(invited.locator("[data-error-summary]")).to_be_focused()
    invited.get_by_label("Choose a password").fill(NEW_PASSWORD)
    invited.get_by_role("button", name="Make my account").click()
    expect(invited.get_by_role("link", name="Sign out")).to_be_visible()
    expect(invited).not_to_have_url(re.compile("invitation"))
    invited.get_by_role("link", name="Your account").click()
    expect(invited.locator("main")).to_contain_text("bea.novak@example.org")
    axe(invited)

    sign_out(invited)
    types_password(invited, "bea.novak@example.org", NEW_PASSWORD)
    expect(invited.get_by_role("link", name="Sign out")).to_be_visible()
    again = new_context().new_page()
    again.goto(link)
    expect(again.get_by_role("heading", level=1)).to_have_text("This invitation cannot be used")


def test_locked_out_after_wrong_passwords_and_back_by_mail(page: Page, axe: Axe, ana: User) -> None:
    for _ in range(5):
        types_password(page, ana.email, "a guess")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many tries")
    axe(page)
    types_password(page, ana.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many tries")
    page.get_by_role("link", name="Choose a new password").click()
    page.get_by_label("E-mail address").fill(ana.email)
    page.get_by_role("main").get_by_role("button").click()
    page.goto(link_of("password/reset/key/"))
    axe(page)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("main").get_by_role("button").last.click()
    types_password(page, ana.email, NEW_PASSWORD)
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


# A second factor -------------------------------------------------------------------------------


@pytest.mark.second_factor
def test_an_app_is_added_and_then_asked_for_or_a_recovery_code(
    page: Page, axe: Axe, kent: Authority
) -> None:
    lead = account("Dee Lead", RoleKind.DATA_LEAD, kent)
    sign_in(page, lead.email)
    page.goto("/access/")
    expect(page).to_have_url("/accounts/2fa/")
    expect(page.locator("main")).to_contain_text("Add a second factor now.")
    axe(page)
    page.get_by_role("button", name="Set up an app").click()
    says_password_again(page)
    axe(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Code that the app shows").fill("000000")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.locator("main")).to_contain_text("Incorrect code")
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery codes")
    axe(page)
    recovery = page.get_by_label("Unused codes").input_value().split()
    assert len(recovery) == 10
    page.goto("/access/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("access")

    for code in (recovery[0], "an app's"):
        sign_out(page)
        types_password(page, lead.email)
        expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))
        axe(page)
        page.goto("/access/")
        expect(page).to_have_url(re.compile("/accounts/2fa/authenticate/"))  # half in is not in
        cache.clear()  # as half a minute later, when the app shows another
        page.get_by_label(re.compile("code", re.IGNORECASE)).fill(
            code if code in recovery else code_of(secret)
        )
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("link", name="Sign out")).to_be_visible()

    sign_out(page)
    types_password(page, lead.email)
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(recovery[0])
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("Incorrect code")  # each lets in once


@pytest.mark.second_factor
def test_a_passkey_is_added_and_signs_in_without_the_password(
    page: Page, axe: Axe, context: BrowserContext, manager: User
) -> None:
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
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
    sign_in(page, manager.email)
    page.goto("/cms/")
    expect(page).to_have_url("/accounts/2fa/")
    page.get_by_role("button", name="Add a passkey").click()
    says_password_again(page)
    axe(page)
    page.get_by_label("Name").fill("Work telephone")
    if page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").check()
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery codes")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Work telephone")
    axe(page)
    page.goto("/cms/")
    expect(page).to_have_url("/cms/")

    page.goto("/")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.goto("/cms/")
    expect(page).to_have_url("/cms/")


# Sessions --------------------------------------------------------------------------------------


def test_somebody_sees_where_they_are_signed_in_and_signs_out_everywhere_else(
    page: Page, axe: Axe, new_context: NewContext, ana: User
) -> None:
    elsewhere = new_context().new_page()
    sign_in(elsewhere, ana.email)
    sign_in(page, ana.email)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Where you are signed in").click()
    expect(page.locator(".scan > li")).to_have_count(2)
    axe(page)
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.locator("main")).to_contain_text("You are signed in nowhere else.")
    elsewhere.goto("/access/")
    expect(elsewhere).to_have_url(re.compile("/accounts/login/"))
    page.goto("/access/")
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


# Acting for, and terms -------------------------------------------------------------------------


@dataclass(frozen=True)
class Office:
    director: User
    pa: User


@pytest.fixture
def office(kent: Authority) -> Office:
    found = Office(
        account("Ann Director", RoleKind.DCS, kent), account("Pat Assistant", RoleKind.DCS_PA, kent)
    )
    Person.objects.filter(user__in=[found.director, found.pa]).update(
        visibility=Visibility.MEMBERS, confirmed_at=timezone.now()
    )
    return found


def test_a_director_names_their_pa_who_acts_until_it_is_ended(
    page: Page, axe: Axe, new_context: NewContext, office: Office
) -> None:
    pa = new_context().new_page()
    sign_in(pa, office.pa.email)
    pa.goto("/authorities/kent/access/")
    expect(pa.locator("main")).to_contain_text("who acts for them")

    sign_in(page, office.director.email)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Who acts for you").click()
    axe(page)
    page.get_by_label("Who", exact=True).select_option(label="Pat Assistant")
    page.get_by_label(re.compile("^PA: answers")).check()
    today = timezone.localdate()
    page.get_by_label("From").fill(today.isoformat())
    page.get_by_label("To, if it ends").fill((today - dt.timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Name them").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("The term ends before it begins")
    page.get_by_label("To, if it ends").fill((today + dt.timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_role("alert")).to_contain_text("Pat Assistant acts for you.")

    pa.reload()
    expect(pa.get_by_role("heading", level=1)).to_contain_text("Kent")
    axe(pa)
    pa.goto("/accounts/acting/")
    expect(pa.locator("main")).to_contain_text("For whom you act")
    expect(pa.locator("main")).to_contain_text("Ann Director")
    axe(pa)

    page.get_by_role("button", name=re.compile("^End it today")).click()
    expect(page.get_by_role("alert")).to_contain_text("Pat Assistant no longer acts for you.")
    answer = pa.goto("/authorities/kent/access/")
    assert answer
    assert answer.status == 403
    assert ActingFor.objects.get().ends_on == today - dt.timedelta(days=1)


def test_on_the_day_after_a_term_what_it_opened_is_shut(
    page: Page, axe: Axe, office: Office
) -> None:
    sign_in(page, office.director.email)
    page.goto("/authorities/kent/access/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kent")
    Role.objects.filter(person=office.director.person).update(
        ends_on=timezone.localdate() - dt.timedelta(days=1)
    )
    answer = page.reload()
    assert answer
    assert answer.status == 403
    axe(page)
    page.goto("/accounts/email/")
    expect(page.locator("main")).to_contain_text(re.compile(r"Your roles today\s*none"))
