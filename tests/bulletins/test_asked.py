"""“What is asked” where readers meet its item: to whom it says what, and that no kept page is stale."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.actions.models import Action, ActionState, AnswerKind, Audience
from alliance.actions.raising import change_action, end_action, open_action, raise_action
from alliance.actions.said import Said
from alliance.actions.when import By
from alliance.bulletins.models import Appearance
from alliance.directory.models import RoleKind, User
from alliance.editions.shared import shelf
from tests.actions.invented import DAY, SECRET, answered, ask_of, asking, today
from tests.actions.test_pages import signed_in
from tests.bulletins.invented import bulletin, said
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
SOON = today() + 9 * DAY


@pytest.fixture
def told() -> Appearance:
    return said(bulletin(429), "Figures on agencies")


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


def from_item(told: Appearance, title: str = "Return the form", **more: object) -> Action:
    opened = bool(more.pop("opened", True))
    more = {"audience": Audience.PUBLIC, "what": "By all of you.", "by": [By(SOON)], **more}
    asked = asking(title, of=[authority("Kent"), authority("Medway")], **more)  # type: ignore[arg-type]
    return raise_action(by=None, asking=asked, origin=told.item, opened=opened)


def pages(told: Appearance) -> tuple[str, ...]:
    return (told.item.get_absolute_url(), "/bulletins/429/", "/bulletins/429/print/")


def shown(client: Client, at: str) -> str:
    response = client.get(at)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_everybody_reads_what_everybody_is_told(client: Client, told: Appearance) -> None:
    from_item(told, by=[By(SOON, is_hard=True)], for_roles=[RoleKind.DATA_LEAD])
    for at in pages(told):
        page = shown(client, at)
        assert "What is asked" in page
        assert "Return the form" in page
        assert f"by {written(SOON)}, no later" in page
        assert "By all of you." in page
        assert "For: Data lead" in page
        assert "Read more, or sign in to answer" in page


def test_several_on_a_page_are_no_landmarks_of_one_name(client: Client, told: Appearance) -> None:
    for title in ("First", "Second"):
        from_item(told, title)
    page = shown(client, "/bulletins/429/")
    assert page.count('class="asks"') == 2
    assert '<section class="asks"' not in page


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.ASKED])
def test_what_members_are_told_is_on_no_page_for_all(
    client: Client, told: Appearance, lead: User, audience: Audience
) -> None:
    from_item(told, audience=audience)
    member = signed_in(lead)
    for at in pages(told):
        assert "Return the form" in shown(member, at)  # first, so that it would be on the shelf
        assert "Return the form" not in shown(client, at)


def test_a_draft_is_on_no_page(client: Client, told: Appearance) -> None:
    from_item(told, opened=False)
    support = signed_in(account("Support", RoleKind.PROGRAMME_SUPPORT))
    for reader in (client, support):
        assert all("Return the form" not in shown(reader, at) for at in pages(told))


def test_members_see_how_their_own_authority_stands_and_nobody_elses(
    client: Client, told: Appearance, lead: User
) -> None:
    action = from_item(told, kind=AnswerKind.TEXT, by=[By(today() - DAY)])
    theirs = account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))
    answered(ask_of(action, authority("Medway")), theirs, said=Said(text=SECRET))
    for at in pages(told):
        kent, medway, public = (
            shown(each, at) for each in (signed_in(lead), signed_in(theirs), client)
        )
        assert "Late" in kent
        assert f"/actions/{action.pk}/kent/" in kent
        assert "Done late" in medway
        assert "Done late" not in kent
        assert not any(word in public for word in ("Late", "Done late", "Kent", "Medway"))
        assert not any(SECRET in page for page in (kent, medway, public))


def test_a_kept_page_is_right_after_every_change(client: Client, told: Appearance) -> None:
    """The page is on the shelf before each change, and another after it."""

    def read() -> str:
        pages_now = [shown(client, at) for at in pages(told)]
        assert shelf._pages
        assert pages_now == [shown(client, at) for at in pages(told)]
        return "\n".join(pages_now)

    assert "What is asked" not in read()
    action = from_item(told, opened=False)
    assert "What is asked" not in read()
    open_action(by=None, action=action)
    assert read().count(written(SOON)) == 3
    places = [authority("Kent"), authority("Medway")]
    moved = asking(of=places, by=[By(SOON + 7 * DAY)], audience=Audience.PUBLIC)
    action.refresh_from_db()
    action = change_action(by=None, action=action, seen=action.version, asking=moved)
    after = read()
    assert after.count(written(SOON + 7 * DAY)) == 3
    assert f"by {written(SOON)}<" not in after
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="An error.")
    assert read().count("What is asked (withdrawn)") == 3


def test_one_that_ended_says_so_and_nothing_of_days(client: Client, told: Appearance) -> None:
    end_action(by=None, action=from_item(told), state=ActionState.CLOSED)
    page = shown(client, told.item.get_absolute_url())
    assert "What is asked (closed)" in page
    assert written(SOON) not in page


@pytest.mark.parametrize("count", [1, 6])
def test_a_bulletin_takes_as_many_queries_for_many_asks_as_for_one(
    told: Appearance, lead: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(count):
        from_item(said(told.bulletin, f"Item {each}"), f"Thing {each}")
    client = signed_in(lead)
    client.get("/bulletins/429/")
    with django_assert_num_queries(20):
        client.get("/bulletins/429/")
