"""The programme keeps its subscribers in a real browser: a list comes in, people are added, one is erased."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from alliance.delivery.models import ListState, Standing, Subscriber, SubscriberList
from alliance.directory.models import Authority, RoleKind, User
from alliance.jobs.worker import run_waiting
from tests.browser.conftest import Axe, sign_in
from tests.delivery.subscribers.invented import copy, holds, mailing, person

WIDTHS = ((1280, 900), (320, 800))
LIST = """E-mail address,Name,Authority,Status
beatrix.holloway@example.org,Beatrix Holloway,Kent,
edmund.farrow@example.com,Edmund Farrow,,unsubscribed
gareth.wyndham@,Gareth Wyndham,,
"""


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


def test_a_list_comes_in_and_somebody_on_it_is_looked_after(
    page: Page, axe: Axe, manager: User, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    sign_in(page, manager.email)
    page.goto("/subscribers/")
    expect(page.get_by_text("Nobody has subscribed yet.")).to_be_visible()
    looked_at(page, axe)

    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_text("What a list may say").click()
    looked_at(page, axe)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    looked_at(page, axe)
    page.get_by_label("The list").set_input_files(file)
    page.get_by_label("What did these people agree to").fill("They ticked a box in 2021.")
    page.get_by_label("On which day?").fill("2021-04-01")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Row 4: “gareth.wyndham@” is no e-mail address")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("button", name="Save what can be taken in").click()
    page.wait_for_url("**/jobs/**")
    run_waiting()
    assert SubscriberList.objects.get().state == ListState.SAVED
    one = Subscriber.objects.get()
    copy(mailing(429), one)
    page.goto(SubscriberList.objects.get().get_absolute_url())
    looked_at(page, axe)

    page.goto("/subscribers/")
    page.get_by_text("How often, and of which authority").click()
    looked_at(page, axe)
    page.get_by_label("Find somebody").fill("holloway")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 found.")).to_be_visible()
    assert "holloway" not in page.url
    looked_at(page, axe)
    page.get_by_role("link", name="beatrix.holloway@example.org").click()
    for fold in page.locator("main summary").all():
        fold.click()
    looked_at(page, axe)
    page.get_by_role("button", name="Erase them").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("[data-error-summary] a").click()
    expect(page.locator("#id_erase_reason")).to_be_focused()
    page.keyboard.type("She asked by telephone.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("They are erased.")).to_be_visible()
    looked_at(page, axe)
    one.refresh_from_db()
    assert one.standing == Standing.ERASED

    page.goto("/subscribers/stopped/")
    looked_at(page, axe)
    page.get_by_label("Is an address stopped?").fill("beatrix.holloway@example.org")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="asked to be erased, since").click()
    looked_at(page, axe)


def test_people_of_the_directory_are_ticked(page: Page, axe: Axe, manager: User) -> None:
    kent = Authority.objects.get(slug="kent")
    for name in ("Ann Lee", "Bea Moss"):
        holds(person(name, visibility="members"), RoleKind.DCS, kent)
    holds(person("Cy Nowhere", visibility="members", email=None), RoleKind.DCS, kent)
    sign_in(page, manager.email)
    page.goto("/subscribers/")
    page.get_by_role("link", name="Add people of the directory").click()
    page.get_by_label("Role").select_option(label="Director of children's services")
    page.get_by_role("button", name="Narrow the list").click()
    looked_at(page, axe)
    page.get_by_role("button", name="Subscribe those ticked").click()
    page.get_by_role("link", name="Tick whom to subscribe.").click()
    page.keyboard.press("Space")
    page.get_by_label("Why they are sent this").fill("They asked at the meeting.")
    page.get_by_role("button", name="Subscribe those ticked").click()
    expect(page.get_by_text("1 is subscribed.")).to_be_visible()
    assert Subscriber.objects.get().name == "Ann Lee"
    page.goto("/subscribers/add/")
    looked_at(page, axe)
