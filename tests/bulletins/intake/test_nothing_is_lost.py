"""The review screen, sent back as it was shown, saves the bulletin that was read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from alliance.bulletins.content import content_of
from alliance.bulletins.difference import differences
from alliance.bulletins.importing.read_back import content_in
from alliance.bulletins.models import Bulletin, Intake
from alliance.bulletins.parsing.parse import parse_text
from alliance.directory.models import User
from alliance.region.weeks import plan
from alliance.region.write import text_of

WEEK = plan(dt.date(2026, 11, 23))[-1]


@pytest.mark.django_db
def test_sent_back_as_shown_the_bulletin_says_what_its_source_says(client: Client) -> None:
    client.force_login(User.objects.create_user("editor@example.org", is_staff=True))
    client.post("/bulletins/import/", {"pasted": text_of(WEEK)})
    page = f"/bulletins/import/{Intake.objects.get().pk}/"

    answer = client.post(page, _as_shown(client, page) | {"do": "save"})

    assert answer.status_code == 302, [form.errors for form in answer.context["forms"]]
    stored = content_in(Bulletin.objects.get(number=WEEK.number))
    assert differences(content_of(parse_text(text_of(WEEK))), stored) == []


def _as_shown(client: Client, page: str) -> dict[str, Any]:
    """What a browser would send of the review screen with nothing changed."""
    data: dict[str, Any] = {}
    for part in client.get(page).context["forms"]:
        several = hasattr(part, "management_form")
        for form in (part.management_form, *part.forms) if several else (part,):
            for field in form:
                value = field.value()
                empty = value in (None, False)
                data[field.html_name] = "" if empty else field.field.prepare_value(value)
    return data
