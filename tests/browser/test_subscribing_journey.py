"""Subscribing, changing and leaving in a real browser, as readers do it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from alliance.delivery.models import Frequency, Standing, Subscriber
from alliance.directory.models import Alliance, Topic, User
from tests.browser.conftest import Axe, sign_in
from tests.delivery.subscribing.invented import (
    ANA,
    in_a_copy,
    in_the_header,
    link_in,
    mails,
    subscriber,
)

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def region(item_address: str) -> None:
    """Something to read, and topics to choose."""
    Alliance.objects.update(contact_email="office@example.org")
    Topic.objects.create(name="Fostering", slug="fostering")
    Topic.objects.create(name="SEND", slug="send")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.usefixtures("no_errors", "region")
def test_subscribing_from_the_front_page_to_the_confirmed_address(page: Page, axe: Axe) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto("/")
    page.get_by_role("link", name="get the next by e-mail").click()
    axe(page)
    fits(page)
    page.get_by_label("Your e-mail address").fill("ana at kent")
    page.get_by_text("Choose topics").click()
    page.get_by_label("Fostering", exact=True).check()
    page.get_by_label("One mail a week with everything that is new").check()
    page.get_by_role("button", name="Subscribe").click()

    expect(page.get_by_role("heading", name="There is something to mend")).to_be_visible()
    axe(page)
    expect(page.get_by_label("Fostering", exact=True)).to_be_checked()
    expect(
        page.get_by_label("Fostering", exact=True)
    ).to_be_visible()  # its fold is open, as it was
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Subscribe").click()

    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    axe(page)
    assert Subscriber.objects.get().standing == Standing.WAITING
    [message] = mails()
    page.goto(link_in(message))
    axe(page)
    fits(page)
    expect(page.locator("main")).to_contain_text("About Fostering")
    page.get_by_role("button", name="Yes, send it to me").click()
    expect(page.get_by_role("heading", name="You are subscribed")).to_be_visible()
    axe(page)
    row = Subscriber.objects.get()
    assert (row.standing, row.frequency) == (Standing.ACTIVE, Frequency.WEEKLY)


@pytest.mark.usefixtures("no_errors", "region")
def test_changing_by_the_link_of_a_copy(page: Page, axe: Axe) -> None:
    row = subscriber()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(in_a_copy(row))
    fits(page)
    expect(page.locator("main")).to_contain_text("a•••@kent.example.org")
    page.get_by_label("Only dates: new and changed ones, once a week").check()
    page.get_by_label("The address that the mail came to").fill(ANA)
    page.get_by_role("button", name="Keep these choices").click()
    expect(page.get_by_role("heading", name="It is kept")).to_be_visible()
    axe(page)
    row.refresh_from_db()
    assert row.frequency == Frequency.CALENDAR
    [told] = mails()
    assert told.to == [ANA]


@pytest.mark.usefixtures("region")
def test_to_whom_it_was_forwarded_changes_and_leaves_nothing(page: Page, axe: Axe) -> None:
    row = subscriber()
    for button in ("Keep these choices", "Send me nothing more"):
        page.goto(in_a_copy(row))
        page.get_by_label("Only dates: new and changed ones, once a week").check()
        page.get_by_label("The address that the mail came to").fill("bo@example.org")
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("heading", name="Nothing was changed")).to_be_visible()
        axe(page)
    row.refresh_from_db()
    assert (row.frequency, row.standing) == (Frequency.EACH, Standing.ACTIVE)
    assert mails() == []


@pytest.mark.usefixtures("no_errors", "region")
def test_being_erased_by_a_link_that_was_mailed(page: Page, axe: Axe) -> None:
    row = subscriber(name="Ana Lee")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto("/preferences/")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    [message] = mails()
    page.goto(link_in(message))
    page.get_by_role("button", name="Erase me").click()
    axe(page)
    fits(page)
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE
    page.get_by_role("button", name="Erase it").click()
    expect(page.get_by_role("heading", name="You are erased")).to_be_visible()
    axe(page)
    row.refresh_from_db()
    assert (row.standing, row.address) == (Standing.ERASED, "")


@pytest.mark.usefixtures("no_errors", "region")
def test_leaving_by_the_links_that_come_with_every_mail(page: Page, axe: Axe) -> None:
    row = subscriber()
    page.goto(in_a_copy(row))
    page.get_by_label("The address that the mail came to").fill(ANA)
    page.get_by_role("button", name="Send me nothing more").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    axe(page)
    row.refresh_from_db()
    assert row.standing == Standing.LEFT

    page.goto(in_the_header(row))
    axe(page)
    page.get_by_role("button", name="Send me this instead").click()
    expect(page.get_by_role("heading", name="You are subscribed")).to_be_visible()
    row.refresh_from_db()
    assert (row.standing, row.frequency) == (Standing.ACTIVE, Frequency.MONTHLY)

    page.goto(in_the_header(row))
    axe(page)
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE  # looking is not leaving
    page.get_by_role("button", name="Send me nothing more").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


@pytest.mark.usefixtures("region")
def test_a_mail_program_leaves_with_one_post(page: Page) -> None:
    """As a program does it that knows nothing of the site: no cookie, no page before."""
    row = subscriber()
    answer = page.request.post(in_the_header(row), form={"List-Unsubscribe": "One-Click"})
    assert (answer.status, answer.url.endswith(in_the_header(row))) == (200, True)
    assert "You have left the mailing list" in answer.text()
    assert "set-cookie" not in answer.headers
    assert page.context.cookies() == []
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


@pytest.mark.usefixtures("region")
def test_all_of_it_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/bulletins/")
    page.get_by_role("link", name="Get bulletins by e-mail").click()
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_text("Say what you work on").click()
    page.get_by_label("Data and performance").check()
    page.get_by_role("button", name="Subscribe").click()
    [message] = mails()
    page.goto(link_in(message))
    page.get_by_role("button", name="Yes, send it to me").click()
    row = Subscriber.objects.get()
    assert (row.standing, row.audiences) == (Standing.ACTIVE, ["data"])

    page.goto("/preferences/")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Send me the link").click()
    [message] = mails()
    page.goto(link_in(message))
    page.get_by_role("button", name="Send me nothing more").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    context.close()


@pytest.mark.usefixtures("no_errors")
def test_choosing_signed_in(page: Page, manager: User, axe: Axe) -> None:
    sign_in(page, manager.email)
    page.goto("/accounts/email/")
    page.get_by_role("link", name="What we send you").click()
    axe(page)
    page.get_by_role("button", name="Send me this").click()
    expect(page.locator("main")).to_contain_text("Your choices are kept.")
    axe(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    fits(page)
    row = Subscriber.objects.get()
    assert (row.standing, row.person) == (Standing.ACTIVE, manager.person)
    with page.expect_download() as handed_over:
        page.get_by_role("button", name="Give me a copy").click()
    assert json.loads(handed_over.value.path().read_text())["address"] == manager.email
    page.get_by_role("button", name="Send me nothing more").click()
    expect(page.locator("main")).to_contain_text(re.compile("You left on"))
    axe(page)
    assert mails() == []
