"""Who is reminded of an agreement: before it is due, in one letter, of each thing once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from alliance.audit.models import AuditEvent
from alliance.directory.models import Alliance, Role, RoleKind, Visibility
from alliance.jobs.models import Schedule
from alliance.jobs.schedule import write_schedules
from alliance.jobs.worker import run_waiting
from alliance.library.agreements.remind import AHEAD, remind, send_reminders
from alliance.library.models import AgreementReview
from alliance.mail.models import Message
from tests.library.agreements.invented import (
    DAY,
    TODAY,
    account,
    authority,
    signed_on_paper,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db
DIRECTOR, OFFICE = "ann.director@example.org", "office@example.org"


@pytest.fixture(autouse=True)
def _an_alliance_with_a_director(db: None) -> None:
    Alliance(name="Eastern Alliance", short_name="E", contact_email=OFFICE).save()
    account("Ann Director", RoleKind.DCS, authority())


def letters(today: dt.date = TODAY) -> dict[str, str]:
    """Address → what the letters of a day say to it."""
    mail.outbox.clear()
    send_reminders(today)
    run_waiting()
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox), "one letter each"
    return {letter.to[0]: f"{letter.subject}\n{letter.body}" for letter in mail.outbox}


def test_who_has_yet_to_sign_is_reminded_four_weeks_ahead_and_once() -> None:
    made = version(understanding(), starts_on=TODAY + AHEAD)
    assert letters(TODAY - DAY) == {}, "not before"
    told = letters(TODAY)
    assert "An agreement waits for your signature" in told[DIRECTOR]
    assert f"version {made.label}: you sign for Kent as director of children's" in told[DIRECTOR]
    assert "/agreements/mou/sign/kent/dcs/" in told[DIRECTOR]
    for later in (0, 1, 27, 28, 60, 400):
        assert DIRECTOR not in letters(TODAY + later * DAY), later


def test_a_run_that_comes_twice_or_is_made_up_for_sends_nothing_twice() -> None:
    version(understanding(), starts_on=TODAY)
    assert send_reminders(TODAY) == 2
    assert send_reminders(TODAY) == 0
    assert Message.objects.count() == 2


def test_several_agreements_are_one_letter() -> None:
    for slug, title in (("mou", "First memorandum"), ("other", "Second memorandum")):
        version(understanding(slug=slug, title=title), starts_on=TODAY)
    told = letters()[DIRECTOR]
    assert "2 things of agreements wait for you" in told
    assert "First memorandum" in told
    assert "Second memorandum" in told


def test_who_has_signed_is_not_reminded_and_who_withdrew_is_not_reminded_again() -> None:
    made = version(understanding(), starts_on=TODAY + 40 * DAY)
    signed_on_paper(made, authority(), RoleKind.DCS)
    assert DIRECTOR not in letters(TODAY + 15 * DAY)


def test_a_new_director_is_reminded_of_what_their_predecessor_left_unsigned() -> None:
    version(understanding(), starts_on=TODAY)
    assert DIRECTOR in letters()
    Role.objects.update(ends_on=TODAY - DAY)
    account("Bea Director", RoleKind.DCS, authority())
    assert list(letters(TODAY)) == ["bea.director@example.org"]


def test_each_role_is_reminded_of_its_own_signature_and_no_pa_is() -> None:
    account("Lee Leader", RoleKind.LEAD_MEMBER, authority())
    account("Chris Chief", RoleKind.CHIEF_EXECUTIVE, authority())
    account("Pat Assistant", RoleKind.DCS_PA, authority())
    version(understanding(), starts_on=TODAY)
    told = letters()
    assert set(told) == {
        DIRECTOR, "lee.leader@example.org", "chris.chief@example.org", OFFICE,
    }  # fmt: skip
    assert "as lead member" in told["lee.leader@example.org"]
    assert "director" not in told["chris.chief@example.org"].lower()


@pytest.mark.parametrize("kind", ["text", "signatures"])
def test_what_they_may_not_see_nobody_is_asked_to_sign(kind: str) -> None:
    version(understanding(**{f"{kind}_visibility": Visibility.PRIVATE}), starts_on=TODAY)
    assert set(letters()) == {OFFICE}


def test_what_is_signed_on_paper_is_the_programme_s_to_remind_of() -> None:
    version(understanding(), starts_on=TODAY, url="https://example.org/mou.pdf")
    assert set(letters()) == {OFFICE}


def test_the_programme_is_told_of_reviews_and_of_what_is_still_missing_once() -> None:
    agreement = understanding()
    version(agreement, starts_on=TODAY)
    AgreementReview.objects.create(agreement=agreement, due_on=TODAY + AHEAD)
    told = letters()[OFFICE]
    assert "The review is due (due by" in told
    assert "signatures are missing under version 2026" in told
    account("Lee Leader", RoleKind.LEAD_MEMBER, authority())
    again = letters(TODAY + DAY)
    assert OFFICE not in again, "what is missing changed by one, and is no news"


def test_the_trail_says_who_was_reminded_in_ids() -> None:
    made = version(understanding(), starts_on=TODAY)
    letters()
    event = AuditEvent.objects.get(
        verb="was reminded of", object_id=str(made.pk), acting_for="Kent"
    )
    assert "Ann" not in event.reason
    assert event.actor is None


def test_it_is_done_every_morning() -> None:
    write_schedules()
    assert Schedule.objects.filter(path=remind.path, at=dt.time(6, 40)).exists()
