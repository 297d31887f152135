"""Take the pictures of `docs/screenshots/` of a sample region that is running.

    alliance demo --data /tmp/pictures --port 8600 --no-browser      # prints the sign-ins
    python scripts/take_screenshots.py http://127.0.0.1:8600 nerys.hallowfield@example.org PASSWORD \
        --data /tmp/pictures

The sign-in is the programme manager's; the data folder is needed to shut the site for a moment, for
the picture of that. Needs the developer's packages and a Chromium. `compare_screenshots.py` says what
has changed.
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
from sample_pages import public_addresses

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
SOURCE = ROOT / "tests" / "bulletins" / "parsing" / "labelled" / "b-full.txt"
FLAGS = ["--no-sandbox", "--lang=en-GB"]
WIDTHS = {"wide": 1280, "narrow": 375}
HEIGHTS = {"wide": 900, "narrow": 1500}
LARGEST = 150_000
"""Bytes of a picture."""
COLOURS = (96, 48, 24)
"""Those that stand in most places, exactly; what smooths the edges of letters takes the nearest."""
MM = 96 / 25.4
"""Pixels of a millimetre, as browsers print."""
SHEET, MARGIN = (210, 297), 18
"""A4 and what the stylesheet leaves blank round the text, in millimetres."""

SIGNED_IN = {
    "people-member": "/people/",
    "second-factor": "/accounts/2fa/",
    "ideas": "/programme/replies/",
    "idea-answer": "FIRST-IDEA",
    "ring-backs": "/programme/ring-backs/",
    "ring-back": "/programme/ring-backs/2/",
    "change-for-them": "/programme/on-behalf/",
    "access": "/access/everyone/",
    "people-list": "/people/list/",
    "invitations": "/people/invitations/",
    "accounts": "/people/accounts/",
    "security-log": "/people/security-log/",
    "mail": "/mail/",
    "subscribers": "/subscribers/",
    "subscribers-of-the-directory": "/subscribers/from-directory/?role=dcs",
    "addresses-stopped": "/subscribers/stopped/",
    "list-of-subscribers": "/subscribers/lists/",
    "what-is-asked": "/actions/",
    "action": "/actions/2/",
    "ask-something": "/actions/new/",
    "reminding": "/actions/chasing/",
    "answering": "/actions/2/hampshire/",
    "my-authority": "/my-authority/?authority=hampshire",
    "grid-for-directors": "/actions/grid-for-leads/",
    "who-sees-what": "/actions/who-sees/",
    "campaigns": "/campaigns/",
    "campaign": "/campaigns/1/",
    "replies": "/actions/replies/",
    "reply": "/actions/replies/1/",
    "own-subscription": "/accounts/subscription/",
    "tokens": "/accounts/tokens/",
    "webhooks": "/accounts/webhooks/",
    "sources": "/sources/",
    "triage": "/sources/triage/",
    "mailings": "/mailings/",
    "mailing": "/mailings/3/",
    "mailing-not-received": "/mailings/3/not-received/",
    "mailing-preview": "/mailings/3/preview/",
    "mailing-rules": "/mailings/rules/",
    "mailing-sender": "/mailings/sender/",
    "writing": "/bulletins/drafts/1/",
    "publishing": "/bulletins/drafts/1/publish/",
    "check": "NEWESTcheck/",
    "carry-over": "/bulletins/carry-over/",
    "links": "/links/",
    "bring-publications-in": "/publications/import/",
    "posts-to-fill": "/people/vacancies/",
    "import": "/bulletins/import/",
    "review": "REVIEW",
    "review-beside": "REVIEW#id_number",
}
PRINTED = {"front-page": "", "bulletin": "print/", "item": "", "section": ""}
"""What is added to the address of each."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("address", help="of the running site, as http://127.0.0.1:8000")
    parser.add_argument("email", help="sign-in of the programme manager")
    parser.add_argument("password")
    parser.add_argument("--data", type=Path, required=True, help="the site's data folder")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder of the pictures")
    parser.add_argument("--source", type=Path, default=SOURCE, help="bulletin for the review")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with _page(browser, asked.address, "wide", "light") as page:
            public = public_addresses(page)
            _sign_in(page, asked.email, asked.password)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                ending = f"{width}-dark" if scheme == "dark" else width
                with _page(browser, asked.address, width, scheme) as page:
                    for name, address in public.items():
                        _take(page, address, asked.to / f"{name}-{ending}.png")
                    with _shut(asked.data):
                        _take(page, "/", asked.to / f"maintenance-{ending}.png")
                    _sign_in(page, asked.email, asked.password)
                    for name, address in _addresses(page, asked.source, public["bulletin"]):
                        _take(page, address, asked.to / f"{name}-{ending}.png")
        with _page(browser, asked.address, "wide", "light") as page:
            for name, more in PRINTED.items():
                _print(page, public[name] + more, asked.to / f"{name}-print.png")
    return 0


