"""Accounts: an address is one account, whatever its case; nobody signs themselves up."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alliance.directory.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_small_letters() -> None:
    assert User.objects.create_user("Ada.Quill@Example.ORG").email == "ada.quill@example.org"


def test_an_address_in_another_case_is_the_same_account() -> None:
    user = User.objects.create_user("ada@example.org", "a long enough password")
    assert User.objects.get_by_natural_key("ADA@example.org") == user


def test_the_database_itself_refuses_a_second_account_in_another_case() -> None:
    User.objects.create_user("ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ADA@example.org")])


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_a_person_is_called_by_name_and_otherwise_by_address() -> None:
    assert str(User(email="ada@example.org", name="Ada Quill")) == "Ada Quill"
    assert str(User(email="ada@example.org")) == "ada@example.org"


def test_somebody_signs_in_with_address_and_password(client: Client) -> None:
    User.objects.create_user("ada@example.org", "a long enough password")
    response = client.post(
        "/accounts/login/", {"login": "Ada@example.org", "password": "a long enough password"}
    )
    assert response.status_code == 302
    assert client.get("/").wsgi_request.user.email == "ada@example.org"


def test_five_wrong_passwords_lock_the_account_out_even_for_the_right_one(client: Client) -> None:
    User.objects.create_user("ada@example.org", "a long enough password")
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ada@example.org", "password": "wrong"})
    client.post(
        "/accounts/login/", {"login": "ada@example.org", "password": "a long enough password"}
    )
    assert "_auth_user_id" not in client.session


def test_nobody_can_sign_themselves_up(client: Client) -> None:
    client.post(
        "/accounts/signup/",
        {
            "email": "stranger@example.org",
            "password1": "a long enough password",
            "password2": "a long enough password",
        },
    )
    assert not User.objects.filter(email="stranger@example.org").exists()
