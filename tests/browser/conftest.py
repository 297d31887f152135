"""A real browser, the site it looks at, and axe to judge what it sees.

The browser is whichever Chromium the machine has; none is fetched. Its headless shell, the same
engine without the window around it, takes two thirds of the time and is preferred. Without any these
tests are skipped, saying so; where `ALLIANCE_TEST_BROWSER=required` is set, as in CI, they fail instead.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from alliance.directory.models import User

HERE = Path(__file__).parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",  # in a container, where the tests often run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""All that another colour scheme can change: it changes no element, size or word."""
RUN = """async ([part, only]) => {
  const { passes, violations } = await axe.run(
    part, { runOnly: only, resultTypes: ["violations"] });
  return { passes: passes.length, violations };
}"""
"""Rules that passed are counted there: to describe each place where they did, and to hand it over,
takes as long as to find it."""
FAILED = pytest.StashKey[bool]()

Axe = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and none runs where there is none."""
    required = os.environ.get("ALLIANCE_TEST_BROWSER") == "required"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not required:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser() -> Iterator[None]:
    """Playwright's loop runs in this thread until the end; Django would take it for async code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.fail("There is no Chromium here, and ALLIANCE_TEST_BROWSER says it is required.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """So that a test may say `page.goto("/bulletins/")`."""
    return str(live_server.url)


@pytest.fixture(autouse=True)
def _picture_of_failure(request: pytest.FixtureRequest) -> Iterator[None]:
    """A failed test leaves a picture of its page in `test-results/`."""
    page: Page | None = request.getfixturevalue("page") if "page" in request.fixturenames else None
    yield
    if page is not None and request.node.stash.get(FAILED, False) and not page.is_closed():
        folder = Path("test-results")
        folder.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.nodeid).strip("-")
        page.screenshot(path=folder / f"{name}.png", full_page=True)


@pytest.fixture
def no_errors(context: BrowserContext) -> Iterator[None]:
    """Fails the test when a page's console reports an error, a refused script or style say.

    That the page itself is a 404 or a 500 is no error of the page.
    """
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        is_the_page = message.page is not None and message.location["url"] == message.page.url
        if message.type == "error" and not is_the_page:
            errors.append(f"{message.location['url']}: {message.text}")

    context.on("console", note)
    context.on("weberror", lambda fault: errors.append(str(fault.error)))
    yield
    assert errors == []


@pytest.fixture
def item_address(transactional_db: None) -> str:
    """A small region with something on every page; the address of one item in it."""
    from alliance.directory.models import Alliance, Authority, Network, Visibility
    from tests.bulletins.invented import bulletin, contact, listed, person, said

    Alliance(name="Eastern Alliance", short_name="Eastern", is_sample=True).save()
    Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    Network.objects.create(name="Kinship", slug="kinship", description="Meets each term.")
    old, new = bulletin(428), bulletin(429)
    body = "<p>Reply <a href='https://www.example.org/'>here</a>.</p><ul><li>One</li></ul>"
    first = said(old, "Looked after children", body="<p>Reply by Monday.</p>")
    said(
        new,
        "Children in care",
        item=first.item,
        body=body,
        has_action=True,
        action_text="<p>Return the form.</p>",
        deadline=dt.date(2099, 1, 5),
    )
    said(new, "Conference", section="reminder", event=dt.date(2026, 12, 3))
    listed(new, "A report", on=dt.date(2026, 10, 1))
    contact(new, person("Open Person", Visibility.PUBLIC))
    contact(new, person("Hidden Person"))
    first.item.title, first.item.slug = "Children in care", "children-in-care"
    first.item.save()
    return str(first.item.get_absolute_url())


@pytest.fixture
def places(item_address: str, settings: Settings) -> dict[str, str]:
    """The address of every kind of page by its name; one of them fails as only a fault of ours."""
    from tests.browser.places import PLACES, furnish

    settings.ROOT_URLCONF = "tests.browser.places"
    known = {"ITEM": item_address} | furnish()
    return {name: known.get(address, address) for name, address in PLACES.items()}


PASSWORD = "a long enough password"


@pytest.fixture
def manager(item_address: str) -> User:
    """The programme manager, an editor, who has no second factor yet."""
    from alliance.directory.editors import make_editor
    from alliance.directory.models import Person, Role, RoleKind, User

    user = User.objects.create_user("manager@example.org", PASSWORD, name="Nell Farrow")
    user.person = Person.objects.create(name="Nell Farrow")
    user.save()
    Role.objects.create(person=user.person, kind=RoleKind.PROGRAMME_MANAGER)
    make_editor(user)
    return user


def sign_in(page: Page, email: str) -> None:
    """Through the form, as people do; the page that was asked for comes after it."""
    if "/accounts/login/" not in page.url:
        page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # attached, not visible: on a telephone it lies in the folded menu
    page.get_by_role("link", name="Sign out", include_hidden=True).wait_for(state="attached")


def in_light_and_dark(page: Page, axe: Axe) -> None:
    """Everything once, and again what another colour scheme can change."""
    page.emulate_media(color_scheme="light")
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, rules=OF_COLOUR)


@pytest.fixture(scope="session")
def axe() -> Axe:
    """`axe(page)` fails with a sentence for each thing that shuts somebody out.

    `within` names the part that is ours, where the rest of the page is the work of others;
    `rules` are axe's own, where not all of the guidelines' are to be looked at.
    """
    script = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")

    def look(page: Page, *, within: str = "html", rules: list[str] | None = None) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        found = page.evaluate(RUN, [within, only])
        assert found["passes"], "axe found nothing to look at"
        faults = [
            f"{fault['help']} ({fault['id']}, {fault['impact']})\n"
            + "\n".join(f"      {node['html'][:200]}" for node in fault["nodes"][:5])
            for fault in found["violations"]
        ]
        if faults:
            pytest.fail(f"{page.url} shuts people out:\n    " + "\n    ".join(faults))

    return look
