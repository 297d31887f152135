"""What archiving ends, and what came of a call."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from alliance.directory.models import Authority
from alliance.evidence.after.archiving import settle
from alliance.evidence.after.outcome import outcome_of, public_sentence
from alliance.evidence.models import Call, Decision, Enclosure, RingBack, Submission, Theme
from alliance.evidence.taking.sending import begin, withdraw
from tests.evidence import invented

pytestmark = pytest.mark.django_db


def test_drafts_are_destroyed_with_their_files_and_answers_stay(
    django_capture_on_commit_callbacks: Any,
) -> None:
    call = invented.call()
    sent = invented.sent(call)
    draft = begin(call, given=invented.given("Only begun."), by=None)
    row = Enclosure.objects.create(
        submission=draft, kind="document", name="x.txt", size=1, sha256="0" * 64,
        file=ContentFile(b"x", name="x.txt"),
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        settle(call, by=None)
        settle(call, by=None)
    assert list(Submission.objects.all()) == [sent]
    assert not row.file.storage.exists(row.file.name or "")


def test_who_waits_to_be_rung_is_given_up_and_who_was_rung_stays() -> None:
    call = invented.call()
    waits = RingBack.objects.create(call=call, name="Ri", phone="01234 567890", note="Rang off.")
    settle(call, by=None)
    waits.refresh_from_db()
    assert waits.state == RingBack.State.GIVEN_UP
    assert waits.settled_at
    assert waits.note == "Rang off.\nThe call was archived."


def test_themes_and_decisions_stay() -> None:
    call = invented.call()
    row = invented.sent(call)
    Theme.objects.create(call=call, name="Video")
    Decision.objects.create(submission=row, outcome="no", why="Seen before.")
    settle(call, by=None)
    assert (Theme.objects.count(), Decision.objects.count()) == (1, 1)


def test_numbers_leave_out_what_is_gone_and_say_it_beside() -> None:
    Authority.objects.filter(pk=invented.authority().pk).update(is_member=True)
    call = invented.call()
    kept = invented.sent(call, invented.whole(authority="kent"))
    again = invented.sent(call)
    Submission.objects.filter(pk=again.pk).update(duplicate_of=kept)
    withdraw(invented.sent(call), by=None)
    begin(call, given=invented.given(), by=None)
    Decision.objects.create(submission=kept, outcome="showcase", why="It lasts.")
    found = outcome_of(call)
    assert (found.answers, found.members_answered, found.sections) == (1, 1, 1)
    assert (found.duplicates, found.withdrawn, found.begun) == (1, 1, 1)
    assert (found.decided, found.chosen, found.told) == (1, 1, 0)


def answered(times: int, *, of: int = 1) -> Call:
    call = invented.call()
    for n in range(times):
        slug = invented.authority(f"Authority {n % of}").slug
        invented.sent(call, invented.given(authority=slug))
    return invented.closed(call)


@pytest.mark.parametrize(
    ("times", "of", "says"),
    [
        (4, 4, ""),
        (5, 1, "5 ideas came in."),
        (5, 4, "5 ideas came in."),
        (6, 5, "6 ideas came in, from 5 authorities."),
    ],
)
def test_readers_are_told_no_count_below_five(times: int, of: int, says: str) -> None:
    assert public_sentence(answered(times, of=of)) == says


def test_readers_are_told_nothing_while_it_is_open(client: Client) -> None:
    call = invented.call()
    for _ in range(6):
        invented.sent(call)
    assert public_sentence(call) == ""
    assert "ideas came in" in client.get(invented.closed(call).get_absolute_url()).content.decode()
