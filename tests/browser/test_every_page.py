"""What holds for every page that a reader can meet, page by page, in a real browser.

Each page is opened once for all that is looked at, as opening a hundred pages takes a minute. Each thing
is a subtest of its own and says all that is wrong, so that one fault hides no other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from playwright.sync_api import BrowserContext, Page, Route, expect

from alliance.evidence.answering import stamp
from tests.access_table import ROWS, ROWS_OF_LIBRARIES, Admits
from tests.browser import places as those
from tests.browser.conftest import Axe, in_light_and_dark
from tests.browser.places import site_shut

LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
WIDE, NARROW = (1280, 800), (320, 256)
"""The second is a window of 1280 by 1024 at 400 %."""
EMPTY = ["/", *(f"/{name}/" for name in ("bulletins", "publications", "people", "networks",
                                         "sections", "projects", "authorities", "feeds"))]  # fmt: skip
MOST_STOPS = 200
MOST_REQUESTS, MOST_BYTES, MOST_SHIFT = 12, 150_000, 0.01
"""Of a first visit; benches/page_budget.py has the times that go with it."""
WAIT_FOR_FONT = 0.15
"""Seconds by which the font comes after everything else, as on a slow line."""


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


NO_PAGE = re.compile(
    r"healthz|favicon|register\.|/document/$|/first-page/$|/scan/$|/papers/|/keep/$|\.<slug:ending>$|/latest/$|^publications/<int:pk>/$|^accounts/(oidc|social)/|^anymail/|^notify/|\.(json|ics|atom|pdf|jpg|docx)|^api/v1/.|^newsletters|^update-no|documents/|files/"
)
"""Addresses that answer with something else than a page of ours, or lead on to one."""
FOR_EXAMPLE = {
    "ITEM": "/items/1-a/",
    "MEETING": "/networks/kinship/meetings/1/",
    "PUBLICATION": "/publications/1-a/",
    "ACTION": "/actions/1/",
    "LINK": "/answer/token/",
    "LINK HANDED ON": "/answer/token/somebody-else/",
    "LINK SENT": "/answer/token/sent/",
    "BEGUN": "/my-submission/token/",
    "BEGUN WHO": "/my-submission/token/part/who/",
    "BEGUN CHECK": "/my-submission/token/check/",
    "BEGUN FILES": "/my-submission/token/files/",
    "BEGUN LINK": "/my-submission/token/link/",
    "BEGUN AWAY": "/my-submission/token/withdraw/",
    "SENT IDEA": "/my-submission/token/",
    "SUBSCRIPTION": "/subscribe/confirm/token/",
    "CHOICES": "/preferences/token/",
    "CHOICES MAILED": "/preferences/token/",
    "CHOICES STOPPED": "/preferences/token/",
    "LEAVING": "/unsubscribe/token/",
    "HAS LEFT": "/unsubscribe/token/",
    "TAKEN OUT": "/documents/1/old-form.txt",
    "CASE": "/showcase/a/b/",
    "CASE WE TOO": "/showcase/a/b/we-too/",
    "CASE WE TOO SENT": "/showcase/a/b/we-too/sent/",
    "CASE TO AGREE": "/my-case/token/",
    "CASE AGREED": "/my-case/token/",
    "CASE STUCK": "/my-case/token/stuck/",
    "CASE GONE": "/showcase/a/b/",
}
AS_ANOTHER = {
    "projects/<slug:slug>/idea/",
    "projects/<slug:slug>/idea/sent/",  # as those of a section
    "my-submission/<str:token>/link/sent/",  # as a link handed on
    "my-submission/<str:token>/form/",  # as an answer begun; test_whole_call.py looks at it
    "calls/<slug:slug>/thrown-away/",  # as an idea told
    "accounts/logout/",  # leads somebody without an account on
    "accounts/confirm-email/",
    r"accounts/confirm-email/(?P<key>[-:\w]+)/$",  # accounts come with an address
}


def test_every_page_that_anyone_may_open_is_among_these() -> None:
    """A new public page fails here until it has a line in `places.py`."""
    open_to_all = {
        row.replace("^", "")
        for row, admits in (ROWS | ROWS_OF_LIBRARIES).items()
        if admits is Admits.ANYONE and not NO_PAGE.search(row)
    }
    walked = {
        resolve(urlsplit(FOR_EXAMPLE.get(address, address)).path, those.__name__).route
        for address in those.PLACES.values()
        if address not in {"/broken/", "/early-helps/", "/early-help-network/"}
    }
    assert open_to_all - walked == AS_ANOTHER


@pytest.mark.usefixtures("no_errors")
def test_every_page_is_light_shuts_nobody_out_and_loses_nothing(
    page: Page, axe: Axe, client: Client, places: dict[str, str], subtests: pytest.Subtests
) -> None:
    """Opened narrow, as on a telephone, and then made wide."""
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.route("**/*.woff2", come_late)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sizes: dict[str, int] = {}
    size(page, *NARROW)
    for name in each(page, places):
        with subtests.test("a first visit is small, moves nothing and asks nobody else", page=name):
            assert not list(burdens(page, client, asked, sizes))
        for width, height in (NARROW, WIDE):
            size(page, width, height)
            with subtests.test("axe, light and dark", page=name, width=width):
                in_light_and_dark(page, axe)
            page.emulate_media(color_scheme="light")
            with subtests.test("at 400 % or with wider spacing", page=name, width=width):
                assert not list(losses(page, width))
        with subtests.test("the keyboard alone reaches everything and leaves", page=name):
            assert not list(walk(page))
        size(page, *NARROW)
        asked.clear()


def burdens(page: Page, client: Client, asked: list[str], sizes: dict[str, int]) -> Iterator[str]:
    """What a first visit of the page that was just opened costs too much of."""
    here, paths = urlsplit(page.url), [urlsplit(address) for address in asked]
    yield from (f"asks {one.netloc}" for one in paths if one.netloc != here.netloc)
    total = sum(weight(client, one.path, one.query, sizes) for one in paths)
    if len(paths) > MOST_REQUESTS or total > MOST_BYTES:
        yield f"makes {len(paths)} requests for {total} bytes"
    if (shift := ask(page, "shift")) > MOST_SHIFT:
        yield f"moves by {shift:.3f}"


def losses(page: Page, width: int) -> Iterator[str]:
    """WCAG 1.4.10, 1.4.12 and 2.5.8; narrow, what follows in the text stands below."""
    found = {"lost": ask(page, "lost"), "too small a target": ask(page, "tooSmall")}
    if width == NARROW[0]:
        found["not in order"] = ask(page, "outOfOrder")
    ask(page, "spaceText")
    found["lost with more space"] = ask(page, "lost")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found["scrolls"] = ["sideways"]
    page.evaluate("document.adoptedStyleSheets = []")
    yield from (f"{what}: {which}" for what, which in found.items() if which)


@pytest.mark.usefixtures("no_errors", "transactional_db")
def test_nobody_is_shut_out_before_anything_was_entered(page: Page, axe: Axe) -> None:
    size(page, *NARROW)
    for address in EMPTY:
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], address


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
        if focus is None or [focus["place"]] == reached[:1]:
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


def come_late(route: Route) -> None:
    sleep(WAIT_FOR_FONT)
    route.continue_()


SENT = {
    "/search/": {"q": "report"},
    "/publications/": {},
    "/agreements/moc/": {},
    "/sections/homes/idea/": {
        "name": "Ana Lee",
        "email": "ana@example.org",
        "text": "One rota of visitors.",
    },
    "/calls/quiet-voices/ring-me/": {"name": "Ana Lee", "phone": "01632 960112"},
    "/send-us-news/": {
        "title": "Panel dates",
        "text": "The panel meets on 4 March.",
        "name": "Ana Lee",
    },
    "/showcase/": {"q": "video"},
    "doing the same": {"organisation": "A team", "name": "Ana Lee", "email": "ana@example.org"},
    "case to be agreed to": {"said": "agreed"},
    "did it last": {"found": "stuck"},
    "case that was agreed to": {"said": "take_back"},
    "/calls/warm-welcomes/form/": {},
    "/report-a-problem/": {"words": "A link is dead."},
    "/accounts/login/": {"login": "nobody@example.org", "password": "not the one"},
    "/accounts/password/reset/": {"email": "nobody@example.org"},
    "answering by a link": {"text": "Ana Lee, of the team."},
    "link handed on": {"name": "Bo Kay", "email": "bo@example.org"},
    "/calls/quiet-rooms/submit/": {"answers.idea": "A room without a bell."},
    "answer, one screen": {"name": "Ana Lee", "email": "ana@example.org"},
    "answer, its files": {"says": "A room"},
    "answer, its link": {"email": "ana@example.org"},
    "answer, to look over": {},
    "answer, thrown away?": {},
    "answer that is sent": {},
    "/subscribe/": {"address": "new@example.org"},
    "subscription to confirm": {},
    "/preferences/": {"address": "new@example.org"},
    "choices by a copy's link": {"address": "reader@example.org"},
    "choices by a mailed link": {"name": "Ana Ray"},
    "choices of whom mail comes back": {"address": "stopped@example.org"},
    "leaving": {},
    "has left": {},
}
"""Every form of a public page by where it is sent to (or the page's name in `places`, where a secret
stands in that address), and what a reader writes into it."""
ANSWERED = {
    "/search/": "for “report”",
    "/publications/": "2 publications",
    "/agreements/moc/": "Memorandum of Co-operation",
    "/sections/homes/idea/": "Thank you for your idea",
    "/calls/quiet-voices/ring-me/": "We ring you",
    "/send-us-news/": "Thank you for your news",
    "/showcase/": "1 page of practice",
    "doing the same": "Thank you for telling us",
    "case to be agreed to": "Your page is published",
    "did it last": "Your answer helps",
    "case that was agreed to": "It is taken out",
    "/calls/warm-welcomes/form/": "Choose the file in which you saved your answers.",
    "/report-a-problem/": "Thank you",
    "/accounts/login/": "There is something to mend",
    "/accounts/password/reset/": "Look at your e-mail",
    "answering by a link": "It stands in your name, Ann Lee.",
    "link handed on": "Look into your mail.",
    "/calls/quiet-rooms/submit/": "Who you are",
    "answer, one screen": "Look over it and send",
    "answer, its files": "Documents and pictures",
    "answer, its link": "The link is on its way",
    "answer, to look over": "We have your idea: QR-",
    "answer, thrown away?": "is withdrawn",
    "answer that is sent": "Your idea",
    "/subscribe/": "Look into your mail",
    "subscription to confirm": "You are subscribed",
    "/preferences/": "Look into your mail",
    "choices by a copy's link": "It is kept",
    "choices by a mailed link": "It is kept",
    "choices of whom mail comes back": "It is kept",
    "leaving": "You have left",
    "has left": "You are subscribed",
}
NEEDS_SCRIPTS = {"/accounts/2fa/webauthn/login/"}
"""Passkeys: the browser shows no other way, and a password does without."""


def test_without_scripts_every_page_is_read_and_every_form_is_sent(
    new_context: Callable[..., BrowserContext],
    places: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stamp, "LEAST", dt.timedelta(0))  # nobody writes as quickly as this test
    page = new_context(java_script_enabled=False).new_page()
    met: dict[str, str] = {}
    for name, address in places.items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1), name).to_be_visible()
        assert len(page.locator("main").inner_text().split()) > 3, name
        forms = page.locator("form").evaluate_all(
            "all => all.map(one => new URL(one.action).pathname)"
        )
        met |= {form: address for form in forms if form not in met}
    assert set(met) - NEEDS_SCRIPTS == {places.get(form, form) for form in SENT}
    for named, values in SENT.items():
        action = places.get(named, named)
        page.goto(met[action])
        form = page.locator(f"form[action^='{action}'], form[method=post]:not([action])").first
        for field, value in values.items():
            choice = form.locator(f"[type=radio][name='{field}'][value='{value}']")
            choice.check() if choice.count() else form.locator(f"[name='{field}']").fill(value)
        with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answer:
            form.locator("button[type=submit]").first.click()
        assert answer.value.status in {200, 302, 422}, action
        expect(page.locator("main")).to_contain_text(ANSWERED[named])


def weight(client: Client, path: str, query: str, known: dict[str, int]) -> int:
    """Bytes of an answer as the site's own server packs it; the one of the tests packs nothing."""
    address = f"{path}?{query}"
    if address not in known:
        client.raise_request_exception = False
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        known[address] = len(b"".join(answer) if answer.streaming else answer.content)
        answer.close()
    return known[address]


