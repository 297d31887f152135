"""Ten candidates decided by keyboard alone: taken, joined, put off, turned down, undone."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alliance.directory.models import RoleKind
from alliance.jobs.progress import Progress
from alliance.sources.judge import judge_new
from alliance.sources.models import Candidate
from tests.browser.conftest import Axe, sign_in
from tests.directory.areas.invented import account
from tests.sources.found import found, told
from tests.sources.judging.labelled.matters import MATTERS

AT_MOST = 22
"""Presses for ten decisions, one of them undone and made again."""


@pytest.fixture
def week(item_address: str) -> list[Candidate]:
    """Thirty things were found; one of them was told, one has moved since, two are one report."""
    for number, matter in ((427, MATTERS[1]), (428, MATTERS[21])):
        title, text = matter.ours
        told(number, title, f'{text} <a href="{matter.url}">It is here</a>')
    made = [
        found(*matter.full, url=matter.url, publisher=matter.publisher) for matter in MATTERS[:28]
    ]
    moved = MATTERS[21]
    Candidate.objects.filter(title=moved.full[0]).update(
        text=moved.full[1].replace(*moved.moved),
        html=f"<p>{moved.full[1].replace(*moved.moved)}</p>",
    )
    address, title, text = MATTERS[6].second
    made.append(found(title, text, url=address, publisher="Young Tenants"))
    judge_new(Progress())
    return made


@pytest.mark.usefixtures("no_errors", "week")
def test_ten_candidates_are_decided_by_keyboard_alone(page: Page, axe: Axe) -> None:
    sign_in(page, account("Ana Field", RoleKind.PROGRAMME_MANAGER).email)
    page.goto("/sources/triage/")
    pressed: list[str] = []
    title = page.locator("#candidate-title")

    def press(*keys: str, moves: bool = True) -> None:
        for key in keys:
            pressed.append(key)
            before = page.url
            page.keyboard.press(key)
            if moves and key == keys[-1]:
                page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
                expect(title).to_be_visible()

    # Two of them are joined: to what a bulletin told, and to each other.
    for one, button in (
        (MATTERS[21].full[0], "Take as an update of"),
        (MATTERS[6].second[1], "Join to"),
    ):
        page.goto(f"/sources/triage/?open={Candidate.objects.get(title=one).pk}")
        page.keyboard.press("m")
        expect(page.get_by_role("button", name=button)).to_be_focused()
        axe(page)
        page.keyboard.press("m")  # closes it again
        press("m", "Enter")

    page.goto("/sources/triage/")
    axe(page)
    first = title.inner_text()
    press("j")
    press("k")
    expect(title).to_have_text(first)

    press("t")
    expect(page.get_by_role("status")).to_contain_text(f"“{first}” was taken into the draft of")
    press("u")
    expect(title).to_have_text(first)
    press("t")
    for _ in range(4):
        press("t")
    press("n", "Enter")
    press("n", "Enter")
    press("l", "Enter")

    states = Counter(Candidate.objects.values_list("state", flat=True))
    assert states == {"taken": 6, "no": 2, "later": 1, "merged": 1, "new": 19}
    assert (
        Candidate.objects.get(title=MATTERS[21].full[0]).seen_as["updates"]["where"] == "Update 428"
    )
    assert Candidate.objects.get(state="later").later_until > timezone.localdate()
    assert len(pressed) <= AT_MOST, f"{len(pressed)} presses: {' '.join(pressed)}"


@pytest.mark.usefixtures("no_errors", "week")
def test_no_short_cut_works_in_a_field_or_when_they_are_switched_off(page: Page, axe: Axe) -> None:
    sign_in(page, account("Ana Field", RoleKind.PROGRAMME_MANAGER).email)
    page.goto("/sources/triage/")
    page.keyboard.press("n")
    page.get_by_label("Or in your words").focus()
    page.keyboard.type("not now, too late")
    expect(page.get_by_label("Or in your words")).to_have_value("not now, too late")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Or in your words")).to_be_hidden()

    page.keyboard.press("?")
    axe(page)
    page.get_by_role("button", name="Switch them off").click()
    page.keyboard.press("t")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert not Candidate.objects.exclude(state="new").exists()


@pytest.mark.usefixtures("week")
@pytest.mark.browser_context_args(java_script_enabled=False)
def test_everything_is_there_without_scripts(page: Page) -> None:
    sign_in(page, account("Ana Field", RoleKind.PROGRAMME_MANAGER).email)
    page.goto("/sources/triage/")
    page.get_by_text("No…").click()
    page.get_by_role("button", name="Too old").click()
    expect(page.get_by_role("status")).to_contain_text("was turned down by Ana Field")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Later…").click()
    page.get_by_role("button", name="Put it off").click()
    expect(page.get_by_role("status")).to_contain_text("was put off until")
