"""Pages by which readers know whom they deal with, and the way to say what is wrong."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alliance.directory.models import Alliance
from alliance.home import trust
from alliance.home.models import Notice, ProblemReport
from alliance.home.problems import MOST_AN_HOUR, forget_reporters, tell_programme
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting

pytestmark = pytest.mark.django_db
SAID = {"words": "The date is wrong.", "email": "reader@example.org", "page": "/bulletins/429/"}


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    cache.clear()


class TestNotices:
    @pytest.mark.parametrize("kind", Notice.Kind.values)
    def test_each_has_a_text_from_the_first_day_and_says_whose_it_is(
        self, client: Client, kind: str
    ) -> None:
        said = client.get(f"/{kind}/").content.decode()
        assert "came with the software" in said
        assert "<h2>" in said or "<ul>" in said

    def test_an_adopted_text_says_since_when(self, client: Client) -> None:
        notice = Notice.objects.get(kind="privacy")
        notice.body, notice.adopted_on = "<p>Ours.</p><script>x()</script>", dt.date(2026, 11, 2)
        notice.save()
        said = client.get("/privacy/").content.decode()
        assert "Adopted by the alliance on 2 November 2026" in said
        assert "<p>Ours.</p>" in said
        assert "x()" not in said

    def test_the_cookies_named_are_all_there_are(self, client: Client, settings: object) -> None:
        named = set(re.findall(r"<b>(\w+)</b>", Notice.objects.get(kind="cookies").body))
        assert named == {
            settings.SESSION_COOKIE_NAME,  # type: ignore[attr-defined]
            settings.CSRF_COOKIE_NAME,  # type: ignore[attr-defined]
            "messages",
        }

    def test_every_page_leads_to_them(self, client: Client) -> None:
        foot = client.get("/people/").content.decode().partition("<footer")[2]
        for address in ("/privacy/", "/accessibility/", "/cookies/", "?page=/people/"):
            assert f'{address}"' in foot


class TestProblems:
    def test_the_form_knows_which_page_it_is_about(self, client: Client) -> None:
        said = client.get("/report-a-problem/?page=/bulletins/429/").content.decode()
        assert "<code>/bulletins/429/</code>" in said

    def test_a_report_is_taken_down_and_the_programme_is_told_its_number_only(
        self, client: Client
    ) -> None:
        Alliance(name="A", short_name="A", contact_email="programme@example.org").save()
        response = client.post("/report-a-problem/", SAID)
        assert response["Location"] == "/report-a-problem/thank-you/"
        made = ProblemReport.objects.get()
        assert (made.words, made.email, made.page, made.state) == (*SAID.values(), "new")
        run_waiting()
        (message,) = mail.outbox
        assert message.to == ["programme@example.org"]
        assert f"/problemreport/edit/{made.pk}/" in message.body
        assert "wrong.\n" not in message.body
        assert "reader@" not in message.body + message.subject
        tell_programme(Progress(), made.pk)
        assert len(mail.outbox) == 1

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, client: Client) -> None:
        response = client.post("/report-a-problem/", {"words": "", "email": "nobody"})
        assert response.status_code == 422
        said = response.content.decode()
        assert "Write what is wrong." in said
        assert "name@example.org" in said
        assert 'value="nobody"' in said
        assert not ProblemReport.objects.exists()

    def test_what_fills_in_every_field_is_thanked_and_forgotten(self, client: Client) -> None:
        assert client.post("/report-a-problem/", SAID | {"website": "x"}).status_code == 302
        assert not ProblemReport.objects.exists()

    def test_a_flood_is_not_taken(self, client: Client) -> None:
        ProblemReport.objects.bulk_create(ProblemReport(words="x") for _ in range(MOST_AN_HOUR))
        response = client.post("/report-a-problem/", SAID)
        assert response.status_code == 429
        assert "The date is wrong." in response.content.decode()

    def test_one_place_does_not_use_up_what_everybody_may_report(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(trust, "FROM_ONE_PLACE", 2)
        answers = [client.post("/report-a-problem/", SAID).status_code for _ in range(3)]
        elsewhere = client.post("/report-a-problem/", SAID, REMOTE_ADDR="192.0.2.9").status_code
        assert [*answers, elsewhere] == [302, 302, 429, 302]

    @pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example", "x"])
    def test_an_address_of_elsewhere_is_not_kept(self, client: Client, page: str) -> None:
        client.post("/report-a-problem/", SAID | {"page": page})
        assert ProblemReport.objects.get().page == ""

    def test_after_ninety_days_addresses_go_and_words_that_were_dealt_with(self) -> None:
        def reported(days: int, state: str = "new") -> ProblemReport:
            made = ProblemReport.objects.create(
                words="x", email="a@example.org", page="/x/", state=state
            )
            then = timezone.now() - dt.timedelta(days=days)
            ProblemReport.objects.filter(pk=made.pk).update(made_at=then)
            return made

        reports = [reported(91), reported(89), reported(91, "done"), reported(89, "done")]
        forget_reporters(Progress())
        for one in reports:
            one.refresh_from_db()
        assert [one.email for one in reports] == ["", "a@example.org"] * 2
        assert [(one.words, one.page) for one in reports] == [
            ("x", "/x/"), ("x", "/x/"), ("", ""), ("x", "/x/"),
        ]  # fmt: skip