PLANTED = """<!doctype html><html lang="en"><title>Planted</title><style>
  body { margin: 0; font: 16px/1.2 sans-serif } .back a { display: block }
  .bare { outline: none } button { font: inherit; padding: 4px }
  .bar { position: fixed; inset: 0 0 auto; height: 60px; background: #fff }
  .cut { width: 40px; height: 20px; overflow: hidden } .tall { height: 12px }
  .close a { display: block; font-size: 9px; line-height: 1 } .back { flex-direction: row-reverse; line-height: 30px }
</style><header class="band"></header><div class="bar">A bar that stays</div>
<main><p><a href="#1">Begins without a skip link, behind the bar</a></p>
<div style="height: 80px"></div>
<a class="bare" href="#2">Bare</a> <button tabindex="2">Jumps the queue</button>
<div class="cut">Some words that are cut off</div><p class="tall">Words<br>that run out</p>
<p style="white-space: nowrap">Words that go on and on beyond the edge of a narrow page, and further</p>
<div class="close"><a href="#3">Small</a><a href="#4">Close</a></div>
<div class="back" style="display: flex"><a href="#5">Said first</a><a href="#6">Said second</a></div>
<input aria-label="Trap">
</main></html>"""
TRAP = "document.querySelector('input').addEventListener('keydown', (e) => e.preventDefault())"


def test_what_shuts_people_out_is_found(page: Page, axe: Axe) -> None:
    page.goto("/healthz")
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="a.png"></main>')
    with pytest.raises(pytest.fail.Exception, match="image-alt"):
        axe(page)


def test_what_these_tests_look_for_is_found_where_it_is_planted(page: Page) -> None:
    page.goto("/healthz")
    page.set_content(PLANTED)
    page.evaluate(LOOKING)
    page.evaluate(TRAP)
    size(page, *NARROW)
    lost = ask(page, "lost")
    assert len(lost) == 3
    assert all(any(words in one for one in lost) for words in ("cut off", "run out", "on and on"))
    assert ask(page, "tooSmall") == ["<a> Small", "<a> Close"]
    assert ask(page, "outOfOrder") == ["<a> Said second"]
    found = "\n".join(walk(page))
    for fault in (
        "begins with <a> Begins without",
        "without a skip link, behind the bar has the focus behind <div> A bar that stays",
        "no sign of the focus on <a> Bare",
        "the keyboard does not get out",
        "stops at [2, 0, 1",
    ):
        assert fault in found
