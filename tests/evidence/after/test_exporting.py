"""Files of everything: made, kept for a day, destroyed with what is erased."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.after.exporting import ask, make, make_export
from alliance.evidence.after.kept import remove_old
from alliance.evidence.erasing import erase
from alliance.evidence.models import Call, Export
from alliance.jobs.models import Job
from alliance.jobs.progress import GiveUp, Progress
from tests.evidence import invented

pytestmark = pytest.mark.django_db
ADDRESS = "/programme/calls/silver-linings/after/"


@pytest.fixture
def call() -> Call:
    call = invented.call()
    invented.sent(call)
    return call


@pytest.fixture
def by(editor: Client) -> User:
    return editor.user  # type: ignore[attr-defined,no-any-return]


def test_a_small_one_is_made_at_once_and_said_in_the_trail(call: Call, by: User) -> None:
    export, job = ask(call, kind=Export.Kind.JSON, with_names=False, by=by)
    assert job is None
    with export.file.open("rb") as file:
        assert json.load(file)["with_names"] is False
    assert history(call)[0].verb == "asked for everything without names of"


def test_a_large_one_is_made_by_a_job_once(
    call: Call, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance.evidence.after.exporting.AT_ONCE", 0)
    export, job = ask(call, kind=Export.Kind.CSV, with_names=True, by=by)
    assert job is not None
    assert Job.objects.get(pk=job.pk).args == [export.pk]
    make_export(Progress(), export.pk)
    name = Export.objects.get().file.name
    make_export(Progress(), export.pk)
    assert Export.objects.get().file.name == name


def test_it_is_there_for_a_day(
    call: Call, by: User, django_capture_on_commit_callbacks: Any
) -> None:
    export, _ = ask(call, kind=Export.Kind.JSON, with_names=True, by=by)
    name, storage = export.file.name, export.file.storage
    remove_old(Progress())
    assert storage.exists(name)
    Export.objects.update(asked_at=export.asked_at - dt.timedelta(days=1, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        remove_old(Progress())
        remove_old(Progress())
    assert not storage.exists(name)
    assert Export.objects.get().removed_at


def test_erasing_an_answer_destroys_the_files_that_hold_it(
    call: Call, by: User, django_capture_on_commit_callbacks: Any
) -> None:
    export, _ = ask(call, kind=Export.Kind.JSON, with_names=True, by=by)
    name, storage = export.file.name, export.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        erase(call.submissions.get(), by=by, reason="asked for")
    assert not storage.exists(name)


def test_what_was_erased_while_a_file_was_made_is_not_kept_in_it(call: Call, by: User) -> None:
    export = Export.objects.create(call=call, kind="json", with_names=True)
    stale = Export.objects.get()
    erase(call.submissions.get(), by=by, reason="asked for")
    made = make(stale)
    assert made.removed_at
    assert not made.file
    with pytest.raises(GiveUp):
        make_export(Progress(), export.pk)


def test_the_page_makes_and_gives_out_a_file(editor: Client, member: Client, call: Call) -> None:
    page = editor.post(ADDRESS, {"kind": "word"}, follow=True).content.decode()
    export = Export.objects.get()
    assert f"{ADDRESS}{export.pk}/" in page
    response = editor.get(f"{ADDRESS}{export.pk}/")
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert "silver-linings-without-names.docx" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert member.get(f"{ADDRESS}{export.pk}/").status_code == 403
    assert editor.post(ADDRESS, {"kind": "pdf"}).status_code == 422
