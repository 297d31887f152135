"""Somebody asks to be rung, and tells their idea: nothing typed while they talk is lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from alliance.directory.models import User
from alliance.evidence.models import RingBack, Submission
from tests.browser.conftest import Axe, sign_in
from tests.evidence.invented import call


def test_a_caller_s_idea_outlives_a_closed_page_and_gets_a_reference(
    page: Page, axe: Axe, item_address: str, manager: User
) -> None:
    RingBack.objects.create(call=call(), name="Jo Carer", phone="01632 960112", about="Groups.")
    sign_in(page, manager.email)
    page.goto("/programme/ring-backs/")
    axe(page)
    page.get_by_role("link", name="Jo Carer").click()
    axe(page)
    page.get_by_label("What did you do differently?").fill("We run groups by video.")
    expect(page.get_by_role("status")).to_contain_text("Saved at")
    address = page.url
    page.goto("about:blank")

    page.goto(address)
    expect(page.get_by_label("What did you do differently?")).to_have_value(
        "We run groups by video."
    )
    expect(page.get_by_label("Their name")).to_have_value("Jo Carer")
    page.get_by_role("button", name="Read back and agreed: send it").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Reference SL-1")
    axe(page)
    assert page.evaluate("localStorage.length") == 0, "nothing of a caller stays on this device"
    assert Submission.objects.get().state == "sent"
    assert RingBack.objects.get().state == "done"
