"""A program's life in a real browser: its token made, used and revoked; a webhook added, tried, taken
away."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from alliance.actions.models import AnswerKind, Audience, Response
from alliance.api.models import Token, Webhook
from alliance.directory.models import Authority, RoleKind, User
from alliance.jobs.worker import run_waiting
from tests.actions.invented import question_of, raised
from tests.api.invented import Program
from tests.api.listener import is_genuine, listening
from tests.browser.conftest import Axe, sign_in
from tests.browser.test_accounts_journey import says_password_again
from tests.directory.areas.invented import account

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}


@pytest.fixture
def lead(item_address: str) -> User:
    return account("Ana Lee", RoleKind.DATA_LEAD, Authority.objects.get(slug="kent"))


def looked_at(page: Page, axe: Axe) -> None:
    """By axe, wide and narrow; and nothing scrolls sideways."""
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.usefixtures("no_errors")
def test_a_token_is_made_used_and_revoked(page: Page, axe: Axe, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT, audience=Audience.ASKED)
    sign_in(page, lead.email)
    page.goto("/accounts/email/")
    page.get_by_role("link", name="Programs").click()
    expect(page.get_by_text("No program speaks for you.")).to_be_visible()
    looked_at(page, axe)

    page.get_by_role("button", name="Make the token").click()
    says_password_again(page)
    expect(page.get_by_role("alert")).to_contain_text("Say what it is for.")
    page.get_by_label("What it is for").fill("Case system")
    page.get_by_label("Read what you may read").check()
    page.get_by_label("Answer what your authority is asked").check()
    page.get_by_label("30 days").check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_text("Copy it now.")).to_be_visible()
    secret = page.locator("code", has_text="alliance_").first.inner_text()
    looked_at(page, axe)

    program = Program(secret)
    [asked] = program.get(f"actions/{action.pk}/").json()["asked"]
    assert (asked["counting"], asked["you_may_answer"]) == (None, True)
    body = {
        "authority": asked["authority"],
        "question": question_of(action).pk,
        "seen": None,
        "number": 14,
    }
    assert program.post(f"actions/{action.pk}/answers/", body).status_code == 201
    page.goto(f"/actions/{action.pk}/kent/")
    expect(page.get_by_text("by a program")).to_be_visible()

    page.goto("/accounts/tokens/")
    expect(page.get_by_text("Last used on")).to_be_visible()
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("alert")).to_contain_text("“Case system” is revoked.")
    looked_at(page, axe)
    assert program.get("actions/").status_code == 401
    assert Token.objects.get().revoked_at
    assert Response.objects.count() == 1


@pytest.mark.usefixtures("no_errors")
def test_a_webhook_is_added_tried_and_taken_away(
    page: Page, axe: Axe, lead: User, settings: Settings
) -> None:
    settings.WEBHOOKS_MAY_STAY_HERE = True
    sign_in(page, lead.email)
    with listening() as listener:
        page.goto("/accounts/webhooks/")
        page.get_by_label("Address").fill("http://cases.example.org/")
        page.get_by_role("button", name="Add the webhook").click()
        says_password_again(page)
        expect(page.get_by_role("alert")).to_contain_text("must begin with https://")
        looked_at(page, axe)
        page.get_by_label("Address").fill(listener.url)
        page.get_by_role("button", name="Add the webhook").click()
        secret = page.locator("code", has_text="whsec_").inner_text()
        looked_at(page, axe)
        page.get_by_role("link", name="Send it a test").click()
        page.get_by_role("button", name="Send a test").click()
        run_waiting()
        raised()
        run_waiting()
        page.reload()
        expect(page.get_by_text("answered 200")).to_have_count(2)
        looked_at(page, axe)
        assert [json.loads(taken.body)["type"] for taken in listener.taken] == [
            "test",
            "action.opened",
        ]
        assert all(is_genuine(secret, taken.headers, taken.body) for taken in listener.taken)
        page.get_by_role("button", name="Send again").first.click()
        expect(page.get_by_role("alert")).to_contain_text("on its way again")
        page.get_by_role("button", name="Take it away").click()
        expect(page.get_by_role("alert")).to_contain_text("taken away")
    assert not Webhook.objects.exists()
