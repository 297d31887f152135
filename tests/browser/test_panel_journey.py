"""The panel: read and scored on a telephone without JavaScript; no page of it shuts anybody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from alliance.directory.models import RoleKind
from alliance.evidence.models import Assessment, DecisionOutcome, Panel
from alliance.evidence.panel.deciding import decide
from alliance.evidence.panel.seen import lens_of
from tests.browser.conftest import Axe, sign_in
from tests.directory.areas.invented import account
from tests.evidence.invented import call, sent, whole
from tests.evidence.panel.invented import given, phase, scored, sits, user_of
from tests.evidence.panel.invented import panel as a_panel

NewContext = Callable[..., BrowserContext]
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def read() -> Panel:
    """Two sit on it and have four answers each; the second has scored them."""
    silver = call()
    for number in range(4):
        sent(silver, whole(f"Idea {number}.", title=f"Idea {number}"))
    made = a_panel(silver, readers_each=2)
    sits(made, "Ann One")
    bob = sits(made, "Bob Two")
    for number, row in enumerate(each for each in given(made) if each.panellist_id == bob.pk):
        scored(row, number + 2, to_panel="Well told.", to_submitter="More figures.")
    return made


def test_an_answer_is_read_and_scored_on_a_telephone_without_javascript(
    new_context: NewContext, read: Panel
) -> None:
    page = new_context(viewport=NARROW, java_script_enabled=False).new_page()
    ann = read.panellists.get(person__name="Ann One")
    sign_in(page, user_of(ann).email)
    page.goto("/panel/")
    page.get_by_role("link", name="Silver Linings").click()
    page.locator("main ul.scan a").first.click()
    page.get_by_role("group", name="Innovation").get_by_label("4: Clearly").check()
    page.get_by_role("button", name="Save and go on later").click()
    expect(page.get_by_text("Nobody else sees it yet.")).to_be_visible()
    page.get_by_role("button", name="Give your scores").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a score for impact")
    for name in ("Impact", "Evidence", "Can be copied", "Permanence"):
        page.get_by_role("group", name=name).get_by_label("3: Fairly").check()
    page.get_by_role("button", name="Give your scores").click()
    expect(page.get_by_text("1 of 4 scored.")).to_be_visible()
    assert Assessment.objects.filter(given_at__isnull=False).count() == 5


def test_what_was_typed_is_there_again_after_the_browser_fell_over(
    new_context: NewContext, read: Panel
) -> None:
    context = new_context(viewport=NARROW)
    page = context.new_page()
    sign_in(page, user_of(read.panellists.get(person__name="Ann One")).email)
    page.goto("/panel/silver-linings/")
    page.locator("main ul.scan a").first.click()
    page.wait_for_load_state("load")
    page.get_by_label("To the panel").fill("It would suit a small authority.")
    expect(page.get_by_text("Kept on this device until you go on.")).to_be_visible()
    address = page.url
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("To the panel")).to_have_value("It would suit a small authority.")
    page.get_by_role("button", name="Save and go on later").click()
    page.goto(address)
    expect(page.get_by_label("To the panel")).to_have_value("It would suit a small authority.")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_no_page_of_it_is_wider_than_a_narrow_screen_or_shuts_anybody_out(
    new_context: NewContext, read: Panel, axe: Axe
) -> None:
    phase(read, may_discuss=True, sees_scores=True, sees_all=True, may_score=False)
    manager = account("Manager", RoleKind.PROGRAMME_MANAGER)
    first = read.call.submissions.first()
    assert first
    decide([first], outcome=DecisionOutcome.LATER, why="So.", by=manager, seen={})
    ann = read.panellists.get(person__name="Ann One")
    own, programme = "/panel/silver-linings/", "/programme/calls/silver-linings/panel/"
    code = lens_of(read).codes[first.pk]
    for user, start, addresses in (
        (user_of(ann), own, ("", "interests/", "results/", f"{code}/")),
        (manager, programme, ("", "settings/", "criteria/", "phases/", "members/", f"members/{ann.pk}/",
                              "reading/", "enclosures/", "results/", "answers/1/", "letters/")),
    ):  # fmt: skip
        page = new_context(viewport=NARROW).new_page()
        sign_in(page, user.email)
        for rest in addresses:
            page.goto(f"{start}{rest}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, rest
            axe(page)
