"""What an account must bear: each test is a way in, or out, that has been tried elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.directory.access import viewer_of
from alliance.directory.editors import make_editor
from alliance.directory.models import Role, RoleKind, SecurityEvent, SecurityEventKind, User
from alliance.directory.security.guesses import MOST
from alliance.jobs.models import Job
from alliance.jobs.worker import run_waiting
from tests.directory.conftest import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
PASSWORD = "a long enough password"


def signs_in(client: Client, user: User, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/accounts/login/", {"login": user.email, "password": password} | more)


@pytest.fixture
def ana(db: None) -> User:
    return account("Ana Lee", RoleKind.AUTHORITY_MEMBER, factor=False)


# Where one is led ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        " https://evil.example/",
        "/\t/evil.example/",
    ],
)
class TestNobodyIsLedElsewhere:
    def test_after_signing_in(self, client: Client, ana: User, elsewhere: str) -> None:
        answer = signs_in(client, ana, next=elsewhere)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")

    def test_after_signing_out(self, ana: User, elsewhere: str) -> None:
        answer = signed_in(ana).post("/accounts/logout/", {"next": elsewhere})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")

    def test_after_saying_the_password_again(self, ana: User, elsewhere: str) -> None:
        answer = signed_in(ana).post(
            "/accounts/reauthenticate/", {"password": PASSWORD, "next": elsewhere}
        )
        assert answer.status_code == 302
        assert "evil" not in answer.headers["Location"]
        assert not answer.headers["Location"].startswith("javascript")


# Sessions --------------------------------------------------------------------------------------


def test_a_session_laid_out_by_somebody_else_is_not_the_one_signed_in(
    client: Client, ana: User
) -> None:
    client.session.save()
    client.post("/accounts/reauthenticate/", {"password": "kept unsent"})
    planted = client.session
    planted["laid"] = "out"
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    assert signs_in(client, ana).status_code == 302
    assert client.cookies["sessionid"].value != planted.session_key
    stolen = Client()
    stolen.cookies["sessionid"] = planted.session_key
    assert stolen.get("/access/").status_code == 302


def test_a_new_password_ends_the_sessions_of_before(ana: User, client: Client) -> None:
    elsewhere = signed_in(ana)
    client.post("/accounts/password/reset/", {"email": ana.email})
    run_waiting()
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    form = client.get(link.partition("testserver")[2], follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": "quite another long sentence"})
    assert answer.status_code == 302
    assert elsewhere.get("/access/").status_code == 302


def test_a_new_password_by_mail_is_no_way_round_the_second_factor(client: Client) -> None:
    lead = account("Dee Lead", RoleKind.DATA_LEAD)
    client.post("/accounts/password/reset/", {"email": lead.email})
    run_waiting()
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    form = client.get(link.partition("testserver")[2], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "quite another long sentence"})
    assert client.get("/access/").status_code == 302, "nobody is signed in by it"
    answer = signs_in(client, lead, "quite another long sentence")
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/access/").status_code == 302


# Addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["add", "primary"])
def test_nobody_takes_an_address_that_is_not_theirs(ana: User, action: str) -> None:
    """Or the organisation's sign-in of whom it belongs to would open an account of Ana's."""
    client = signed_in(ana)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    theirs = "new.director@kent.example"
    client.post("/accounts/email/", {"action_add": "", "email": theirs})
    client.post(f"/accounts/email/?{action}", {f"action_{action}": "", "email": theirs})
    ana.refresh_from_db()
    assert ana.email == "ana.lee@example.org"
    assert not EmailAddress.objects.filter(email=theirs, verified=True).exists()
    assert not EmailAddress.objects.filter(email=theirs, primary=True).exists()


def test_who_has_an_account_and_who_has_none_take_the_same_work(client: Client, ana: User) -> None:
    """Each wrong password is hashed, also that of nobody and of a closed account."""
    SecurityEvent.objects.bulk_create(
        SecurityEvent(kind=SecurityEventKind.FAILED, account=ana) for _ in range(MOST)
    )
    open_account = account("Bea Open", RoleKind.AUTHORITY_MEMBER, factor=False)
    nobody = User(email="nobody@example.org")
    for user in (open_account, nobody, ana):
        with patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
        ) as hashed:
            answer = signs_in(Client(REMOTE_ADDR="10.0.0.1"), user, "wrong")
        assert answer.status_code == 200
        assert hashed.call_count == 1, user.email


def test_a_letter_names_no_host_but_the_site_s(client: Client, ana: User) -> None:
    answer = client.post(
        "/accounts/password/reset/", {"email": ana.email}, HTTP_HOST="evil.example"
    )
    assert answer.status_code == 400
    client.post(
        "/accounts/password/reset/", {"email": ana.email}, HTTP_X_FORWARDED_HOST="evil.example"
    )
    run_waiting()
    assert [letter for letter in mail.outbox if "evil" in letter.body] == []
    assert mail.outbox


# Terms -----------------------------------------------------------------------------------------


def test_an_editor_whose_post_at_the_programme_has_ended_is_one_no_more() -> None:
    """The mark of an editor is not taken off by anybody on the day after; the term ends it."""
    user = account("Ed Itor", RoleKind.PROGRAMME_SUPPORT)
    make_editor(user)
    job = Job.objects.create(path="tests.jobs.work.nothing")
    client = signed_in(user)
    for address in ("/cms/", "/mail/", "/people/accounts/", f"/jobs/{job.pk}/"):
        assert client.get(address).status_code in {200, 302}, address
    assert "Editors’ area" in client.get("/").content.decode()
    Role.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert not viewer_of(User.objects.get(pk=user.pk)).is_programme
    for address in ("/cms/", "/cms/pages/", "/mail/"):
        assert client.get(address).status_code == 403, address
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert "Editors’ area" not in client.get("/").content.decode()


def test_an_editor_who_never_held_a_post_is_one_until_somebody_says_otherwise() -> None:
    """The first administrator, or somebody lent to the programme: there is no term to end it."""
    user = account("Ada Min")
    make_editor(user)
    assert viewer_of(User.objects.get(pk=user.pk)).is_programme


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        # in summer London is an hour ahead of what the machine's clock says
        ("2026-06-30T22:59:00+00:00", True),
        ("2026-06-30T23:01:00+00:00", False),
        # and in winter it is not
        ("2026-12-31T23:59:00+00:00", True),
        ("2027-01-01T00:01:00+00:00", False),
    ],
)
def test_a_term_ends_at_midnight_where_the_alliance_is(moment: str, holds: bool) -> None:
    user = account("Di Rector", RoleKind.DCS, factor=False)
    last = dt.date(2026, 6, 30) if "06-30" in moment else dt.date(2026, 12, 31)
    Role.objects.update(ends_on=last)
    with patch("django.utils.timezone.now", return_value=dt.datetime.fromisoformat(moment)):
        assert (RoleKind.DCS in viewer_of(User.objects.get(pk=user.pk)).roles) is holds


# What a shared computer keeps ------------------------------------------------------------------


def test_no_page_of_somebody_signed_in_may_be_kept_by_others(ana: User) -> None:
    client = signed_in(ana)
    for address in ("/", "/access/", "/people/", "/agreements/", "/networks/", "/accounts/2fa/",
                    "/accounts/sessions/", "/accounts/acting/", "/search/?q=care", "/areas/"):  # fmt: skip
        told = client.get(address).headers.get("Cache-Control", "")
        assert "private" in told or "no-store" in told, (address, told)
