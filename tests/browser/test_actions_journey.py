"""From an item to nineteen answers: one late, one by link without an account, one by telephone, one
corrected; what the programme and an authority then see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from alliance.actions.models import Action, ActionDate, Ask, Response, Way
from alliance.actions.personal_links import link_for
from alliance.bulletins.models import Item
from alliance.directory.models import Authority, RoleKind, User
from tests.actions.invented import answered, ask_of
from tests.browser.conftest import Axe, sign_in
from tests.directory.areas.invented import account

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def region(item_address: str) -> list[Authority]:
    """Nineteen authorities."""
    others = [
        Authority.objects.create(name=f"Place {n:02}", slug=f"place-{n}", ons_code=f"E0600{n:04}")
        for n in range(1, 19)
    ]
    return [Authority.objects.get(slug="kent"), *others]


def member(browser_context: BrowserContext, user: User) -> Page:
    page = browser_context.new_page()
    sign_in(page, user.email)
    return page


@pytest.mark.usefixtures("no_errors")
def test_from_an_item_to_nineteen_answers(
    page: Page, new_context: NewContext, region: list[Authority], axe: Axe
) -> None:
    kent, late_one, by_telephone, by_link, *others = region
    leads = {place.pk: account(f"Lead of {place}", RoleKind.DCS, place) for place in region}

    # The programme confirms what the item's words propose.
    sign_in(page, account("Manager", RoleKind.PROGRAMME_MANAGER).email)
    page.goto(f"/items/{Item.objects.get(title='Children in care').pk}/ask/")
    expect(page.get_by_text("“Return the form.”")).to_be_visible()
    expect(page.get_by_label("What is asked", exact=True)).to_have_value("Return the form")
    axe(page)
    page.get_by_label("May be answered by a personal link").check()
    page.get_by_role("button", name="Ask it").click()
    action = Action.objects.get()
    assert action.asks.count() == 19

    # Kent's director answers in place, then corrects it.
    kent_page = member(new_context(), leads[kent.pk])
    kent_page.goto("/my-authority/")
    expect(kent_page.get_by_text("Nothing is due this week, 1 comes later.")).to_be_visible()
    axe(kent_page)
    kent_page.get_by_role("link", name="Return the form").click()
    kent_page.get_by_label("A note (if you like)").fill("By post.")
    kent_page.get_by_role("button", name="Say it is done").click()
    expect(kent_page.get_by_text("Thank you. Your answer is in.")).to_be_visible()
    kent_page.get_by_label("A note (if you like)").fill("By e-mail after all.")
    kent_page.get_by_role("button", name="Say it is done").click()
    expect(kent_page.get_by_text("Counts")).to_have_count(1)
    axe(kent_page)

    # One by a link, without an account: opening it answers nothing.
    person = leads[by_link.pk].person
    assert person is not None
    address = urlsplit(link_for(ask=ask_of(action, by_link), person=person, by=None) or "").path
    stranger = new_context().new_page()
    stranger.goto(address)
    assert not Response.objects.filter(ask__authority=by_link).exists()
    axe(stranger)
    stranger.get_by_role("button", name="Say it is done").click()
    expect(stranger.get_by_role("heading", name="Thank you")).to_be_visible()

    # One by telephone, written down by the programme.
    page.goto(f"/actions/{action.pk}/{by_telephone.slug}/record/")
    axe(page)
    page.get_by_label("By telephone").check()
    page.get_by_label("Who gave it").fill("The director's office")
    today = timezone.localdate()
    page.get_by_label("When it was given").fill(f"{today.day} {today:%B %Y}")
    page.get_by_role("button", name="Write down that it is done").click()

    # The day passes; one comes late, the rest were in time.
    for place in others:
        answered(ask_of(action, place), leads[place.pk])
    ActionDate.objects.filter(action=action).update(on=today - dt.timedelta(days=1))
    late_page = member(new_context(), leads[late_one.pk])
    late_page.goto("/my-authority/")
    expect(late_page.get_by_text("1 thing is late, nothing else is waiting.")).to_be_visible()
    late_page.get_by_role("button", name="Say it is done").click()
    expect(late_page.get_by_text("Nothing is waiting for you.")).to_be_visible()

    # What the programme sees.
    page.goto("/actions/")
    expect(page.get_by_text("1 thing asked; every answer is in.")).to_be_visible()
    axe(page)
    grid = page.get_by_role("region", name="The grid as a table")
    expect(grid.get_by_text("Done late")).to_be_visible()
    page.goto(action.get_absolute_url())
    expect(page.get_by_text("19 of 19 authorities have answered.")).to_be_visible()
    axe(page)
    ways = dict.fromkeys(Response.objects.counting().values_list("way", flat=True))
    assert set(ways) == {Way.SITE, Way.LINK, Way.TELEPHONE}
    assert Ask.objects.filter(was_late=True).count() == 1
    assert Response.objects.count() == 20, "the one that was corrected is kept"


@pytest.mark.usefixtures("no_errors")
def test_it_is_read_and_answered_without_javascript(
    new_context: NewContext, region: list[Authority]
) -> None:
    from tests.actions.invented import raised

    kent = region[0]
    director = account("Director", RoleKind.DCS, kent)
    action = raised("Return the form", of=[kent])
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, director.email)
    page.goto(action.get_absolute_url())
    page.get_by_role("button", name="Say it is done").click()
    assert Response.objects.counting().get().person == director.person


def test_no_page_of_it_is_wider_than_a_narrow_screen(
    new_context: NewContext, region: list[Authority]
) -> None:
    from alliance.actions.when import By
    from tests.actions.invented import raised

    action = raised(
        "A thing with a rather long name that has to be broken somewhere",
        of=region,
        by=[By(timezone.localdate())],
    )
    answered(ask_of(action, region[0]), account("Director", RoleKind.DCS, region[0]))
    page = new_context().new_page()
    sign_in(page, account("Manager", RoleKind.PROGRAMME_MANAGER).email)
    page.set_viewport_size({"width": 320, "height": 640})
    for at in ("/actions/", action.get_absolute_url(), "/actions/new/", "/actions/chasing/",
               "/actions/grid-for-leads/", "/actions/who-sees/",
               f"{action.get_absolute_url()}kent/", "/my-authority/?authority=kent"):  # fmt: skip
        page.goto(at)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, at


@pytest.mark.usefixtures("no_errors")
def test_directors_see_who_has_answered_once_the_programme_lets_them(
    page: Page, axe: Axe, new_context: NewContext, region: list[Authority]
) -> None:
    from tests.actions.invented import raised

    kent, other = region[0], region[1]
    answered(
        ask_of(raised("Return the form", of=region), other), account("Other", RoleKind.DCS, other)
    )
    sign_in(page, account("Manager", RoleKind.PROGRAMME_MANAGER).email)
    page.goto("/actions/")
    menu = page.locator("#places").bounding_box()
    assert menu is not None
    assert menu["height"] < 60, "the menu is one line on a wide screen"
    page.get_by_role("link", name="Who sees what").click()
    axe(page)
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_text("Directors see the grid from now on.")).to_be_visible()

    theirs = new_context().new_page()
    sign_in(theirs, account("Director", RoleKind.DCS, kent).email)
    theirs.goto("/my-authority/")
    theirs.get_by_role("link", name="How the region stands").click()
    grid = theirs.get_by_role("region", name="The grid as a table")
    expect(grid.get_by_text("Done", exact=True)).to_have_count(1)
    axe(theirs)
    page.get_by_role("button", name="Turn it off").click()
    theirs.reload()
    expect(theirs.get_by_text("where the alliance has turned that on")).to_be_visible()
