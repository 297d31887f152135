"""Tokens: a program may what its owner may, at that moment, and every other token opens nothing."""

from __future__ import annotations

import datetime as dt
import logging
import re
import uuid
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from alliance.actions.models import AnswerKind, Audience
from alliance.actions.said import Said
from alliance.api.forgetting import forget
from alliance.api.models import Token
from alliance.api.tokens.changes import MOST, make
from alliance.api.tokens.present import FROM_ONE_PLACE
from alliance.directory.accounts.changes import shut
from alliance.directory.looking_as.changes import begin
from alliance.directory.looking_as.middleware import KEY
from alliance.directory.models import Role, RoleKind, SecurityEvent, SecurityEventKind, User
from alliance.jobs.progress import Progress
from alliance.links.scrub import scrub
from tests.actions.invented import SECRET, answered, ask_of, raised
from tests.api.invented import Program, token_for
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def member() -> User:
    return account("Kent Member", RoleKind.AUTHORITY_MEMBER, authority("Kent"))


def browser(user: User) -> Client:
    """Somebody who has just signed in with their password."""
    client = Client()
    client.force_login(user, BACKEND)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def form(**said: Any) -> dict[str, Any]:
    return {
        "name": "Case system",
        "scopes": ["read"],
        "days": "90",
        "form": str(uuid.uuid4()),
    } | said


def shown(page: Any) -> str:
    found = re.search(r"<code>(alliance_[\w-]{43})</code>", page.content.decode())
    assert found, page.content.decode()
    return found[1]


# What it opens ----------------------------------------------------------------------------------


def test_a_program_reads_what_its_owner_may(lead: User) -> None:
    action = raised(kind=AnswerKind.TEXT, audience=Audience.ASKED)
    answered(ask_of(action), lead, said=Said(text=SECRET))
    assert Program(None).get("answers/").json()["total"] == 0
    answer = Program(token_for(lead)).get("answers/")
    assert answer.json()["results"][0]["words"] == SECRET
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]
    assert "Authorization" not in answer["Access-Control-Allow-Headers"]


def test_a_program_of_another_authority_reads_nothing_of_it(lead: User) -> None:
    action = raised(kind=AnswerKind.TEXT, audience=Audience.ASKED)
    answered(ask_of(action), lead, said=Said(text=SECRET))
    other = Program(token_for(account("Other", RoleKind.DATA_LEAD, authority("Medway"))))
    assert other.get("answers/").json()["total"] == 0
    assert other.get(f"actions/{action.pk}/").status_code == 404


def test_a_token_counts_and_not_the_cookie_that_comes_along(lead: User, member: User) -> None:
    program = Program(token_for(account("Other", RoleKind.DATA_LEAD, authority("Medway"))))
    program.client.force_login(lead, BACKEND)
    answered(ask_of(raised(kind=AnswerKind.TEXT)), lead, said=Said(text=SECRET))
    assert program.get("answers/").json()["total"] == 0


def test_what_it_may_is_asked_at_each_use(lead: User) -> None:
    answered(ask_of(raised(kind=AnswerKind.TEXT)), lead, said=Said(text=SECRET))
    program = Program(token_for(lead))
    assert program.get("answers/").json()["total"] == 1
    Role.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert program.get("answers/").json()["total"] == 0


def test_a_token_reads_only_if_it_was_made_for_it(lead: User) -> None:
    answer = Program(token_for(lead, "answer")).get("actions/")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert 'error="insufficient_scope", scope="read"' in answer["WWW-Authenticate"]


# What opens nothing -----------------------------------------------------------------------------


def refused(answer: Any, *words: str) -> None:
    problem = answer.json()
    assert answer.status_code == problem["status"] == 401, problem
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith('Bearer realm="Alliance"')
    assert all(word in problem["detail"] for word in words), problem["detail"]


@pytest.mark.parametrize(
    "header",
    [
        "Basic a2VudDpwdw==",
        "Bearer",
        "Bearer ",
        "alliance_abc",
        "Bearer alliance_abc",
        f"Bearer alliance_{'a' * 43}",
        f"Bearer alliance_{'a' * 43} more",
        "Bearer \x00",
        f"Bearer {'ä' * 50}",
    ],
)
def test_what_is_no_token_opens_nothing(lead: User, header: str) -> None:
    raised(audience=Audience.PUBLIC)
    refused(Client().get("/api/v1/actions/", headers={"Authorization": header}))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(said=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=80))
def test_whatever_is_shown_is_refused_in_words(said: str) -> None:
    cache.clear()
    refused(Client().get("/api/v1/authorities/", headers={"Authorization": f"Bearer {said}"}))


def test_part_of_a_token_or_one_in_an_address_opens_nothing(lead: User) -> None:
    token = token_for(lead)
    refused(Program(token[:-1]).get("answers/"), "not all of it")
    refused(Program(token.upper()).get("answers/"))
    assert Client().get(f"/api/v1/answers/?access_token={token}").status_code == 400


