"""Pages that everybody meets first, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Axe

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.mark.usefixtures("no_errors")
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["/", "/accounts/login/"])
def test_everybody_can_use_it(page: Page, axe: Axe, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address)
    axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"], "the page scrolls sideways"


def test_what_shuts_people_out_is_found(page: Page, axe: Axe) -> None:
    page.goto("/healthz")
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="a.png"></main>')
    with pytest.raises(pytest.fail.Exception, match="image-alt"):
        axe(page)
