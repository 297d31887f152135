"""Somebody who answers a call from the page, without hurry."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from alliance.evidence.answering import stamp
from alliance.evidence.models import Call, Submission
from alliance.evidence.taking.receipt import token_for
from alliance.links.sign import open_link


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """They need no seconds to write: test_beginning.py has a test of those."""
    monkeypatch.setattr(stamp, "LEAST", dt.timedelta(0))


@dataclass
class Writer:
    """A browser on which somebody answers. `at` is the secret part of their addresses."""

    client: Client
    token: str = ""

    def begin(self, call: Call, idea: str = "We run groups by video.", **more: str) -> HttpResponse:
        """Answer the one question."""
        address = f"/calls/{call.slug}/submit/"
        page = self.client.get(address).content.decode()
        shown = re.search(r'name="shown" value="([^"]+)"', page)
        assert shown
        sent = {"answers.idea": idea, "shown": shown[1]} | more
        answer = self.client.post(address, sent)
        if answer.status_code == 302:
            self.token = str(answer["Location"]).split("/")[2]
        return answer  # type: ignore[return-value]

    def go_on_with(self, submission: Submission) -> Writer:
        """As with a link to something that is there."""
        self.token = token_for(submission)
        return self

    def at(self, path: str = "") -> str:
        return f"/my-submission/{self.token}/{path}"

    def page(self, path: str = "") -> str:
        return self.client.get(self.at(path)).content.decode()

    def seen(self, path: str) -> str:
        found = re.search(r'name="seen" value="([^"]+)"', self.page(path))
        assert found
        return found[1]

    def post(self, path: str, **values: object) -> HttpResponse:
        """Press a button of a page that was looked at just now."""
        seen = {"seen": self.seen(path)} if path.startswith(("part/", "check/")) else {}
        return self.client.post(self.at(path), seen | values)  # type: ignore[return-value,arg-type]

    def says_who(self, **values: str) -> HttpResponse:
        return self.post("part/who/", name="Sam", email="sam@example.org", **values)

    @property
    def submission(self) -> Submission:
        link = open_link(self.token, "submission")
        return Submission.objects.get(pk=link.object_id)  # type: ignore[union-attr]


@pytest.fixture
def writer(client: Client) -> Writer:
    return Writer(client)
