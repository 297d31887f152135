"""Take the pictures of `docs/screenshots/` of a site that is running.

    alliance demo --data /tmp/pictures --port 8600 --no-browser      # prints the sign-ins
    python scripts/take_screenshots.py http://127.0.0.1:8600 nerys.hallowfield@example.org PASSWORD

The sign-in is the programme manager's. Needs the developer's packages and a Chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
SOURCE = ROOT / "tests" / "bulletins" / "parsing" / "labelled" / "b-full.txt"
WIDTHS = {"wide": 1280, "narrow": 375}
HEIGHTS = {"wide": 900, "narrow": 1500}
LARGEST = 150_000
"""Bytes of a picture."""

PUBLIC = {
    "front-page": "/",
    "archive": "/bulletins/",
    "bulletin": "NEWEST",
    "item": "TOLD-OFTEN",
    "publications": "/publications/",
    "agreements": "/agreements/",
    "register": "/agreements/memorandum-of-co-operation/#register",
    "people": "/people/",
    "search": "/search/?q=safeguarding",
    "search-corrected": "/search/?q=looked+after+childern",
    "search-nothing": "/search/?q=zeppelin",
    "sign-in": "/accounts/login/",
    "open-data": "/api/v1/",
}
SIGNED_IN = {
    "people-member": "/people/",
    "second-factor": "/accounts/2fa/",
    "import": "/bulletins/import/",
    "review": "REVIEW",
    "review-beside": "REVIEW#id_number",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("address", help="of the running site, as http://127.0.0.1:8000")
    parser.add_argument("email", help="sign-in of the programme manager")
    parser.add_argument("password")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder of the pictures")
    parser.add_argument("--source", type=Path, default=SOURCE, help="bulletin for the review")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                with _page(browser, asked.address, width, scheme) as page:
                    for name, address in _addresses(page, PUBLIC):
                        _take(page, address, asked.to / f"{name}-{width}{_ending(scheme)}.png")
                    _sign_in(page, asked.email, asked.password)
                    for name, address in _addresses(page, SIGNED_IN, asked.source):
                        _take(page, address, asked.to / f"{name}-{width}{_ending(scheme)}.png")
        with _page(browser, asked.address, "wide", "light") as page:
            page.emulate_media(media="print")
            _take(page, f"{_newest(page)}print/", asked.to / "bulletin-print.png")
    return 0


def _ending(scheme: str) -> str:
    return "-dark" if scheme == "dark" else ""


@contextmanager
def _page(browser: Browser, address: str, width: str, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTHS[width], "height": HEIGHTS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    yield context.new_page()
    context.close()


def _addresses(
    page: Page, names: dict[str, str], source: Path | None = None
) -> Iterator[tuple[str, str]]:
    for name, address in names.items():
        if address == "NEWEST":
            yield name, _newest(page)
        elif address == "TOLD-OFTEN":
            yield name, _told_often(page)
        elif address.startswith("REVIEW") and source:
            yield name, _hand_in(page, source) + address.removeprefix("REVIEW")
        else:
            yield name, address


def _newest(page: Page) -> str:
    page.goto("/bulletins/")
    found = page.locator("main a[href^='/bulletins/']:not([href*='?']):not([href*='import'])")
    return str(found.first.get_attribute("href"))


def _told_often(page: Page) -> str:
    """The matter of the newest bulletin that has the longest history."""
    page.goto(_newest(page))
    matters = page.locator("main a[href^='/items/']").evaluate_all(
        "all => all.map(a => a.pathname)"
    )
    tellings = {}
    for matter in dict.fromkeys(matters):
        page.goto(matter)
        tellings[matter] = page.locator("main a[href^='/bulletins/']").count()
    return max(tellings, key=lambda matter: tellings[matter])


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Sign out").wait_for()


def _hand_in(page: Page, source: Path) -> str:
    """The same source again is the intake that waits already."""
    page.goto("/bulletins/import/")
    file = {"name": "update.txt", "mimeType": "text/plain", "buffer": source.read_bytes()}
    page.get_by_label("Files").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("heading", name="what was understood").wait_for()
    return page.url


def _take(page: Page, address: str, to: Path) -> None:
    """What a reader sees first, in as many colours as fit into the size that is allowed."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (128, 64, 32, 16, 8):
        data = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        if data.tell() < LARGEST:
            to.write_bytes(data.getvalue())
            print(f"{to.name}: {data.tell() // 1000} kB")
            return
    sys.exit(f"{to.name} is larger than {LARGEST // 1000} kB even in 8 colours.")


if __name__ == "__main__":
    sys.exit(main())
