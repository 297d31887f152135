"""What a reader sees when something is wrong: a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults


def test_a_missing_page_leads_on(client: Client, db: None) -> None:
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is no page here" in answer.content.decode()
    assert 'href="/bulletins/"' in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_advice(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "Please send that again" in answer.content.decode()


def test_a_refusal_says_for_whom_the_page_is(db: None, rf: RequestFactory) -> None:
    request = rf.get("/cms/")
    answer = defaults.permission_denied(
        request, PermissionDenied("This page is for the programme's staff.")
    )
    assert "This page is for the programme&#x27;s staff." in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (defaults.server_error, 500),
        (lambda request: defaults.bad_request(request, ValueError()), 400),
    ],
)
def test_our_own_faults_are_told_without_database_or_request(
    view: Callable[[HttpRequest], HttpResponse], status: int, rf: RequestFactory
) -> None:
    """No `db` here: a query would fail the test, as it would fail the page."""
    answer = view(rf.get("/"))
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()


def test_too_many_tries_says_how_long_to_wait(db: None, rf: RequestFactory) -> None:
    assert "Wait fifteen minutes" in render_to_string("429.html", request=rf.get("/"))
