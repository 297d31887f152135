"""A call answered in a real browser: on a small screen without scripts, and where the connection is bad."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from alliance.evidence.answering import stamp
from alliance.evidence.models import Submission
from alliance.evidence.taking.receipt import token_for
from alliance.evidence.taking.rows import given_of
from alliance.evidence.taking.sending import begin
from tests.evidence.invented import call, given

pytestmark = pytest.mark.usefixtures("transactional_db")
SMALL = {"width": 320, "height": 568}


def kept() -> str:
    return given_of(Submission.objects.get()).answers.get("idea", "")


def test_the_short_way_on_a_small_screen_without_scripts(
    new_context: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "LEAST", dt.timedelta(0))
    call()
    page = new_context(java_script_enabled=False, viewport=SMALL).new_page()
    page.goto("/calls/silver-linings/submit/")
    page.get_by_label("What did you do differently?").fill("A boy called Jayden chose the book.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill("Ana Lee")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("link", name="Give an e-mail address")).to_be_visible()
    page.get_by_label("Your telephone number").fill("01632 960100")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("mark")).to_have_text("Jayden")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("What did you do differently?").fill("A boy chose the book.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Send your idea").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your idea: SL-1")
    assert Submission.objects.get().warned_of == []


def test_what_is_typed_outlives_the_page_and_goes_on_on_another_device(
    page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    link = f"/my-submission/{token_for(begin(call(), given=given(''), by=None))}/part/idea/"
    page.goto(link)
    page.get_by_label("What did you do differently?").fill("We read together.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    page.close()
    elsewhere = new_context(viewport=SMALL).new_page()
    elsewhere.goto(link)
    expect(elsewhere.get_by_label("What did you do differently?")).to_have_value(
        "We read together."
    )


def test_without_a_connection_it_is_kept_on_the_device_and_saved_when_there_is_one(
    context: BrowserContext, page: Page
) -> None:
    link = f"/my-submission/{token_for(begin(call(), given=given('Before.'), by=None))}/part/idea/"
    field = page.get_by_label("What did you do differently?")
    page.goto(link)
    context.set_offline(True)
    field.fill("On the train.")
    expect(page.locator("[data-saved]")).to_contain_text("kept on this device")
    page.close()  # the battery is empty
    context.set_offline(False)
    assert kept() == "Before."

    again = context.new_page()
    again.goto(link)
    expect(again.get_by_label("What did you do differently?")).to_have_value("On the train.")
    expect(again.locator("[data-saved]")).to_contain_text("Saved at")
    assert kept() == "On the train."
    assert again.evaluate("localStorage.length") == 0


def test_an_answer_that_was_lost_on_the_way_is_no_other_device(page: Page) -> None:
    """The site kept it, and the telephone never heard: it tries again, and is not told of a conflict."""
    link = f"/my-submission/{token_for(begin(call(), given=given('Before.'), by=None))}/part/idea/"
    lost = []

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.goto(link)
    page.route("**/keep/", lose_the_first)
    page.get_by_label("What did you do differently?").fill("Half")
    expect(page.locator("[data-saved]")).to_contain_text("kept on this device")
    page.get_by_label("What did you do differently?").fill("Half, and the rest.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    assert (lost, kept()) == ([200], "Half, and the rest.")


def test_a_question_is_shown_when_it_is_asked(page: Page) -> None:
    page.goto(f"/my-submission/{token_for(begin(call(), given=given(), by=None))}/part/more-1/")
    depends = page.get_by_label("Until when, or on what does it depend?")
    expect(depends).to_be_hidden()
    page.get_by_role("group", name="Is it meant to stay?").get_by_label("No").check()
    expect(depends).to_be_visible()
