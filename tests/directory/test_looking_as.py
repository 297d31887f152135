"""The programme sees the site as a person does: read-only, with a reason, logged and shown."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import Authority, LookingAs, Person, Role, RoleKind, User

pytestmark = pytest.mark.django_db
LOOK, STOP, LOOKS = "/accounts/look/", "/accounts/look/stop/", "/accounts/looks/"
REASON = "You rang because a page did not open."


def account(name: str, kind: RoleKind, authority: Authority | None = None) -> User:
    person = Person.objects.create(name=name)
    Role.objects.create(person=person, kind=kind, authority=authority)
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, name=name, person=person)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _one_factor(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]


@pytest.fixture
def director() -> User:
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    return account("Ann Director", RoleKind.DCS, kent)


@pytest.fixture
def support() -> Client:
    return client_of(account("Rae Support", RoleKind.PROGRAMME_SUPPORT))


def look(support: Client, email: str = "ann.director@example.org", reason: str = REASON) -> int:
    return support.post(LOOK, {"email": email, "reason": reason}).status_code


def test_whoever_looks_sees_the_person_s_view_and_whose_it_is(
    support: Client, director: User
) -> None:
    assert support.get("/programme/replies/").status_code == 200
    assert look(support) == 302
    page = support.get("/accounts/acting/").content.decode()
    assert "You see what Ann Director sees" in page
    assert "Name somebody" in page  # as a director does
    assert support.get("/programme/replies/").status_code == 403  # as a director may not


def test_nothing_can_be_changed(support: Client, director: User) -> None:
    look(support)
    response = support.post("/accounts/acting/", {})
    assert response.status_code == 403
    assert "to look and not to change" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/sessions/",
        "/accounts/email/",
        "/accounts/logout/",
        "/cms/",
    ],
)
def test_codes_sessions_and_sign_in_stay_closed(
    support: Client, director: User, address: str
) -> None:
    look(support)
    assert support.get(address).status_code == 403


def test_no_page_of_it_is_kept_anywhere(support: Client, director: User) -> None:
    look(support)
    assert support.get("/").headers["Cache-Control"] == "private, no-store"
    assert "Ann Director" not in Client().get("/").content.decode()


def test_stopping_gives_one_s_own_view_back(support: Client, director: User) -> None:
    look(support)
    assert support.post(STOP).status_code == 302
    assert "You see what" not in support.get("/").content.decode()
    assert support.get("/programme/replies/").status_code == 200
    assert LookingAs.objects.get().ended_at


def test_it_ends_by_itself(support: Client, director: User) -> None:
    look(support)
    now = timezone.now()
    LookingAs.objects.update(begun_at=now - dt.timedelta(hours=1), until=now)
    assert "You see what" not in support.get("/").content.decode()
    assert support.get("/programme/replies/").status_code == 200


def test_it_ends_with_the_right_of_whoever_looks(support: Client, director: User) -> None:
    look(support)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Role.objects.filter(kind=RoleKind.PROGRAMME_SUPPORT).update(ends_on=yesterday)
    assert "You see what" not in support.get("/").content.decode()


def test_the_person_reads_who_looked_when_and_why(support: Client, director: User) -> None:
    look(support)
    page = client_of(director).get(LOOKS).content.decode()
    assert "Rae Support" in page
    assert REASON in page
    other = account("Una Other", RoleKind.DATA_LEAD)
    assert REASON not in client_of(other).get(LOOKS).content.decode()


def test_the_trail_tells_of_both_ends(support: Client, director: User) -> None:
    look(support)
    support.post(STOP)
    events = [(event.verb, str(event.actor)) for event in history(director)]
    assert events == [
        ("stopped looking as", "Rae Support"),
        ("began to look as", "Rae Support"),
    ]


def test_a_reason_is_needed_and_an_account_that_there_is(support: Client, director: User) -> None:
    assert look(support, reason="help") == 422
    assert look(support, email="nobody@example.org") == 422
    assert not LookingAs.objects.exists()


def test_nobody_looks_as_the_programme_nor_as_a_closed_account(
    support: Client, director: User
) -> None:
    account("Max Manager", RoleKind.PROGRAMME_MANAGER)
    assert look(support, email="max.manager@example.org") == 422
    assert look(support, email="rae.support@example.org") == 422
    User.objects.filter(pk=director.pk).update(is_active=False)
    assert look(support) == 422


def test_a_person_who_joins_the_programme_is_not_looked_as_any_more(
    support: Client, director: User
) -> None:
    look(support)
    Role.objects.create(person=director.person, kind=RoleKind.PROGRAMME_MANAGER)
    assert "You see what" not in support.get("/").content.decode()
