"""A form with an old proof of origin: what was typed is shown again, but never to another's end."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alliance.directory.models import RoleKind
from alliance.evidence.models import Submission
from tests.directory.areas.invented import BACKEND, account
from tests.pages.invented import section

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {
    "name": 'Ana "A" <b>Lee</b>',
    "email": "ana@example.org",
    "text": "One rota.\r\n\r\nOf visitors & friends.",
}
ADDRESS = "/sections/homes/idea/"


class Fields(HTMLParser):
    """The fields of the one form on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.actions: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.actions.append(given["action"] or "")
        if tag == "input" and given.get("type") == "hidden":
            self.found.append((given["name"] or "", given["value"] or ""))


@pytest.fixture
def strict() -> Client:
    section("Homes")
    return Client(enforce_csrf_checks=True)


def fields(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 403
    return Fields(answer.content.decode()).found


def test_what_was_typed_is_there_to_be_sent_again_and_arrives(strict: Client) -> None:
    answer = strict.post(f"{ADDRESS}?from=here", TYPED, **HERE)

    shown = fields(answer)
    assert [name for name, _ in shown] == ["csrfmiddlewaretoken", *TYPED]
    assert dict(shown[1:]) == TYPED
    assert Fields(answer.content.decode()).actions == [f"{ADDRESS}?from=here"]
    assert "no-store" in answer["Cache-Control"]
    assert not Submission.objects.exists()

    assert strict.post(ADDRESS, dict(shown), **HERE).status_code == 302
    assert Submission.objects.get().name == TYPED["name"]


def test_a_proof_that_is_out_of_date_is_as_none(strict: Client) -> None:
    strict.get(ADDRESS)
    answer = strict.post(ADDRESS, TYPED | {"csrfmiddlewaretoken": "x" * 64}, **HERE)
    assert [name for name, _ in fields(answer)] == ["csrfmiddlewaretoken", *TYPED]
    assert "x" * 64 not in answer.content.decode()


def test_several_values_of_a_field_stay_in_their_order(strict: Client) -> None:
    sent = {"authorities": ["kent", "medway"], "do": "add"}
    shown = fields(strict.post(ADDRESS, sent, **HERE))
    assert shown[1:] == [("authorities", "kent"), ("authorities", "medway"), ("do", "add")]


def test_the_browsers_own_word_is_taken(strict: Client) -> None:
    assert fields(strict.post(ADDRESS, TYPED, HTTP_SEC_FETCH_SITE="same-origin"))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://testserver"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-site"},
    ],
)
def test_a_form_that_another_site_sent_is_never_shown(strict: Client, said: dict[str, str]) -> None:
    answer = strict.post(ADDRESS, TYPED, **said)  # type: ignore[arg-type]
    assert fields(answer) == []
    assert "One rota" not in answer.content.decode()
    assert "Nothing was saved" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/accounts/login/", {"login": "ana@example.org", "password": "the password"}),
        ("/accounts/password/reset/", {"email": "ana@example.org"}),
        (ADDRESS, TYPED | {"new_password1": "the password"}),
        (ADDRESS, TYPED | {"code": "123456"}),
        ("/nothing/here/", TYPED),
    ],
)
def test_what_lets_somebody_in_is_never_written_into_a_page(
    strict: Client, address: str, sent: dict[str, str]
) -> None:
    answer = strict.post(address, sent, **HERE)
    assert answer.status_code in {403, 404}
    page = answer.content.decode()
    assert all(said not in page for said in ("the password", "123456", "ana@example.org"))


def test_a_form_with_a_file_is_not_sent_again_without_it(strict: Client) -> None:
    file = SimpleUploadedFile("plan.txt", b"words")
    assert fields(strict.post(ADDRESS, TYPED | {"file": file}, **HERE)) == []


def test_a_form_that_cannot_be_read_is_refused_as_before(strict: Client) -> None:
    answer = strict.post(
        ADDRESS, b"--broken", content_type="multipart/form-data; boundary=other", **HERE
    )
    assert fields(answer) == []


def test_it_still_asks_who_may_come_in(strict: Client) -> None:
    """Sent again, it goes through the same door as ever."""
    strict.force_login(account("No Role", RoleKind.DATA_LEAD), backend=BACKEND)
    shown = dict(fields(strict.post("/links/check/", {"do": "check"}, **HERE)))
    assert strict.post("/links/check/", shown, **HERE).status_code == 403
