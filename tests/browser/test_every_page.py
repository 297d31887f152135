"""What holds for every page that a reader can meet, page by page, in a real browser.

Each test looks at all pages and says all that is wrong, so that one fault hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import OF_COLOUR, Axe
from tests.browser.places import site_shut

LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
WIDE, NARROW = (1280, 800), (320, 256)
"""The second is a window of 1280 by 1024 at 400 %."""
MOST_STOPS = 200


def each(page: Page, places: dict[str, str]) -> Iterator[str]:
    """The name of each page, which is then open."""
    for name, address in places.items():
        page.goto(address)
        page.evaluate(LOOKING)
        yield name
    with site_shut():
        page.goto("/bulletins/")
        page.evaluate(LOOKING)
        yield "shut (503)"


def size(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})


def ask(page: Page, what: str) -> Any:
    return page.evaluate(f"window.looking.{what}()")


def test_nobody_is_shut_out(page: Page, axe: Axe, places: dict[str, str]) -> None:
    """By axe, wide and narrow, light and dark."""
    for _ in each(page, places):
        for width, height in (WIDE, NARROW):
            size(page, width, height)
            page.emulate_media(color_scheme="light")
            axe(page)
            page.emulate_media(color_scheme="dark")
            axe(page, rules=OF_COLOUR)


def test_the_keyboard_alone_reaches_everything_in_order_and_leaves(
    page: Page, places: dict[str, str]
) -> None:
    size(page, *WIDE)
    faults = [f"{name}: {fault}" for name in each(page, places) for fault in walk(page)]
    assert not faults, "\n".join(faults)


def walk(page: Page) -> Iterator[str]:
    """Press Tab from the top of a page until the keyboard has left it; what is wrong on the way."""
    stops = ask(page, "stops")
    has_frame = page.locator("header.band").count()
    if has_frame and "Skip to main content" not in stops[0]:
        yield f"begins with {stops[0]}"
    reached = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = ask(page, "focus")
        if focus is None or (reached and focus["place"] == 0):
            break  # out, or round to the top by way of the browser's own bars
        reached.append(focus["place"])
        if not focus["isSeen"]:
            yield f"no sign of the focus on {focus['name']}"
        if focus["covered"]:
            yield f"{focus['name']} has the focus behind {focus['covered']}"
    else:
        yield "the keyboard does not get out"
    if reached != list(range(len(stops))):
        missed = [stops[n] for n in range(len(stops)) if n not in reached]
        yield f"stops at {reached} of {len(stops)}, never at {missed}"


def test_nothing_is_lost_at_four_hundred_per_cent_or_with_wider_spacing(
    page: Page, places: dict[str, str]
) -> None:
    """WCAG 1.4.10, 1.4.12 and 2.5.8; narrow, what follows in the text stands below."""
    faults = []
    for name in each(page, places):
        for width, height in (NARROW, WIDE):
            size(page, width, height)
            found = {"lost": ask(page, "lost"), "too small a target": ask(page, "tooSmall")}
            if width == NARROW[0]:
                found["not in order"] = ask(page, "outOfOrder")
            ask(page, "spaceText")
            found["lost with more space"] = ask(page, "lost")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found["scrolls"] = ["sideways"]
            page.evaluate("document.adoptedStyleSheets = []")
            faults += [f"{name}, {width} px, {what}: {which}" for what, which in found.items() if which]
    assert not faults, "\n".join(faults)