def test_a_token_that_has_run_out(lead: User) -> None:
    program = Program(token_for(lead, days=30))
    now = timezone.now()
    Token.objects.update(created_at=now - dt.timedelta(days=31), expires_at=now)
    refused(program.get("actions/"), "run out")


def test_a_token_that_was_revoked(lead: User) -> None:
    program, client = Program(token_for(lead)), browser(lead)
    client.post(f"/accounts/tokens/{Token.objects.get().pk}/revoke/")
    refused(program.get("actions/"), "revoked")


def test_a_token_of_an_account_that_was_shut_stays_revoked_when_it_is_opened(lead: User) -> None:
    program = Program(token_for(lead))
    boss = User.objects.create_superuser("boss@example.org", "x")
    shut(lead, by=boss, reason="Left.")
    refused(program.get("actions/"))
    User.objects.get(pk=lead.pk)
    lead.is_active = True
    lead.save()
    refused(program.get("actions/"), "revoked")


def test_a_token_of_an_account_that_is_shut_past_every_form(lead: User) -> None:
    program = Program(token_for(lead))
    User.objects.filter(pk=lead.pk).update(is_active=False)
    refused(program.get("actions/"), "shut")


def test_a_token_of_somebody_whose_person_is_gone(lead: User) -> None:
    program = Program(token_for(lead))
    assert lead.person is not None
    lead.person.delete()
    refused(program.get("actions/"), "revoked")


