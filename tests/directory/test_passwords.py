"""What a password must be: long, and not one that is tried first. Nothing else is asked of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alliance.config.settings import accounts
from alliance.directory.models import Alliance, Authority, User
from alliance.directory.passwords import EASY, LEAST, is_tried_first
from tests.directory.conftest import account, signed_in

pytestmark = pytest.mark.django_db
ANA = User(name="Ana Lee", email="ana.lee@kent.example")


def fault(password: str) -> str:
    try:
        validate_password(password, ANA)
    except ValidationError as faults:
        return " ".join(faults.messages)
    return ""


@pytest.fixture(autouse=True)
def _region() -> None:
    Alliance(name="Eastern Alliance", short_name="Eastern", region="East").save()
    Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


class TestLength:
    def test_fourteen_characters_are_too_few_and_fifteen_will_do(self) -> None:
        assert fault("quartz vole in") == "Use 15 characters or more; this has 14."
        assert fault("quartz vole ink") == ""

    @pytest.mark.parametrize(
        "password",
        [
            "three grey herons wade",
            "correct staple heron vole",
            "  blanks at both ends  ",
            "дятел стучит вдали",
            "一二三四五六七八九十甲乙丙丁戊",
            "🦔🦔 hedgehogs 🦉 at night",
            "x7$Kq9!vB2@nM4&zL",
            "long " * 200,
        ],
    )
    def test_all_characters_and_any_length_are_welcome(self, password: str) -> None:
        assert fault(password) == ""

    def test_no_kind_of_character_is_asked_for(self) -> None:
        for password in (
            "onlysmallletterswalkhere",
            "849302758430285713",
            "ONLYCAPITALSWALKHERE",
            "abc849302758430",
        ):
            assert fault(password) == ""


class TestTriedFirst:
    @pytest.mark.parametrize(
        "password",
        [
            "passwordpassword",
            "Password12345678!",
            "P@ssw0rdP@ssw0rd",
            "123456789012345",
            "aaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "letmein-letmein-letmein",
            "abcdefghijklmnop",
            "zyxwvutsrqponmlk",
            "dragon 2026 dragon 2026",
            "correct horse battery staple",
            "Three random words",
            "childrens services 2026",
            "Eastern Alliance 2026!",
            "kentkentkentkent",
            "........................",
        ],
    )
    def test_one_known_word_name_or_run_is_refused_however_lengthened(self, password: str) -> None:
        assert EASY in fault(password)

    @pytest.mark.parametrize(
        "password", ["dragon monkey teapot", "password for the heron", "kent heron 2026 vole"]
    )
    def test_several_words_that_do_not_belong_together_are_not(self, password: str) -> None:
        assert fault(password) == ""

    def test_ones_own_name_or_address_is_refused(self) -> None:
        assert "too much like your name or your e-mail address" in fault("ana.lee@kent.example")
        assert EASY in fault("analeeanaleeanalee")

    @given(st.text(max_size=200))
    def test_nothing_that_can_be_typed_breaks_it(self, password: str) -> None:
        assert is_tried_first(password) in {True, False}

    @given(st.text("etaoinshrdlu", min_size=40, max_size=60))
    def test_long_nonsense_passes(self, password: str) -> None:
        repeats = len(set(password)) < 6
        assert repeats or not is_tried_first(password)


class TestKept:
    def test_an_accent_typed_on_another_keyboard_is_the_same(self) -> None:
        user = User.objects.create_user("ana@example.org", "caf\u00e9 heron wades")
        assert user.check_password("cafe\u0301 heron wades")
        assert not user.check_password("cafe heron wades")

    def test_guessing_from_a_stolen_database_costs_memory(self, settings: Any) -> None:
        settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS
        assert identify_hasher(make_password("three grey herons wade")).algorithm == "scrypt"

    def test_an_older_hash_opens_and_is_made_anew(self, settings: Any) -> None:
        settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS
        user = User.objects.create_user("ana@example.org")
        user.password = make_password("three grey herons wade", hasher="pbkdf2_sha256")
        user.save()
        assert user.check_password("three grey herons wade")
        user.refresh_from_db()
        assert user.password.startswith("scrypt$")

    def test_a_password_from_before_still_signs_in(self, client: Client) -> None:
        User.objects.create_user("ana@example.org", "short")
        client.post("/accounts/login/", {"login": "ana@example.org", "password": "short"})
        assert "_auth_user_id" in client.session


class TestPages:
    def test_a_new_password_is_typed_once_with_a_hint_and_can_be_shown(self) -> None:
        client = signed_in(account("Mem Ber", factor=False))
        client.session.save()
        form = client.get("/accounts/password/change/").content.decode()
        assert form.count('type="password"') == 2, "the one there is, and the new one"
        assert f"{LEAST} characters or more." in form
        assert len(re.findall(r"data-shows=\"id_\w+\" hidden", form)) == 2
        assert "onpaste" not in form

    def test_it_is_changed(self) -> None:
        user = account("Mem Ber", factor=False)
        client = signed_in(user)
        new = "three grey herons wade"
        said = {"oldpassword": "a long enough password", "password1": "short"}
        refused = client.post("/accounts/password/change/", said)
        assert "Use 15 characters or more" in refused.content.decode()
        assert (
            client.post("/accounts/password/change/", said | {"password1": new}).status_code == 302
        )
        user.refresh_from_db()
        assert user.check_password(new)
