"""Links that stand for a person's say-so."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from pytest_django import Settings

from alliance.directory.models import Topic, User
from alliance.links.models import SignedLink
from alliance.links.sign import Refusal, issue, open_link, revoke, use

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


def issued(**fields: object) -> str:
    return issue(**({"purpose": "answer", "expires_in": WEEK, "by": None} | fields))  # type: ignore[arg-type]


def test_a_link_opens_what_it_was_issued_for() -> None:
    editor = User.objects.create_user("editor@alliance.example")
    topic = Topic.objects.create(name="Homes", slug="homes")
    link = open_link(issued(subject=topic, by=editor, person_id=7), "answer")
    assert isinstance(link, SignedLink)
    assert (link.content_type.model_class(), link.object_id) == (Topic, str(topic.pk))  # type: ignore[union-attr]
    assert (link.person_id, link.issued_by) == (7, editor)


def test_the_token_is_nowhere_in_the_database() -> None:
    token = issued()
    row = SignedLink.objects.values().get()
    assert token not in str(row)
    assert len(token) >= 43
    assert issued() != token


def test_opening_changes_nothing() -> None:
    token = issued(single_use=True)
    before = SignedLink.objects.values().get()
    open_link(token, "answer")
    open_link(token, "answer")
    assert SignedLink.objects.values().get() == before


def test_a_link_opens_nothing_else_than_its_purpose() -> None:
    assert open_link(issued(purpose="preferences"), "answer") is Refusal.UNKNOWN


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
def test_what_was_never_issued_is_unknown(token: str) -> None:
    issued()
    assert open_link(token, "answer") is Refusal.UNKNOWN


def test_a_link_expires() -> None:
    token = issued()
    SignedLink.objects.update(created_at=timezone.now() - WEEK, expires_at=timezone.now())
    assert open_link(token, "answer") is Refusal.EXPIRED
    assert use(token, "answer") is Refusal.EXPIRED


def test_a_link_that_would_be_dead_on_arrival_is_not_issued() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        issued(expires_in=dt.timedelta(0))


def test_a_single_use_link_is_used_once_and_another_again_and_again() -> None:
    once, often = issued(single_use=True), issued()
    assert isinstance(use(once, "answer"), SignedLink)
    assert use(once, "answer") is Refusal.USED
    first = use(often, "answer")
    again = use(often, "answer")
    assert isinstance(first, SignedLink)
    assert isinstance(again, SignedLink)
    assert again.used_at == first.used_at


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_single_use_link_at_once_one_succeeds() -> None:
    token = issued(single_use=True)

    def try_it(_: int) -> bool:
        try:
            return isinstance(use(token, "answer"), SignedLink)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_it, range(8))) == [False] * 7 + [True]


def test_links_are_withdrawn_by_subject_or_person() -> None:
    homes = Topic.objects.create(name="Homes", slug="homes")
    health = Topic.objects.create(name="Health", slug="health")
    tokens = [issued(subject=homes, person_id=1), issued(subject=health, person_id=2)]
    assert revoke(purpose="answer", subject=homes) == 1
    assert open_link(tokens[0], "answer") is Refusal.REVOKED
    assert use(tokens[0], "answer") is Refusal.REVOKED
    assert isinstance(open_link(tokens[1], "answer"), SignedLink)
    assert revoke(purpose="preferences", person_id=2) == 0
    assert revoke(purpose="answer", person_id=2) == 1


def test_withdrawing_everything_of_a_purpose_takes_more_than_an_omission() -> None:
    with pytest.raises(ValueError, match="neither was given"):
        revoke(purpose="answer")


def test_a_link_outlives_a_change_of_the_secret_key_as_sessions_do(
    settings: Settings,
) -> None:
    token = issued()
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    assert open_link(token, "answer") is Refusal.UNKNOWN
    settings.SECRET_KEY_FALLBACKS = [old]
    assert isinstance(open_link(token, "answer"), SignedLink)


def test_every_refusal_tells_the_person_what_to_do() -> None:
    assert all(refusal.sentence.endswith(".") for refusal in Refusal)
