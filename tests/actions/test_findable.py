"""What search finds of what is asked, by whom, and whichever way it changes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import strip_tags

from alliance.actions.models import Action, ActionState, Audience, Question
from alliance.actions.raising import (
    change_action,
    end_action,
    open_action,
    reopen_action,
)
from alliance.actions.said import Said
from alliance.directory.models import RoleKind, Topic, User
from alliance.search.models import SearchEntry
from tests.actions.invented import SECRET, answered, ask_of, asking, raised
from tests.actions.test_pages import page, signed_in
from tests.directory.areas.invented import account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
WORDS = "orthodontic"


@pytest.fixture
def asked() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def member() -> User:
    return account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))


@pytest.fixture
def support() -> User:
    return account("Support", RoleKind.PROGRAMME_SUPPORT)


def finds(user: User | None, words: str = WORDS, *, named: str = "Count the places") -> bool:
    client = signed_in(user) if user else Client()
    return named in strip_tags(page(client, f"/search/?q={words}"))


def about_places(**more: object) -> Action:
    return raised("Count the places", of=[authority("Kent")], what=f"All {WORDS} ones.", **more)


@pytest.mark.parametrize(
    ("audience", "finders"),
    [
        (Audience.PUBLIC, ["the public", "member", "asked", "support"]),
        (Audience.MEMBERS, ["member", "asked", "support"]),
        (Audience.ASKED, ["asked", "support"]),
    ],
)
def test_it_is_found_by_those_it_was_said_to(
    asked: User, member: User, support: User, audience: Audience, finders: list[str]
) -> None:
    about_places(audience=audience)
    people = {"the public": None, "member": member, "asked": asked, "support": support}
    assert [name for name, user in people.items() if finds(user)] == finders


def test_it_is_found_by_its_title_what_how_and_topic_under_a_kind_of_its_own(asked: User) -> None:
    topic = Topic.objects.create(name="Dentistry", slug="dentistry")
    about_places(how="By the long spreadsheet.", topics=[topic], audience=Audience.PUBLIC)
    for words in ("places", WORDS, "spreadsheet", "dentistry"):
        assert finds(None, words)
    assert finds(None, f"{WORDS}&kind=Action")
    assert not finds(None, f"{WORDS}&kind=News")


def test_a_draft_is_found_by_nobody(asked: User, support: User) -> None:
    action = about_places(opened=False, audience=Audience.PUBLIC)
    assert not any(finds(user) for user in (None, asked, support))
    open_action(by=None, action=action)
    assert finds(None)


def test_one_that_has_ended_is_found_and_says_so(asked: User) -> None:
    action = about_places()
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="Not needed.")
    assert finds(asked, named="Count the places (withdrawn)")
    reopen_action(by=None, action=action)
    end_action(by=None, action=action, state=ActionState.CLOSED)
    assert finds(asked, named="Count the places (closed)")
    reopen_action(by=None, action=action)
    assert not finds(asked, named="Count the places (")


def test_other_words_and_another_audience_count_at_once(asked: User, member: User) -> None:
    action = about_places(audience=Audience.PUBLIC)
    changed = asking("Count the places", of=[authority("Kent")], what="Nothing of the kind.")
    change_action(by=None, action=action, seen=2, asking=changed)
    assert not finds(asked)
    assert finds(asked, "nothing+kind")
    assert not finds(None, "nothing+kind")


def test_what_was_answered_is_found_by_nobody(asked: User, support: User) -> None:
    action = about_places(audience=Audience.PUBLIC)
    question = Question.objects.get(action=action)
    answered(ask_of(action), asked, said=Said(text=SECRET), question=question.pk)
    assert not SearchEntry.objects.filter(body__contains=SECRET).exists()
    assert not finds(support, SECRET.split()[-2])
