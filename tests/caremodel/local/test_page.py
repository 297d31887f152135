"""The page for locked laptops, opened from a file in a real browser with the network off."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from caremodel.checks import check
from caremodel.reading import read
from caremodel.telling import findings
from tests.browser.conftest import CHROMIUM, FLAGS, RULES, RUN

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PROJECT = Path(__file__).resolve().parents[3]
WAIT = 180_000
"""Milliseconds: Python starts in two or three seconds, in many more on a machine that is busy."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
T = TypeVar("T")
Drive = Callable[[Callable[[Page], T]], T]


class Opened:
    """A page in a thread of its own: Playwright's loop would else run where Django's tests run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.asked: list[str] = []
        """Every address that the page asked for."""
        self.errors: list[str] = []

    def start(self) -> None:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = self.browser.new_context(offline=True, locale="en-GB")
        context.set_default_timeout(WAIT)
        self.page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on(
            "console", lambda one: self.errors.append(one.text) if one.type == "error" else None
        )
        self.page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        self.page.goto(self.file.as_uri())
        self.page.wait_for_selector("body[data-ready]")

    def stop(self) -> None:
        self.browser.close()
        self.playwright.stop()


@pytest.fixture(scope="module")
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def opened(care_page: Path, thread: ThreadPoolExecutor) -> Iterator[Opened]:
    one = Opened(care_page)
    thread.submit(one.start).result()
    yield one
    thread.submit(one.stop).result()


@pytest.fixture
def drive(opened: Opened, thread: ThreadPoolExecutor) -> Drive[Any]:
    """Runs steps on the page, in its thread."""
    return lambda steps: thread.submit(steps, opened.page).result()


def choose(page: Page, label: str, what: Path) -> None:
    page.evaluate("document.getElementById('result').hidden = true")
    page.get_by_label(label, exact=True).set_input_files(what)
    expect(page.locator("#result")).to_be_visible(timeout=WAIT)


def downloaded(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


@dataclass(frozen=True)
class Looked:
    """What the page showed of a folder, and what was taken away from it."""

    said: str
    safe: bytes
    own: bytes
    workbook: bytes


@pytest.fixture(scope="module")
def looked(opened: Opened, thread: ThreadPoolExecutor, returns: Path) -> Looked:
    """Of the returns, once: the browser takes seconds for it, and each time the same is shown."""

    def steps() -> Looked:
        choose(opened.page, "A folder", returns)
        return Looked(
            said=opened.page.inner_text("#result .saying"),
            safe=downloaded(opened.page, "Suppressed tables, JSON"),
            own=downloaded(opened.page, "Findings, CSV"),
            workbook=downloaded(opened.page, "Exact counts, workbook"),
        )

    return thread.submit(steps).result()


def test_a_folder_is_checked_and_counted_as_at_the_command_line(
    looked: Looked, returns: Path
) -> None:
    reading = read([returns])
    found = check(reading.returns)
    assert found
    said = findings.said(findings.latest(reading.returns, None), found)
    assert looked.said.startswith(said)


@pytest.mark.usefixtures("looked")
def test_the_page_asks_for_nothing_but_itself(opened: Opened) -> None:
    assert opened.asked[0] == opened.file.as_uri()
    assert [one for one in opened.asked[1:] if not one.startswith("blob:null/")] == []
    assert opened.errors == []


def test_the_browser_forbids_the_page_to_connect(opened: Opened, drive: Drive[Any]) -> None:
    def steps(page: Page) -> list[Any]:
        fetched = page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')")
        pictured = page.evaluate(
            """new Promise((done) => {
              document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
              new Image().src = 'https://example.org/a.png';
            })"""
        )
        return [fetched, pictured]

    before = len(opened.errors)
    assert drive(steps) == ["refused", "img-src"]
    del opened.errors[before:]  # the browser said so there too
    text = opened.file.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "connect-src 'none'" in policy[1]
    assert "unsafe-inline' blob" not in policy[1].split("style-src")[0]


def test_what_may_be_handed_on_names_no_child(looked: Looked, returns: Path) -> None:
    children = {
        row["CHILD"]
        for file in returns.rglob("header.csv")
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
    }
    safe = looked.safe
    named = {row["Child"] for row in csv.DictReader(io.StringIO(looked.own.decode("utf-8-sig")))}
    assert named & children  # there was a child to name
    assert not [child for child in children if child in safe.decode()]
    counts = [
        cell for table in json.loads(safe)["tables"] for row in table["rows"] for cell in row[1:]
    ]
    assert "c" in counts
    assert all(cell == "c" or cell % 5 == 0 for cell in counts)


def test_a_workbook_can_be_taken_away(looked: Looked) -> None:
    from openpyxl import load_workbook

    page = load_workbook(io.BytesIO(looked.workbook)).worksheets[0]
    assert str(page["A1"].value).startswith("Children in care")


def test_what_is_no_return_is_said_and_a_packed_one_is_read_after_it(
    drive: Drive[Any], returns: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.csv").write_text("Dear,Sir\n1,2\n")
    packed = shutil.make_archive(str(tmp_path / "return"), "zip", returns)
    assert zipfile.is_zipfile(packed)

    def steps(page: Page) -> list[str]:
        choose(page, "One or more files", tmp_path / "letter.csv")
        said = page.inner_text("#result")
        choose(page, "One or more files", Path(packed))
        return [said, page.inner_text("#result .saying")]

    said, after = drive(steps)
    assert "No table of an SSDA903 return was found in what you chose." in said
    assert "letter.csv" in said
    assert "rows of 2025-26 were checked" in after


def test_invented_children_can_be_tried(drive: Drive[Any]) -> None:
    def steps(page: Page) -> str:
        page.evaluate("document.getElementById('result').hidden = true")
        page.get_by_role("button", name="Try it with invented children").press("Enter")
        expect(page.locator("#result")).to_be_visible(timeout=WAIT)
        return page.inner_text("#result .saying")

    assert "were in care on 31 March" in drive(steps)


def test_the_page_is_accessible_light_and_dark_and_narrow(drive: Drive[Any], returns: Path) -> None:
    axe = (PROJECT / "tests/browser/vendor/axe.min.js").read_text(encoding="utf-8")

    def steps(page: Page) -> tuple[list[Any], Any]:
        page.set_viewport_size({"width": 320, "height": 640})
        choose(page, "A folder", returns)
        for one in page.locator("summary").all():
            one.click()
        page.evaluate(axe)
        found = []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += page.evaluate(RUN, ["body", RULES])["violations"]
        return found, page.evaluate("document.documentElement.scrollWidth")

    violations, wide = drive(steps)
    assert [one["id"] for one in violations] == []
    assert wide <= 320


def test_how_far_it_is_is_told_to_who_cannot_see_it(drive: Drive[Any]) -> None:
    assert drive(lambda page: page.get_by_role("status").inner_text()) == (
        "Done. What was found is below."
    )
