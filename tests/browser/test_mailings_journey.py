"""A bulletin is looked at as a mail, sent, paused, let go on and followed to whoever missed it."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from alliance.bulletins.models import Bulletin
from alliance.delivery.models import Copy, CopyState, Mailing, MailingState
from alliance.delivery.seeing.look import keep, look
from alliance.delivery.seeing.verdict import Sender
from alliance.directory.models import Authority, User
from tests.browser.conftest import Axe, sign_in
from tests.browser.test_sources_journey import looked_at
from tests.delivery.seeing.invented import copies, mailing, subscriber
from tests.delivery.seeing.names import Zone

SECONDS = 10_000


@pytest.mark.usefixtures("no_errors")
def test_from_a_published_bulletin_to_whoever_missed_it(
    page: Page, axe: Axe, manager: User
) -> None:
    Bulletin.objects.filter(number=429).update(date=timezone.localdate())
    for number in range(3):
        subscriber(f"reader{number}", name=f"Reader {number}")
    sign_in(page, manager.email)
    page.goto("/mailings/")
    looked_at(page, axe)

    page.get_by_role("link", name="preview Update 429 as a mail").click()
    mail = page.frame_locator("iframe[title='The mail as a page']")
    expect(mail.get_by_role("heading", level=1)).to_be_visible()
    looked_at(page, axe)
    page.get_by_label("Name or address").fill("reader 2")
    page.get_by_role("button", name="Find them").click()
    page.get_by_role("link", name="Reader 2", exact=True).click()
    expect(page.get_by_text("As Reader 2 gets it.")).to_be_visible()
    assert "reader2%40" not in page.url
    page.get_by_text("As plain text").click()
    looked_at(page, axe)
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_text(f"A test is on its way to {manager.email}.")).to_be_visible()

    page.goto("/mailings/")
    page.get_by_role("button", name="Send Update 429 to 3 subscribers").click()
    expect(page.get_by_text("It begins at")).to_be_visible()
    page.get_by_role("link", name="Change its time").click()
    page.get_by_label("Day").fill("yesterday")
    page.get_by_role("button", name="Keep this time").click()
    expect(page.get_by_role("link", name="Write the day as 13 November 2020.")).to_be_visible()
    looked_at(page, axe)
    found = Mailing.objects.get()
    Mailing.objects.update(
        state=MailingState.SENDING, begun_at=timezone.now(), letter={}, subject="Update 429"
    )
    kent = Authority.objects.get(slug="kent")
    waiting = copies(found, CopyState.WAITING, 6, at=kent)
    page.goto(f"/mailings/{found.pk}/")
    looked_at(page, axe)

    # It tells how it goes on without being asked, and without taking the reader's place.
    Copy.objects.filter(recipient__in=[each.recipient for each in waiting[:4]]).update(
        state=CopyState.SENT, sent_at=timezone.now()
    )
    expect(page.get_by_text("4 of 6 sent").first).to_be_visible(timeout=SECONDS)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("2 wait until it goes on.")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Stop it").click()
    expect(page.get_by_text("4 of 6 copies are sent, and cannot be called back.")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("button", name="Stop it for good").click()
    expect(page.get_by_text("Cancelled at")).to_be_visible()
    page.get_by_role("link", name="All 2 by name").click()
    expect(page.get_by_text("Kent").first).to_be_visible()
    looked_at(page, axe)


@pytest.mark.usefixtures("no_errors")
def test_rules_and_the_senders_domain(page: Page, axe: Axe, manager: User) -> None:
    of = Sender(
        from_domain="alliance.gov.uk",
        bounce_domain="alliance.gov.uk",
        hosts=["smtp.example.org"],
        signs_for="alliance.gov.uk",
        selector="news",
        public_key="MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A" * 12,
    )
    keep(of, look(of, Zone({("alliance.gov.uk", "MX"): ["mx.example.org"]})))
    sign_in(page, manager.email)
    page.goto("/mailings/sender/")
    expect(page.get_by_text("v=spf1 a:smtp.example.org ~all")).to_be_visible()
    looked_at(page, axe)
    page.goto("/mailings/rules/")
    looked_at(page, axe)
    page.get_by_label("Most messages a minute to one domain").fill("nhs.net sixty")
    page.get_by_role("button", name="Keep the rules").click()
    expect(page.get_by_role("link", name="Line 1: write a domain and a number")).to_be_visible()
    looked_at(page, axe)


def test_without_scripts_it_is_looked_at_again_by_a_link(
    browser: object, manager: User, base_url: str
) -> None:
    plain: BrowserContext = browser.new_context(  # type: ignore[attr-defined]
        base_url=base_url, java_script_enabled=False
    )
    page = plain.new_page()
    sign_in(page, manager.email)
    of = mailing()
    copies(of, CopyState.WAITING, 2)
    page.goto(f"/mailings/{of.pk}/")
    Copy.objects.update(state=CopyState.SENT, sent_at=timezone.now())
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("2 of 2 sent").first).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("It is paused")).to_be_visible()
    plain.close()
