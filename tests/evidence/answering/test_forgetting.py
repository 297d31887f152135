"""Drafts are destroyed with their files: by whoever began them, or by the clock."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from alliance.audit.models import AuditEvent
from alliance.evidence.answering.forget import forget_drafts, throw_away
from alliance.evidence.models import Enclosure, Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.rows import given_of
from alliance.evidence.taking.sending import begin, keep
from alliance.jobs.progress import Progress
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import DAY, call, closed, given, sent

pytestmark = pytest.mark.django_db


def drafted(days_ago: int, **how: object) -> Submission:
    draft = begin(call(opened=300 * DAY, **how), given=given("Something private."), by=None)  # type: ignore[arg-type]
    Submission.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - days_ago * DAY)
    draft.refresh_from_db()
    return draft


def forget() -> str:
    return str(forget_drafts(Progress()))


def test_thrown_away_a_draft_is_gone_with_its_file_and_its_link(
    writer: Writer, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one = writer.go_on_with(drafted(0))
    row = Enclosure(
        submission=one.submission, kind="document", name="a.pdf", size=1, sha256="0" * 64
    )
    row.file.save("a.pdf", ContentFile(b"a"))
    assert "Throw it away?" in one.page("withdraw/")
    with django_capture_on_commit_callbacks(execute=True):
        answer = one.client.post(one.at("withdraw/"))
    assert "It is gone" in one.client.get(answer["Location"]).content.decode()
    assert not Submission.objects.exists()
    assert not row.file.storage.exists(str(row.file.name))
    assert one.client.get(one.at()).status_code == 410
    kept = str(list(AuditEvent.objects.values()))
    assert "threw away" in kept
    assert "private" not in kept


def test_what_was_sent_is_not_thrown_away() -> None:
    with pytest.raises(CannotBeDone, match="Withdraw it instead"):
        throw_away(sent(call()), by=None)


@pytest.mark.parametrize(("closed_ago", "is_gone"), [(59, False), (61, True)])
def test_a_draft_goes_60_days_after_its_call_closed(closed_ago: int, is_gone: bool) -> None:
    draft = drafted(200)
    closed(draft.call, closed_ago * DAY)
    forget()
    assert Submission.objects.exists() is not is_gone


def test_who_goes_on_writing_late_keeps_it() -> None:
    draft = drafted(10)
    closed(draft.call, 61 * DAY)
    forget()
    assert Submission.objects.exists()


@pytest.mark.parametrize(("untouched", "is_gone"), [(179, False), (181, True)])
def test_where_a_call_never_closes_it_goes_after_180_days(untouched: int, is_gone: bool) -> None:
    drafted(untouched, closes_in=None)
    forget()
    assert Submission.objects.exists() is not is_gone


def test_a_change_that_was_never_sent_goes_and_what_was_sent_stays() -> None:
    one = sent(call(opened=300 * DAY), given("First."))
    keep(one, given("Second."))
    Submission.objects.filter(pk=one.pk).update(changed_at=timezone.now() - 200 * DAY)
    closed(one.call, dt.timedelta(days=61))
    forget()
    one.refresh_from_db()
    assert given_of(one).answers["idea"] == "First."
    assert "0 drafts and 0 changes" in forget()
