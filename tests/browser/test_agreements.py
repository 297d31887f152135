"""The register and signing in a real browser: a director signs, a PA is told who does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from alliance.directory.acting import name_acting
from alliance.directory.models import Authority, Capacity, RoleKind, User
from alliance.library.models import Agreement, AgreementReview, SignatureEntry, Standing
from tests.browser.conftest import PASSWORD, Axe, in_light_and_dark, sign_in
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    TODAY,
    account,
    cap,
    co_operation,
    protocol,
    signed_on_paper,
    stands,
    understanding,
    version,
)

NewContext = Callable[..., BrowserContext]
TITLES = (
    "Reference standard",
    "End-of-placement reviews",
    "All suppliers",
    "Pipeline to permanent",
    "Standard information",
    "No headhunting",
    "Pay caps",
    "Notice",
    "Project teams",
    "Newly qualified workers",
    "Return to agency work",
    "Quarterly return",
    "Breaches",
)
NAMES = (
    "Bracknell Forest",
    "Brighton and Hove",
    "Medway",
    "Milton Keynes",
    "Portsmouth",
    "Reading",
    "Slough",
    "Southampton",
    "Surrey",
    "Windsor and Maidenhead",
    "Wokingham",
)


@pytest.fixture
def kent(item_address: str) -> Authority:
    """Kent beside eleven others, with an agreement to sign and one of thirteen protocols."""
    kent = Authority.objects.get(slug="kent")
    others = [
        Authority.objects.create(name=name, slug=f"other-{n}", ons_code=f"E0600{n:04}")
        for n, name in enumerate(NAMES)
    ]
    mou, moc = understanding(summary="How we work together."), co_operation()
    latest = version(mou, "2026", APRIL, ends_on=TODAY + 60 * DAY)
    for role in (RoleKind.CHIEF_EXECUTIVE, RoleKind.LEAD_MEMBER):
        signed_on_paper(latest, kent, role)
    version(moc, "2026")
    for number, title in enumerate(TITLES, 1):
        made = protocol(moc, number, title=title, text="One form for all.")
        for place in (kent, *others):
            state = Standing.PLEDGED if place.name == "Slough" else Standing.LIVE
            stands(place, made, state)
    stands(kent, moc.protocols.get(number=7), Standing.EXCEPTION, TODAY - DAY, exception="Ferries")
    stands(others[0], moc.protocols.get(number=3), Standing.LEFT, TODAY - DAY)
    cap(moc)
    AgreementReview.objects.create(agreement=moc, due_on=TODAY - DAY)
    return kent


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def director(kent: Authority) -> User:
    return with_password(account("Ann Director", RoleKind.DCS, kent, since=APRIL))


def test_a_director_reads_and_signs_and_the_register_shows_it(
    page: Page, new_context: NewContext, director: User
) -> None:
    sign_in(page, director.email)
    page.get_by_role("link", name="Agreements").first.click()
    page.get_by_role("link", name="Memorandum of Understanding").first.click()
    asked = page.get_by_role("region", name="Your signature is asked for")
    expect(asked).to_contain_text("Kent: version 2026 is not signed yet.")
    asked.get_by_role("link", name="Read and sign").click()
    page.get_by_role("link", name="Read and sign as director of children's services").click()
    expect(page.locator("main")).to_contain_text("Ann Director")
    sha256 = Agreement.objects.get(slug="mou").versions.get().sha256
    expect(page.locator(".fingerprint")).to_contain_text(sha256[:8])
    page.get_by_role("button", name="Sign as director of children's services").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)  # once more: who is there?
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Tick that you have read")
    assert SignatureEntry.objects.count() == 2
    page.get_by_label("I have read this version and sign it").check()
    page.get_by_role("button", name="Sign as director of children's services").click()
    expect(page.get_by_role("alert")).to_contain_text("You have signed version 2026")
    assert SignatureEntry.objects.filter(sha256=sha256, role=RoleKind.DCS).count() == 1

    public = new_context().new_page()
    public.goto("/agreements/mou/")
    row = public.get_by_role("row", name="Kent")
    expect(row).to_contain_text("3 of 3")
    row.get_by_role("link", name=re.compile("Signed since")).first.click()
    expect(public.locator("main")).to_contain_text("Ann Director, Director of children's services")
    expect(public.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("capacity", [Capacity.PA, Capacity.DEPUTY])
def test_who_acts_for_the_director_is_told_who_signs(
    page: Page, axe: Axe, director: User, kent: Authority, capacity: Capacity
) -> None:
    other = with_password(account("Bo Assistant", RoleKind.DCS_PA, kent))
    assert other.person
    assert director.person
    name_acting(
        by=director, person=other.person, principal=director.person, capacity=capacity,
        starts_on=APRIL,
    )  # fmt: skip
    page.goto("/agreements/mou/sign/kent/dcs/")
    sign_in(page, other.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who signs")
    expect(page.locator("main")).to_contain_text("A signature is theirs alone")
    expect(page.locator("main")).to_contain_text("Ann Director")
    expect(page.get_by_role("button", name=re.compile("^Sign as"))).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Read and sign"))).to_have_count(0)
    axe(page)


def test_a_signature_is_withdrawn_and_stays_on_record(
    page: Page, axe: Axe, director: User, kent: Authority
) -> None:
    signed_on_paper(Agreement.objects.get(slug="mou").versions.get(), kent, RoleKind.DCS)
    sign_in(page, director.email)
    page.goto("/agreements/mou/authorities/kent/")
    page.get_by_role("link", name="Withdraw your signature").click()
    axe(page)
    page.get_by_label("Why").fill("A new council decided so.")
    page.get_by_role("button", name="Withdraw the signature").click()
    expect(page.get_by_role("alert")).to_contain_text("Your signature is withdrawn.")
    expect(page.locator("main")).to_contain_text("withdrew the signature")


def test_the_programme_records_many_cells_at_once(
    page: Page, axe: Axe, manager: User, kent: Authority
) -> None:
    sign_in(page, manager.email)
    page.goto("/agreements/moc/")
    page.get_by_role("link", name="Record how authorities stand").click()
    axe(page)
    for box in ("Slough", "Surrey", "1. Reference standard", "2. End-of-placement reviews"):
        page.get_by_label(box, exact=True).check()
    page.get_by_label("Live", exact=True).check()
    page.get_by_label("Why, or where it is written").fill("Letters of this week")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("2 cells are recorded. 2 stood so already.")


SIZES = [(1280, 900), (320, 700)]
PAGES = [
    "/agreements/",
    "/agreements/moc/",
    "/agreements/moc/authorities/kent/",
    "/agreements/mou/",
    "/agreements/mou/authorities/kent/",
]


@pytest.mark.usefixtures("no_errors")
def test_everybody_can_use_every_page(page: Page, axe: Axe, director: User) -> None:
    def look(address: str) -> None:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            page.evaluate(
                "for (const each of document.querySelectorAll('details')) each.open = true"
            )
            in_light_and_dark(page, axe)
            scrolls = page.evaluate("document.documentElement.scrollWidth")
            assert scrolls <= width, f"{address} scrolls sideways"

    for address in PAGES:
        look(address)
    sign_in(page, director.email)
    for address in (*PAGES, "/agreements/mou/sign/", "/agreements/mou/sign/kent/dcs/"):
        look(address)


def test_a_narrow_screen_has_a_list_by_authority(page: Page, kent: Authority) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/agreements/moc/")
    expect(page.locator(".grid")).to_be_hidden()
    page.locator(".grid-list summary", has_text="Slough").click()
    page.get_by_role("link", name=re.compile("7. Pay caps Pledged since")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slough")
    expect(page.locator(":target")).to_be_in_viewport()


def test_heads_stay_in_view_both_ways(page: Page, kent: Authority) -> None:
    page.set_viewport_size({"width": 800, "height": 400})
    page.goto("/agreements/moc/")
    grid = page.locator(".grid")
    grid.evaluate("grid => { grid.scrollTop = 999; grid.scrollLeft = 999; }")
    assert grid.evaluate("grid => grid.scrollTop > 50 && grid.scrollLeft > 50")
    inside = grid.bounding_box()
    assert inside
    for head in (
        page.get_by_role("columnheader", name="13 Breaches"),
        page.get_by_role("rowheader", name="Wokingham"),
        page.get_by_role("rowheader", name="Live"),
    ):
        box = head.bounding_box()
        assert box
        assert inside["x"] - 1 <= box["x"] <= inside["x"] + inside["width"]
        assert inside["y"] - 1 <= box["y"] <= inside["y"] + inside["height"]


def test_the_register_prints_on_a3(page: Page, kent: Authority) -> None:
    page.goto("/agreements/moc/")
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)}
    assert {(round(box[2] / 72 * 25.4), round(box[3] / 72 * 25.4)) for box in boxes} == {(420, 297)}
    page.set_viewport_size({"width": 1496, "height": 1032})  # what an A3 sheet holds within margins
    page.emulate_media(media="print")
    grid = page.locator(".grid table").bounding_box()
    assert grid
    assert grid["x"] + grid["width"] <= 1496
    assert grid["y"] + grid["height"] <= 1032
