"""The account package's pages in our look: each answers, and none falls back to its own face."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from alliance.directory.models import User

ENTRANCE = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/signup/",
    "/accounts/password/reset/key/1-set-password/",
]
OWN = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/reauthenticate/",
]
OWN_AFTER_PASSWORD = [
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
]
PASSWORD = "a long enough password"


@pytest.fixture
def member(client: Client, db: None) -> Client:
    """Somebody who has just signed in through the form, as a browser would."""
    User.objects.create_user("jo@example.org", PASSWORD)
    answer = client.post("/accounts/login/", {"login": "jo@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    return client


@pytest.mark.parametrize("address", ENTRANCE)
def test_a_way_in_has_our_look(client: Client, db: None, address: str) -> None:
    page = client.get(address, follow=True).content.decode()
    assert 'class="band"' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("address", OWN + OWN_AFTER_PASSWORD)
def test_an_accounts_own_page_has_our_look(member: Client, address: str) -> None:
    if address in OWN_AFTER_PASSWORD:
        member.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = member.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="band"' in page
    assert page.count("<h1") == 1
    assert "Menu:" not in page


def test_a_wrong_password_is_said_at_the_top_and_in_the_title(client: Client, db: None) -> None:
    answer = client.post("/accounts/login/", {"login": "jo@example.org", "password": "wrong"})
    page = answer.content.decode()
    assert "<title>Error: Sign in" in page
    assert "data-error-summary" in page


def test_nobody_is_told_to_sign_up(client: Client, db: None) -> None:
    assert "sign up" not in client.get("/accounts/login/").content.decode().lower()


def test_five_wrong_passwords_are_followed_by_a_page_that_says_what_to_do(
    client: Client, db: None
) -> None:
    User.objects.create_user("sam@example.org", PASSWORD)
    wrong = {"login": "sam@example.org", "password": "wrong"}
    answers = [client.post("/accounts/login/", wrong) for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[-1].status_code == 429
    assert "Wait fifteen minutes" in answers[-1].content.decode()


def test_passkey_scripts_are_files_of_our_own(client: Client, db: None) -> None:
    """The content security policy lets nothing else run."""
    answer = client.get("/accounts/login/")
    scripts = [part.split(">")[0] for part in answer.content.decode().split("<script")[1:]]
    assert scripts
    assert all('src="/static/' in one or 'type="application/json"' in one for one in scripts)
    assert " style=" not in answer.content.decode()
