"""A campaign from its beginning to its chart: three authorities give figures, one corrects, the
programme sees who is missing and where it leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.actions.models import Campaign, Response
from alliance.directory.models import Authority, RoleKind, User
from tests.actions.campaigns.invented import campaign, gives, next_week, week_of, working_day
from tests.actions.invented import DAY
from tests.browser.conftest import Axe, sign_in
from tests.directory.areas.invented import account

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def region(item_address: str) -> list[Authority]:
    """Four authorities."""
    others = [
        Authority.objects.create(name=name, slug=name.lower(), ons_code=f"E0600000{n}")
        for n, name in enumerate(("Medway", "Slough", "Surrey"), 1)
    ]
    return [Authority.objects.get(slug="kent"), *others]


def leads(region: list[Authority]) -> list[User]:
    return [account(f"Lead of {place}", RoleKind.DATA_LEAD, place) for place in region]


def member(browser_context: BrowserContext, user: User) -> Page:
    page = browser_context.new_page()
    sign_in(page, user.email)
    return page


def give(page: Page, done: str, of: str) -> None:
    page.goto("/my-authority/")
    page.get_by_label("How many have renewed their registration?").fill(done)
    page.get_by_label("Of how many social workers?").fill(of)
    page.get_by_role("button", name="Send the figure").click()


@pytest.mark.usefixtures("no_errors")
def test_from_a_measure_to_who_is_missing(
    page: Page, new_context: NewContext, region: list[Authority], axe: Axe
) -> None:
    kent, medway, slough, _ = leads(region)
    sign_in(page, account("Manager", RoleKind.PROGRAMME_MANAGER).email)

    # The programme begins it.
    page.goto("/campaigns/")
    axe(page)
    page.get_by_role("link", name="Begin a campaign").click()
    axe(page)
    first, last = working_day() - 7 * DAY, working_day() + 21 * DAY
    page.get_by_label("Title").fill("Renewal of registration")
    page.get_by_label("How many …", exact=True).fill("have renewed their registration")
    page.get_by_label("Of how many …", exact=True).fill("social workers")
    page.get_by_label("Share aimed at, in %").fill("95")
    page.get_by_label("First day").fill(f"{first.day} {first:%B %Y}")
    page.get_by_label("Last day").fill(f"{last.day} {last:%B %Y}")
    page.get_by_label("Day of the weekly figure").select_option(f"{working_day():%A}")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_text("It runs, with 4 authorities.")).to_be_visible()
    expect(page.get_by_text("No authority has given a figure yet.")).to_be_visible()
    axe(page)
    found = Campaign.objects.get()

    # Three give their figures in place.
    theirs = member(new_context(), kent)
    theirs.goto("/my-authority/")
    axe(theirs)
    give(theirs, "121", "140")
    expect(theirs.get_by_text("12 more of 140 by").first).to_be_visible()
    axe(theirs)
    give(member(new_context(), medway), "40", "50")
    give(member(new_context(), slough), "30", "30")

    # One finds a slip, and corrects it from the campaign's page.
    theirs.goto(found.get_absolute_url())
    axe(theirs)
    expect(theirs.get_by_text("told once five authorities").first).to_be_visible()
    expect(theirs.get_by_text("Medway")).to_have_count(0)
    theirs.get_by_role("link", name="Correct the figure").click()
    theirs.get_by_label("How many have renewed their registration?").fill("111")
    theirs.get_by_role("button", name="Send the figure").click()
    theirs.goto(found.get_absolute_url())
    expect(theirs.get_by_text("22 more of 140 by").first).to_be_visible()
    assert Response.objects.count() == 4, "what was corrected is kept"

    # The programme sees the lines, the region, and who is missing.
    page.goto(found.get_absolute_url())
    expect(page.locator(".lede")).to_contain_text(
        "181 of 220 social workers have renewed their registration: 82.2 % in the region"
    )
    expect(page.get_by_text("3 of 4 authorities gave a figure")).to_be_visible()
    missing = page.locator("section", has=page.get_by_role("heading", name="Missing of"))
    expect(missing).to_contain_text("Surrey")
    expect(missing).not_to_contain_text("Kent")
    for name in ("The region, share by week", "Kent", "Medway", "Slough"):
        expect(page.get_by_role("img", name=name)).to_be_visible()
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("cell", name="111 of 140 (79.2 %)")).to_be_visible()
    axe(page)


@pytest.fixture
def under_way(region: list[Authority]) -> Campaign:
    """A campaign of two weeks, with a figure that fell."""
    found = campaign("Renewal of the registration of all social workers", of=region, weeks_ago=1)
    people = leads(region)
    for user in people:
        gives(found, user, 1205, 1400)
    next_week(found)
    for user in people[1:]:
        gives(found, user, 1190, 1400)
    return found


def test_a_figure_is_given_without_javascript(
    new_context: NewContext, region: list[Authority]
) -> None:
    found = campaign(of=region)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, leads(region)[0].email)
    page.goto("/my-authority/")
    page.get_by_label("How many have renewed?").fill("3")
    page.get_by_label("Of how many social workers?").fill("4")
    page.get_by_role("button", name="Send the figure").click()
    assert Response.objects.counting().get(ask__action=week_of(found).action).whole == 4


def test_no_page_of_it_is_wider_than_a_narrow_screen_or_shuts_anybody_out(
    new_context: NewContext, under_way: Campaign, axe: Axe
) -> None:
    at = under_way.get_absolute_url()
    manager = account("Manager", RoleKind.PROGRAMME_MANAGER)
    lead = User.objects.get(email="lead-of-kent@example.org")
    action = week_of(under_way).action.get_absolute_url()
    for user, addresses in (
        (manager, ("/campaigns/", at, "/campaigns/new/", f"{at}change/", f"{at}end/")),
        (lead, ("/campaigns/", at, "/my-authority/", f"{action}kent/")),
    ):
        page = new_context(viewport={"width": 320, "height": 640}).new_page()
        sign_in(page, user.email)
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
            axe(page)
            page.emulate_media(color_scheme="dark")
            axe(page)
            page.emulate_media(color_scheme="light")
