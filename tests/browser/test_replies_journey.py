"""A director's office answers by replying: the mail is brought in, looked at, recorded, and the grid shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from alliance.actions.models import AnswerKind, Reply, Response, Way
from alliance.directory.models import RoleKind
from tests.actions.invented import ask_of, raised
from tests.actions.replies.letters import gmail, head
from tests.browser.conftest import Axe, sign_in
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

NewContext = Callable[..., BrowserContext]


def saved(
    words: str, identity: str = "<reply@x>", sender: str = "ann-lee@example.org"
) -> FilePayload:
    at = timezone.now() - dt.timedelta(minutes=5)
    top = head(
        sender=f"Ann Lee <{sender}>",
        subject="Re: Take part in the week",
        answers="",
        date=f"{at:%a, %d %b %Y %H:%M:%S} +0000",
        identity=identity,
    )
    return {"name": "reply.eml", "mimeType": "message/rfc822", "buffer": gmail(words, top)}


@pytest.mark.usefixtures("no_errors", "transactional_db")
def test_from_a_saved_mail_to_done_on_the_grid(page: Page, axe: Axe) -> None:
    account("Ann Lee", RoleKind.DATA_LEAD, authority("Kent"))
    action = raised("Take part in the week", kind=AnswerKind.YES_NO)
    sign_in(page, account("Isabelle", RoleKind.PROGRAMME_SUPPORT).email)
    page.goto("/actions/")
    page.get_by_role("link", name="Replies by e-mail").click()
    axe(page)
    page.get_by_label("Saved mails").set_input_files(saved("Happy to take part.\n\nAnn"))
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_text("Read from: “Happy to take part.”")).to_be_visible()
    expect(page.get_by_label("Yes")).to_be_checked()
    expect(page.get_by_label("Who gave it")).to_have_value("Ann Lee, Data lead")
    axe(page)
    assert not Response.objects.exists()
    page.goto("/actions/")
    grid = page.get_by_role("region", name="The grid as a table")
    grid.get_by_role("link", name="1 reply waits").click()
    axe(page)
    page.get_by_role("link", name="Ann Lee: Re: Take part in the week").click()
    page.get_by_role("button", name="Record this answer").click()
    expect(page.get_by_text("The answer of Kent is recorded.")).to_be_visible()
    expect(page.get_by_text("by e-mail on")).to_be_visible()
    axe(page)
    page.goto("/actions/")
    expect(grid.get_by_text("Done")).to_be_visible()
    expect(grid.get_by_role("link", name="1 reply waits")).to_have_count(0)
    response = Response.objects.get()
    assert (response.ask, response.way, response.yes) == (ask_of(action), Way.EMAIL, True)


@pytest.mark.usefixtures("no_errors", "transactional_db")
def test_who_is_not_known_is_made_sure_of_without_javascript(new_context: NewContext) -> None:
    action = raised("Take part in the week", kind=AnswerKind.YES_NO)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, account("Isabelle", RoleKind.PROGRAMME_SUPPORT).email)
    page.goto(f"/actions/replies/?action={action.pk}")
    page.get_by_label("Saved mails").set_input_files(saved("Yes", sender="x@nowhere.example"))
    page.get_by_role("button", name="Bring in").click()
    page.get_by_label("What it answers").select_option("Take part in the week")
    page.get_by_role("button", name="Look at it beside this").click()
    page.get_by_role("button", name="Record this answer").click()
    expect(page.get_by_text("Make sure of it, and tick this").first).to_be_visible()
    page.get_by_label("I have made sure that the sender answers for Kent").check()
    page.get_by_role("button", name="Record this answer").click()
    expect(page.get_by_text("The answer of Kent is recorded.")).to_be_visible()


@pytest.mark.usefixtures("no_errors", "transactional_db")
def test_what_answers_nothing_is_set_aside_on_a_narrow_screen(new_context: NewContext) -> None:
    raised("Take part in the week", kind=AnswerKind.YES_NO)
    page = new_context().new_page()
    sign_in(page, account("Isabelle", RoleKind.PROGRAMME_SUPPORT).email)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/actions/replies/")
    page.get_by_label("Saved mails").set_input_files(saved("Thank you"))
    page.get_by_role("button", name="Bring in").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Why", exact=True).fill("Only says thank you")
    page.get_by_role("button", name="Set aside").click()
    expect(page.get_by_text("No reply waits.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Reply.objects.get().why == "Only says thank you"
