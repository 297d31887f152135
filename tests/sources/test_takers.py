"""A mail in a watched mailbox that is no news goes to the part that takes it, once, and is no candidate."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.sources.models import Candidate, Outcome, Source, SourceKind
from alliance.sources.reading.entry import Reading
from alliance.sources.watching import takers
from alliance.sources.watching.answer import Answer
from alliance.sources.watching.keep import keep
from alliance.sources.watching.mailbox import UNREAD
from alliance.sources.watching.takers import Taker, taker_of, takes_mails
from tests.sources.conftest import watched

pytestmark = pytest.mark.django_db
taken: list[bytes] = []


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takers, "_takers", [])
    taken.clear()


def source() -> Source:
    made = watched(
        "imaps://imap.example.org/INBOX",
        SourceKind.IMAP,
        user="news",
        password_from="ALLIANCE_IMAP_NEWS",
    )
    made.held_until = timezone.now()
    made.save()
    return made


def answer(*mails: tuple[Taker, bytes]) -> Answer:
    return Answer(
        outcome=Outcome.READ,
        reading=Reading("Mailbox", "", []),
        mark={"validity": 7, "uid": 3},
        taken=mails,
    )


FORMS = Taker(wants=lambda mail: b"form" in mail, take=taken.append)


def test_the_first_who_wants_a_mail_has_it() -> None:
    takes_mails(FORMS)
    takes_mails(FORMS)
    assert taker_of(b"a form") is FORMS
    assert taker_of(b"news") is None
    assert len(takers._takers) == 1


def test_it_is_given_away_in_the_transaction_that_notes_how_far_was_read() -> None:
    made = source()
    fetch = keep(made, answer((FORMS, b"a form")), at=timezone.now(), took=dt.timedelta())
    made.refresh_from_db()
    assert fetch
    assert taken == [b"a form"]
    assert made.mark == {"validity": 7, "uid": 3}
    assert fetch.words == "1 that is no news."
    assert not Candidate.objects.exists()


def test_a_mail_that_its_taker_stumbles_over_is_told_of_and_the_next_goes_on() -> None:
    def stumble(mail: bytes) -> None:
        raise ValueError("secret words")

    made = source()
    keep(
        made,
        answer((Taker(wants=bool, take=stumble), b"one"), (FORMS, b"two")),
        at=timezone.now(),
        took=dt.timedelta(),
    )
    assert taken == [b"two"]
    assert list(Candidate.objects.values_list("title", flat=True)) == [UNREAD]
