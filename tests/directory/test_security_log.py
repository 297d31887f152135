"""Guessing comes to an end, there is a way back, and what happened can be read and taken away."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.models import Authority, Role, RoleKind, SecurityEvent, User
from alliance.directory.models import SecurityEventKind as Kind
from alliance.directory.security.guesses import MOST, is_closed, is_locked_out
from alliance.directory.security.noting import note
from alliance.directory.sign_in_records import EVENTS_KEPT_FOR, KEPT_FOR, forget_sign_ins
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.directory.conftest import account, confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
PASSWORD = "a long enough password"
LOG = "/people/security-log/"


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def attempt(email: str, password: str = "wrong", **more: str) -> Any:
    client = Client()
    client.answer = client.post(  # type: ignore[attr-defined]
        "/accounts/login/", {"login": email, "password": password}, **more
    )
    return client


def lines(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    if address.partition("?")[0].endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def ana() -> User:
    user = account("Ana Lee", RoleKind.AUTHORITY_MEMBER, factor=False)
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    Role.objects.filter(person=user.person).update(authority=kent)
    return user


class TestGuessing:
    def test_five_wrong_ones_lock_out_that_account_there_and_nobody_else(self, ana: User) -> None:
        account("Ben Roe", factor=False)
        for _ in range(5):
            last = attempt(ana.email)
        assert last.answer.status_code == 429
        said = shown(last.answer)
        for words in ("Wait fifteen minutes", "Choose a new password", "Use your passkey"):
            assert words in said
        assert "_auth_user_id" not in attempt(ana.email, PASSWORD).session
        assert "_auth_user_id" in attempt("ben.roe@example.org", PASSWORD).session
        assert is_locked_out(ana)
        kinds = list(SecurityEvent.objects.filter(account=ana).values_list("kind", flat=True))
        assert kinds.count("failed") == 5
        assert kinds.count("locked_out") == 1, "told once, not at every try"

    @pytest.mark.parametrize("spelling", ["ANA.LEE@example.org", " ana.lee@example.org "])
    def test_another_spelling_of_the_address_is_no_way_round(
        self, ana: User, spelling: str
    ) -> None:
        for email in (ana.email, ana.email, ana.email, spelling, spelling):
            last = attempt(email)
        assert last.answer.status_code == 429

    def test_a_new_password_by_mail_is_a_way_back(self, ana: User, client: Client) -> None:
        for _ in range(5):
            attempt(ana.email)
        client.post("/accounts/password/reset/", {"email": ana.email})
        run_waiting()
        (path,) = re.findall(
            r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body
        )
        page = client.get(path, follow=True)
        new = "three grey herons wade"
        client.post(page.redirect_chain[-1][0], {"password1": new})
        assert "_auth_user_id" in attempt(ana.email, new).session
        assert not is_locked_out(ana)

    def test_the_programme_lets_somebody_in_again(self, ana: User, support: Client) -> None:
        for _ in range(5):
            attempt(ana.email)
        page = f"/people/accounts/{ana.pk}/"
        assert "Locked out" in shown(confirmed(support).get(page))
        assert support.post(page, {"do": "release"}).status_code == 302
        assert "_auth_user_id" in attempt(ana.email, PASSWORD).session
        assert history(ana).get().verb == "let in again"
        assert SecurityEvent.objects.filter(kind="released", account=ana).exists()

    def test_guessing_from_many_places_closes_the_account_to_passwords(
        self, ana: User, settings: Any
    ) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": None}
        for number in range(MOST):
            attempt(ana.email, REMOTE_ADDR=f"192.0.2.{number}")
        assert is_closed(ana)
        right = attempt(ana.email, PASSWORD, REMOTE_ADDR="198.51.100.1")
        assert "_auth_user_id" not in right.session
        wrong = attempt("nobody@example.org", REMOTE_ADDR="198.51.100.2")
        said = [shown(one.answer).count("do not belong together") for one in (right, wrong)]
        assert said[0] == said[1] > 0, "it looks the same"
        attempt(ana.email, REMOTE_ADDR="198.51.100.3")
        run_waiting()
        (told,) = mail.outbox
        assert told.subject == "Somebody tries to guess your password"
        assert "/accounts/password/reset/" in told.body
        assert SecurityEvent.objects.filter(kind="closed").count() == 1

    def test_a_good_sign_in_begins_a_new_count(self, ana: User) -> None:
        for _ in range(MOST - 1):
            note(Kind.FAILED, account=ana)
        attempt(ana.email, PASSWORD)
        note(Kind.FAILED, account=ana)
        assert not is_closed(ana)


class TestWhatIsTold:
    def test_who_was_what_when_they_signed_in_and_by_which_way(self, ana: User) -> None:
        client = attempt(ana.email, PASSWORD, HTTP_USER_AGENT="A browser", REMOTE_ADDR="192.0.2.7")
        client.post("/accounts/logout/")
        told = {event.kind: event for event in SecurityEvent.objects.all()}
        assert set(told) == {"signed_in", "signed_out"}
        event = told["signed_in"]
        assert (event.account, event.method, event.ip) == (ana, "Password", "192.0.2.7")
        assert event.roles == "Member of an authority's staff (Kent)"
        assert event.browser == "A browser"

    def test_what_somebody_typed_who_has_no_account_is_not_kept(self) -> None:
        attempt("MyPassword123@example.org")
        event = SecurityEvent.objects.get()
        assert event.kind == "failed"
        assert "mypassword" not in str(vars(event)).lower()

    def test_a_changed_password_and_a_sign_out_elsewhere_are_told(self, ana: User) -> None:
        other, here = attempt(ana.email, PASSWORD), attempt(ana.email, PASSWORD)
        page = shown(here.get("/accounts/sessions/"))
        assert page.count("signed in on") == 2
        assert "This one" in page
        here.post("/accounts/sessions/")
        assert other.get("/people/").context["user"].is_anonymous
        assert not here.get("/people/").context["user"].is_anonymous
        assert "You are signed in nowhere else." in shown(here.get("/accounts/sessions/"))
        new = {"oldpassword": PASSWORD, "password1": "three grey herons wade"}
        here.post("/accounts/password/change/", new)
        kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
        assert {"sessions_ended", "password_changed"} <= kinds

    def test_invitations_are_told(self, support: Client, client: Client) -> None:
        support.post("/people/invitations/new/", {"others": "Ben Roe <ben@example.org>"})
        run_waiting()
        (path,) = re.findall(r"https?://[^/\s]+(/invitation/\S+)", mail.outbox[0].body)
        client.post(path, {"password": "three grey herons wade"})
        told = {
            event.kind: (event.account_label, event.by_label)
            for event in SecurityEvent.objects.filter(account_label="ben@example.org")
        }
        assert told["invited"] == ("ben@example.org", "Sue Port")
        assert told["accepted"] == ("ben@example.org", "")
        assert "signed_in" in told


class TestExport:
    def test_the_same_events_as_a_spreadsheet_and_as_json_lines(
        self, support: Client, ana: User
    ) -> None:
        attempt(ana.email)
        attempt(ana.email, PASSWORD)
        rows = lines(support, f"{LOG}export.csv?account=ana.lee")
        assert [(row["event"], row["account"]) for row in rows] == [
            ("failed", "ana.lee@example.org"), ("signed_in", "ana.lee@example.org"),
        ]  # fmt: skip
        assert rows[1]["roles"] == "Member of an authority's staff (Kent)"
        assert rows[1]["at"].startswith(str(timezone.localdate()))
        objects = lines(support, f"{LOG}export.jsonl?account=ana.lee")
        assert [one["event"] for one in objects] == ["failed", "signed_in"]
        assert {name: value for name, value in rows[1].items() if value} == objects[1]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "\r="])
    def test_no_cell_is_run_as_a_formula(self, support: Client, ana: User, start: str) -> None:
        attempt(ana.email, PASSWORD, HTTP_USER_AGENT=f"{start}HYPERLINK(1)")
        note(Kind.SHUT, account=ana, detail=f"{start}1+1")
        for row in lines(support, f"{LOG}export.csv"):
            for cell in row.values():
                assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}

    def test_it_is_narrowed_by_day_and_kind(self, support: Client, ana: User) -> None:
        old = note(Kind.SHUT, account=ana)
        SecurityEvent.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=40))
        note(Kind.REOPENED, account=ana)
        month = timezone.localdate() - dt.timedelta(days=30)
        since = lines(support, f"{LOG}export.csv?since={month}&account=ana")
        until = lines(support, f"{LOG}export.csv?until={month}&account=ana")
        assert [row["event"] for row in since] == ["reopened"]
        assert [row["event"] for row in until] == ["shut"]
        assert "Account shut" in shown(support.get(f"{LOG}?kind=shut"))

    @pytest.mark.parametrize(
        "query", ["since=yesterday", "since=2026-01-02&until=2026-01-01", "kind=nonsense"]
    )
    def test_a_question_that_makes_no_sense_is_said(self, support: Client, query: str) -> None:
        assert support.get(f"{LOG}export.csv?{query}").status_code == 400
        answer = support.get(f"{LOG}?{query}")
        assert answer.status_code == 200
        assert "govuk-error-message" in shown(answer)

    def test_reading_and_taking_away_change_nothing(self, support: Client, ana: User) -> None:
        note(Kind.SHUT, account=ana)
        before = list(SecurityEvent.objects.values_list("pk", flat=True))
        for address in (LOG, f"{LOG}export.csv", f"{LOG}export.jsonl"):
            support.get(address)
            assert support.post(address).status_code == 405
        assert list(SecurityEvent.objects.values_list("pk", flat=True)) == before

    def test_it_is_for_the_programme_alone(self, member: Client, client: Client) -> None:
        for address in (LOG, f"{LOG}export.csv", f"{LOG}export.jsonl", "/people/accounts/"):
            assert member.get(address).status_code == 403
            assert client.get(address).status_code == 302

    @pytest.mark.parametrize("count", [1, 60])
    def test_pages_cost_a_fixed_number_of_queries(
        self,
        support: Client,
        django_assert_num_queries: DjangoAssertNumQueries,
        count: int,
    ) -> None:
        for number in range(count):
            note(Kind.SHUT, account=account(f"P {number}", RoleKind.DCS, factor=False))
        for address, queries in ((LOG, 8), ("/people/accounts/", 9)):
            support.get(address)
            with django_assert_num_queries(queries):
                support.get(address)


def test_from_where_is_forgotten_after_ninety_days_and_the_rest_after_a_year(ana: User) -> None:
    for age in (KEPT_FOR - dt.timedelta(hours=1), KEPT_FOR, EVENTS_KEPT_FOR):
        event = SecurityEvent.objects.create(
            kind="signed_in", account=ana, ip="192.0.2.1", browser="A browser"
        )
        SecurityEvent.objects.filter(pk=event.pk).update(at=timezone.now() - age)
    forget_sign_ins(Progress())
    kept = list(SecurityEvent.objects.values_list("ip", "browser"))
    assert kept == [("192.0.2.1", "A browser"), (None, "")]
