"""Where each kind of page is in the sample region, for what looks at all of them."""

from __future__ import annotations

from playwright.sync_api import Page

PUBLIC = {
    "front-page": "/",
    "archive": "/bulletins/",
    "bulletin": "NEWEST",
    "item": "TOLD-OFTEN",
    "publications": "/publications/",
    "publications-by-topic": "/publications/?topic=children-in-care",
    "publication": "A-PUBLICATION",
    "tools-and-templates": "/publications/tools-and-templates/",
    "sections": "/sections/",
    "section": "/sections/children-in-care/",
    "idea": "/sections/children-in-care/idea/",
    "calls": "/calls/",
    "call": "/calls/silver-linings/",
    "call-that-stands": "/calls/good-ideas/",
    "call-archived": "/calls/help-that-comes-early/",
    "ring-me": "/calls/silver-linings/ring-me/",
    "projects": "/projects/",
    "project": "/projects/step-across/",
    "networks": "/networks/",
    "network": "/networks/fostering/",
    "network-dates": "/networks/dates/",
    "network-meetings": "/networks/fostering/meetings/",
    "meeting": "A-MEETING",
    "agreements": "/agreements/",
    "agreement": "/agreements/memorandum-of-co-operation/",
    "agreement-of-one": "/agreements/memorandum-of-co-operation/authorities/kent/",
    "restricted-areas": "/areas/",
    "restricted-area": "/areas/quality-assurance/",
    "authorities": "/authorities/",
    "authority": "/authorities/kent/",
    "people": "/people/",
    "search": "/search/?q=safeguarding",
    "search-corrected": "/search/?q=looked+after+childern",
    "search-nothing": "/search/?q=zeppelin",
    "feeds": "/feeds/",
    "subscribe": "/subscribe/",
    "preferences": "/preferences/",
    "open-data": "/api/v1/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "cookies": "/cookies/",
    "send-us-news": "/send-us-news/",
    "report-a-problem": "/report-a-problem/?page=/bulletins/",
    "not-here": "/early-helps/",
    "gone": "/holiday-activities-2019/",
    "sign-in": "/accounts/login/",
    "password-reset": "/accounts/password/reset/",
}

STATUS = {"not-here": 404, "gone": 410}
"""Of those that are there to say that something is not; the rest are there."""


def public_addresses(page: Page) -> dict[str, str]:
    """The address of each public page by its name; `page` is used to look some of them up."""
    newest = _newest(page)
    found = {
        "NEWEST": newest,
        "TOLD-OFTEN": _told_often(page, newest),
        "A-PUBLICATION": _first(
            page, "/publications/tools-and-templates/", "/publications/", "area-send"
        ),
        "A-MEETING": _first(page, "/networks/fostering/meetings/", "/networks/fostering/meetings/"),
    }
    return {name: found.get(address, address) for name, address in PUBLIC.items()}


def _newest(page: Page) -> str:
    return _first(page, "/bulletins/", "/bulletins/7")


def _first(page: Page, of: str, begins: str, has: str = "") -> str:
    """Where the first link of a page leads whose address begins so, and has this in it."""
    page.goto(of)
    found = page.locator(f"main a[href^='{begins}'][href*='{has or begins}']:not([href$='.ics'])")
    return str(found.first.get_attribute("href"))


def _told_often(page: Page, bulletin: str) -> str:
    """The matter of a bulletin that has the longest history."""
    page.goto(bulletin)
    matters = page.locator("main a[href^='/items/']").evaluate_all(
        "all => all.map(a => a.pathname)"
    )
    tellings: dict[str, int] = {}
    for matter in dict.fromkeys(matters):
        page.goto(matter)
        tellings[matter] = page.locator("main a[href^='/bulletins/']").count()
    return max(tellings, key=lambda matter: tellings[matter])
