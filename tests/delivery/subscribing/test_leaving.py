"""Leaving by the header's link (RFC 8058): one press, never a look; and back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from alliance.audit.trail import history
from alliance.delivery import own_links
from alliance.delivery.models import Frequency, Standing, Subscriber, Suppression, Why
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.delivery.subscribing.leave import leave
from tests.delivery.subscribing.invented import ANA, in_the_header, mails, subscriber, who_left

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORM = "application/x-www-form-urlencoded"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Subscriber, Suppression)]


@pytest.mark.parametrize("of_type", [FORM, "multipart/form-data; boundary=b"])
def test_a_mail_program_leaves_with_one_post(of_type: str) -> None:
    """As RFC 8058 has it: no cookie, no token of ours, no page in between, nothing to follow."""
    row = subscriber()
    body = (
        "List-Unsubscribe=One-Click"
        if of_type == FORM
        else "--b\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\n\r\nOne-Click\r\n--b--\r\n"
    )
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(in_the_header(row), body, content_type=of_type)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "You have left" in words(answer)
    assert not answer.cookies
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    assert row.left_at is not None
    stop = Suppression.objects.get()
    assert stop.why == Why.LEFT
    assert is_suppressed(ANA)
    event = history(row).first()
    assert event is not None
    assert (event.verb, event.reason) == ("left", "With the button of their mail program.")
    assert mails() == []  # no mail follows one who has just left


def test_a_program_that_posts_nothing_leaves_too() -> None:
    """As GOV.UK Notify has it done for those who read its mails."""
    row = subscriber()
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(in_the_header(row), b"", content_type=FORM).status_code == 200
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


def test_a_post_that_comes_twice_is_fine(client: Client) -> None:
    row = subscriber()
    assert client.post(in_the_header(row), ONE_CLICK).status_code == 200
    row.refresh_from_db()
    before = everything()
    assert client.post(in_the_header(row), ONE_CLICK).status_code == 200
    assert everything() == before
    assert history(row).count() == 1


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_a_mail_scanner_empties_no_list(client: Client, method: str) -> None:
    row = subscriber()
    before = everything()
    for at in (in_the_header(row), in_the_header(row) + "?List-Unsubscribe=One-Click&do=leave"):
        getattr(client, method)(at)
    assert everything() == before


@pytest.mark.parametrize(
    "said", [{}, {"List-Unsubscribe": "yes"}, {"do": ""}, {"address": ANA}, {"do": "come_back"}]
)
def test_a_post_that_does_not_say_so_leaves_not(client: Client, said: dict[str, str]) -> None:
    row = subscriber()
    before = everything()
    client.post(in_the_header(row), said)
    assert everything() == before


def test_a_person_sees_a_page_with_one_button() -> None:
    row = subscriber()
    careful = Client(enforce_csrf_checks=True)
    page = careful.get(in_the_header(row))
    assert words(page).count("<button") - words(page).count('popovertarget="places"') <= 2
    assert 'name="do" value="leave"' in words(page)
    assert "a•••@kent.example.org" in words(page)
    assert ANA not in words(page)
    answer = careful.post(in_the_header(row), {"do": "leave"})
    assert "You have left" in words(answer)
    row.refresh_from_db()
    assert row.standing == Standing.LEFT
    assert not careful.cookies


def test_who_has_left_comes_back_with_less(client: Client) -> None:
    row = who_left(audiences=["data"])
    page = words(client.get(in_the_header(row)))
    assert re.search(r'value="monthly"[^>]* checked', page)
    answer = client.post(in_the_header(row), {"do": "come_back", "frequency": "monthly"})
    assert "You are subscribed" in words(answer)
    row.refresh_from_db()
    assert (row.standing, row.frequency, row.audiences) == (
        Standing.ACTIVE,
        Frequency.MONTHLY,
        ["data"],
    )
    assert row.consents.count() == 1
    assert not is_suppressed(ANA)


def test_coming_back_needs_a_choice(client: Client) -> None:
    row = who_left()
    answer = client.post(in_the_header(row), {"do": "come_back", "frequency": "daily"})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


def test_who_complained_meanwhile_does_not_come_back_by_themselves(client: Client) -> None:
    row = who_left()
    suppress(address=ANA, why=Why.COMPLAINED, detail="", by=None)
    answer = client.post(in_the_header(row), {"do": "come_back", "frequency": "each"})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


def test_a_link_that_is_none_is_said_to_people_and_to_programs(client: Client) -> None:
    row = subscriber()
    at = in_the_header(row)
    cut = at[:-6] + "/"
    assert client.post(cut, ONE_CLICK).status_code == 404
    page = client.get(cut)
    assert page.status_code == 404
    assert "Ask for a new link" in words(page)
    Subscriber.objects.update(links_version=2)
    answer = client.post(at, ONE_CLICK)
    assert (answer.status_code, answer["Content-Type"]) == (410, "text/plain; charset=utf-8")
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE


def test_it_works_as_long_as_people_keep_mail(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    from django.utils import timezone

    row = subscriber()
    at = in_the_header(row)
    later = timezone.localdate() + dt.timedelta(days=3 * 365)
    monkeypatch.setattr(own_links.timezone, "localdate", lambda: later)
    assert client.post(at, ONE_CLICK).status_code == 200
    row.refresh_from_db()
    assert row.standing == Standing.LEFT


def test_the_firmer_reason_stays(client: Client) -> None:
    row = subscriber()
    suppress(address=ANA, why=Why.BOUNCED, detail="550 no such user", by=None)
    client.post(in_the_header(row), ONE_CLICK)
    assert Suppression.objects.get().why == Why.BOUNCED


def test_leaving_is_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from alliance.delivery.subscribing import leave as module

    row = subscriber()

    def fails(**said: object) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(module, "suppress", fails)
    with pytest.raises(RuntimeError):
        leave(subscriber=row, how="In a test.")
    row.refresh_from_db()
    assert row.standing == Standing.ACTIVE


def test_the_row_is_held_while_one_leaves() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time and locks no rows")
    from django.test.utils import CaptureQueriesContext

    row = subscriber()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        leave(subscriber=row, how="In a test.")
    assert any("FOR UPDATE" in query["sql"] for query in asked.captured_queries)