@pytest.mark.second_factor
def test_without_the_second_factor_that_its_owner_needs_it_opens_nothing(lead: User) -> None:
    raised(audience=Audience.PUBLIC)
    program = Program(token_for(lead))
    refused(program.get("actions/"), "second factor")
    Authenticator.objects.create(user=lead, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert program.get("actions/").status_code == 200


def test_under_another_secret_key_of_the_site_it_opens_nothing_but_under_the_last_it_does(
    lead: User, settings: Settings
) -> None:
    program, key = Program(token_for(lead)), settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    refused(program.get("actions/"))
    settings.SECRET_KEY_FALLBACKS = [key]
    assert program.get("actions/").status_code == 200


def test_after_many_refused_tries_they_are_only_counted(lead: User) -> None:
    good, bad = Program(token_for(lead)), Program(f"alliance_{'b' * 43}")
    for _ in range(FROM_ONE_PLACE):
        assert bad.get("actions/").status_code == 401
    answer = bad.get("actions/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert good.get("actions/").status_code == 200, "one forgotten program shuts out nobody else"
    refusals = SecurityEvent.objects.filter(kind=SecurityEventKind.TOKEN_REFUSED)
    assert refusals.count() == 1, "and the log is not filled"


# What is kept of it -----------------------------------------------------------------------------


def test_only_a_keyed_hash_is_kept_and_the_day_of_its_last_use(lead: User) -> None:
    secret = token_for(lead)
    row = Token.objects.get()
    kept = " ".join(str(value) for value in Token.objects.values().get().values())
    assert secret not in kept
    assert secret.removeprefix("alliance_")[:-4] not in kept
    assert (row.last_four, row.last_used_on) == (secret[-4:], None)
    Program(secret).get("actions/")
    row.refresh_from_db()
    assert row.last_used_on == timezone.localdate()


def test_the_security_log_tells_of_it(lead: User) -> None:
    client = browser(lead)
    secret = shown(client.post("/accounts/tokens/", form()))
    client.post(f"/accounts/tokens/{Token.objects.get().pk}/revoke/")
    for _ in range(3):
        Program(secret).get("actions/")
    events = SecurityEvent.objects.filter(kind__startswith="token_").order_by("pk")
    assert list(events.values_list("kind", "account")) == [
        ("token_made", lead.pk),
        ("token_revoked", lead.pk),
        ("token_refused", lead.pk),
    ]
    assert all(secret[-4:] in event.detail for event in events)
    assert not any(secret in event.detail for event in events)


def test_no_log_has_a_token(lead: User, caplog: pytest.LogCaptureFixture) -> None:
    secret = token_for(lead)
    line = logging.LogRecord("x", 30, "", 1, f"asked with {secret}", None, None)
    from alliance.links.scrub import ScrubbingFormatter

    assert ScrubbingFormatter("{message}", style="{").format(line) == "asked with alliance_…"
    assert scrub("whsec_c2VjcmV0c2VjcmV0c2VjcmV0") == "whsec_…"
    assert scrub("alliance_sample") == "alliance_sample"


def test_what_ended_long_ago_is_forgotten(lead: User) -> None:
    token_for(lead, name="Old")
    long_ago = timezone.now() - dt.timedelta(days=91)
    Token.objects.update(created_at=long_ago - dt.timedelta(days=30), expires_at=long_ago)
    token_for(lead, name="New")
    forget(Progress())
    assert [token.name for token in Token.objects.all()] == ["New"]


@pytest.mark.parametrize(
    "fields",
    [
        {"can_read": False, "can_answer": False},
        {"expires_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"name": ""},
        {"revoked_why": "For nothing."},
    ],
)
def test_the_database_holds_to_it_too(lead: User, fields: dict[str, Any]) -> None:
    token_for(lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.update(**fields)


# The page ---------------------------------------------------------------------------------------


def test_a_token_is_shown_once(member: User) -> None:
    client = browser(member)
    page = client.post("/accounts/tokens/", form(scopes=["read", "answer"], days="30"))
    secret = shown(page)
    assert "no-store" in page["Cache-Control"]
    assert Program(secret).get("actions/").status_code == 200
    again = client.get("/accounts/tokens/").content.decode()
    assert secret not in again
    assert f"alliance_…{secret[-4:]}" in again
    token = Token.objects.get()
    assert (token.expires_at - token.created_at).days == 30
    assert token.scopes == ["read", "answer"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"days": "3650"}, "Choose for how long|not one of the available"),
        ({"days": ""}, "Choose for how long"),
        ({"scopes": []}, "Choose what it may do"),
        ({"name": " "}, "Say what it is for"),
    ],
)
def test_a_form_that_is_not_right_comes_back_as_it_was(
    member: User, said: dict[str, Any], words: str
) -> None:
    page = browser(member).post("/accounts/tokens/", form(name="Power BI") | said)
    assert page.status_code == 422
    assert re.search(words, page.content.decode())
    assert "name" in said or "Power BI" in page.content.decode()
    assert not Token.objects.exists()


def test_a_double_press_makes_one_token_and_the_one_that_is_shown_works(member: User) -> None:
    client, said = browser(member), form()
    first, second = (shown(client.post("/accounts/tokens/", said)) for _ in range(2))
    assert Token.objects.count() == 1
    assert Program(first).get("actions/").status_code == 401
    assert Program(second).get("actions/").status_code == 200
    page = client.post("/accounts/tokens/", said)
    assert page.status_code == 422, "once it is in use, nothing takes its place"
    assert Program(second).get("actions/").status_code == 200


def test_two_of_one_name_could_not_be_told_apart(member: User) -> None:
    client = browser(member)
    client.post("/accounts/tokens/", form())
    page = client.post("/accounts/tokens/", form(name="case SYSTEM"))
    assert (page.status_code, Token.objects.count()) == (422, 1)
    past = timezone.now() - dt.timedelta(days=1)
    Token.objects.update(created_at=past - dt.timedelta(days=1), expires_at=past)
    assert client.post("/accounts/tokens/", form()).status_code == 200, "unless it has run out"


def test_there_are_not_too_many(member: User) -> None:
    for number in range(MOST):
        token_for(member, name=f"Program {number}")
    page = browser(member).post("/accounts/tokens/", form(name="One more"))
    assert page.status_code == 422
    assert "Revoke one" in page.content.decode()


def test_a_token_is_made_by_who_has_just_said_their_password(member: User) -> None:
    client = Client()
    client.force_login(member, BACKEND)
    assert client.get("/accounts/tokens/").status_code == 200
    answer = client.post("/accounts/tokens/", form())
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Token.objects.exists()
    again = {"password": PASSWORD, "next": "/accounts/tokens/"}
    page = client.post(answer.headers["Location"], again)
    assert Program(shown(page)).get("actions/").status_code == 200, "what was sent is done then"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.second_factor
def test_who_lacks_a_second_factor_makes_none(lead: User) -> None:
    client = Client()
    client.force_login(lead, BACKEND)
    answer = client.post("/accounts/tokens/", form())
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert not Token.objects.exists()


def test_who_looks_as_somebody_makes_none_in_their_name(member: User) -> None:
    support = account("Support", RoleKind.PROGRAMME_SUPPORT)
    client = browser(support)
    looking = begin(by=support, seen_as=member, reason="You rang about a token.")
    session = client.session
    session[KEY] = looking.pk
    session.save()
    assert client.get("/accounts/tokens/").status_code == 403
    assert client.post("/accounts/tokens/", form()).status_code == 403
    assert not Token.objects.exists()


def test_anothers_token_is_neither_seen_nor_revoked(member: User, lead: User) -> None:
    token_for(lead, name="Zanzibar")
    token = Token.objects.get()
    for client in (browser(member), browser(account("Support", RoleKind.PROGRAMME_SUPPORT))):
        assert "Zanzibar" not in client.get("/accounts/tokens/").content.decode()
        assert client.post(f"/accounts/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.is_live


def test_revoking_takes_a_press_and_twice_is_once(member: User) -> None:
    token_for(member)
    client, address = browser(member), f"/accounts/tokens/{Token.objects.get().pk}/revoke/"
    assert client.get(address).status_code == 405
    assert Token.objects.get().is_live
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert SecurityEvent.objects.filter(kind=SecurityEventKind.TOKEN_REVOKED).count() == 1


def test_the_list_asks_as_much_for_many_as_for_few(
    member: User, django_assert_max_num_queries: Any
) -> None:
    client = browser(member)
    for number in range(9):
        make(by=member, name=f"P{number}", scopes=["read"], days=30, form=uuid.uuid4())
    client.get("/accounts/tokens/")
    with django_assert_max_num_queries(14):
        client.get("/accounts/tokens/")
