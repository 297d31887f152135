"""Visits are counted by mailing and day and by nothing else, and cost no page anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.delivery.models import MailingVisits
from alliance.delivery.seeing import visits as module
from alliance.delivery.seeing.figures import visits_said
from alliance.delivery.seeing.visits import MOST_KEPT, Visits, visits
from alliance.directory.models import Alliance
from alliance.editions.shared import shelf
from tests.delivery.seeing.invented import mailing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    visits.forget()
    Alliance(name="Eastern Alliance", short_name="E").save()
    yield
    visits.forget()


def counted() -> dict[int, int]:
    visits.write()
    return dict(MailingVisits.objects.values_list("mailing", "visits"))


def test_openings_of_pages_are_counted_and_nothing_else_is_kept(client: Client) -> None:
    first, second = mailing(), mailing()
    for _ in range(3):
        client.get(f"/privacy/?via=m{first.pk}")
    client.get(f"/cookies/?a=1&via=m{second.pk}")
    assert counted() == {first.pk: 3, second.pk: 1}
    fields = {field.name for field in MailingVisits._meta.get_fields()}
    assert fields == {"id", "mailing", "day", "visits"}
    client.get(f"/privacy/?via=m{first.pk}")
    assert counted() == {first.pk: 4, second.pk: 1}
    assert MailingVisits.objects.first().day == timezone.localdate()  # type: ignore[union-attr]
    assert visits_said(first) == "Fewer than five visits"


def test_what_is_no_visit_is_not_counted(client: Client) -> None:
    pk = mailing().pk
    client.head(f"/privacy/?via=m{pk}")
    client.post(f"/report-a-problem/?via=m{pk}")
    client.get(f"/nothing-here/?via=m{pk}")
    client.get(f"/healthz?via=m{pk}")
    client.get(f"/feeds/all.atom?via=m{pk}")
    client.get(f"/my-authority/?via=m{pk}")  # leads to signing in
    for name, value in (
        ("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Moz", "prefetch"),
        ("X-Purpose", "preview"),
    ):  # fmt: skip
        client.get(f"/privacy/?via=m{pk}", headers={name: value})
    client.get("/privacy/?via=m12x")
    client.get("/privacy/?via=elsewhere")
    client.get(f"/privacy/?notvia=m{pk}")
    client.get("/privacy/?via=m" + "9" * 40)
    assert counted() == {}


def test_a_mailing_that_there_is_not_is_not_counted(client: Client) -> None:
    client.get("/privacy/?via=m987654321")
    assert counted() == {}


def test_the_page_is_kept_once_for_readers_of_all_mailings(client: Client) -> None:
    one = client.get("/privacy/")
    for number in range(5):
        again = client.get(f"/privacy/?via=m{number}")
        assert again.content == one.content
    kept = [key[3] for key in shelf._pages]
    assert kept == ["/privacy/"]


def test_what_else_stands_in_the_address_stays(client: Client) -> None:
    found = client.get("/search/?q=care&via=m1&kind=News")
    assert found.wsgi_request.GET.dict() == {"q": "care", "kind": "News"}
    assert found.headers["Link"] == '<http://testserver/search/?q=care&kind=News>; rel="canonical"'
    first = client.get("/search/?via=m1&q=care")
    assert first.wsgi_request.get_full_path() == "/search/?q=care"


def test_nothing_is_written_while_a_page_is_made(client: Client) -> None:
    pk = mailing().pk
    client.get("/privacy/")
    with CaptureQueriesContext(
        connection,
    ) as plain:
        client.get("/privacy/")
    with CaptureQueriesContext(connection) as via:
        client.get(f"/privacy/?via=m{pk}")
    assert len(via) == len(plain)


def test_a_minutes_visits_are_written_at_once_after_an_answer() -> None:
    now = [0.0]
    pk = mailing().pk
    batch = Visits(clock=lambda: now[0])
    for _ in range(100):
        batch.count(pk)
        batch.write_when_due()
    assert not MailingVisits.objects.exists()
    now[0] = 61
    batch.write_when_due()
    assert MailingVisits.objects.get().visits == 100
    batch.write_when_due()
    assert MailingVisits.objects.get().visits == 100


def test_made_up_mailings_do_not_fill_the_memory() -> None:
    batch = Visits()
    for number in range(MOST_KEPT * 2):
        batch.count(number)
    assert len(batch._counted) == MOST_KEPT


def test_a_database_that_is_shut_costs_no_reader_anything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def shut(*_: object) -> None:
        raise DatabaseError("locked")

    pk = mailing().pk
    batch = Visits()
    batch.count(pk)
    monkeypatch.setattr(module, "_add", shut)
    batch.write()
    assert "Visits of mailings were not written" in caplog.text