@contextmanager
def _page(browser: Browser, address: str, width: str, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTHS[width], "height": HEIGHTS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    page.goto("/cookies/")  # so that the typeface is there for the first picture
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


@contextmanager
def _shut(data: Path) -> Iterator[None]:
    flag = data / "maintenance"
    flag.touch()
    yield
    flag.unlink()


def _addresses(page: Page, source: Path, newest: str) -> Iterator[tuple[str, str]]:
    """Pages of the programme, looked up by somebody who may see them."""
    for name, address in SIGNED_IN.items():
        if address == "FIRST-IDEA":
            yield name, _first_idea(page)
        elif address.startswith("REVIEW"):
            yield name, _hand_in(page, source) + address.removeprefix("REVIEW")
        elif address.startswith("NEWEST"):
            yield name, newest + address.removeprefix("NEWEST")
        else:
            yield name, address


def _first_idea(page: Page) -> str:
    page.goto("/programme/replies/")
    ideas = page.locator("main li h2 a[href^='/programme/replies/']")
    return str(ideas.last.get_attribute("href")) if ideas.count() else ""


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # Folded away where it is narrow, and there all the same.
    page.locator("#places a", has_text="Sign out").wait_for(state="attached")


def _hand_in(page: Page, source: Path) -> str:
    """The same source again is the intake that waits already."""
    page.goto("/bulletins/import/")
    file = {"name": "update.txt", "mimeType": "text/plain", "buffer": source.read_bytes()}
    page.get_by_label("Files").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("heading", name="what was understood").wait_for()
    return page.url


def _take(page: Page, address: str, to: Path) -> None:
    """What a reader sees first."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    _keep(Image.open(io.BytesIO(page.screenshot())), to)


def _print(page: Page, address: str, to: Path) -> None:
    """The first sheet on A4, its margins drawn round it."""
    width, height = (round((side - 2 * MARGIN) * MM) for side in SHEET)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    page.goto(address)
    page.evaluate("document.fonts.ready")
    sheet = Image.new("RGB", (round(SHEET[0] * MM), round(SHEET[1] * MM)), "white")
    text = Image.open(io.BytesIO(page.screenshot()))
    sheet.paste(text, (round(MARGIN * MM), round(MARGIN * MM)))
    _keep(sheet, to)


def _in_few_colours(picture: Image.Image, count: int) -> Image.Image:
    found = picture.getcolors(picture.width * picture.height) or []
    often = sorted(found, reverse=True)[:count]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in often for part in colour])  # type: ignore[union-attr]
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _keep(picture: Image.Image, to: Path) -> None:
    """In as many colours as fit into the size that is allowed."""
    for colours in COLOURS:
        data = io.BytesIO()
        few = _in_few_colours(picture.convert("RGB"), colours)
        few.save(data, "PNG", optimize=True)
        if data.tell() < LARGEST:
            to.write_bytes(data.getvalue())
            print(f"{to.name}: {data.tell() // 1000} kB")
            return
    sys.exit(f"{to.name} is larger than {LARGEST // 1000} kB even in {COLOURS[-1]} colours.")


if __name__ == "__main__":
    sys.exit(main())
