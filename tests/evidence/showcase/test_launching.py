"""Embargo and launch: once, whole, told to whom it concerns; and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.delivery.registry import source_of
from alliance.directory.models import Alliance
from alliance.evidence.models import Case, FollowUp, Showcase
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.showcase.ending import withdraw_case, withdraw_showcase
from alliance.evidence.showcase.launching import call_off, launch, launch_due, plan_launch
from alliance.evidence.showcase.months import months_after
from alliance.jobs.models import Job
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.library.models import Publication
from tests.evidence.showcase.invented import agreed, drafted, launched, support, written

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def late(showcase: Showcase) -> None:
    """As it is when its moment came an hour ago and nothing was running."""
    Showcase.objects.filter(pk=showcase.pk).update(embargo_until=timezone.now() - HOUR)


def test_the_clock_launches_what_is_due_once_however_late() -> None:
    case = agreed()
    plan_launch(case.showcase, timezone.now() + HOUR, by=support())
    assert launch_due(Progress()) == "0 launched"
    late(case.showcase)
    assert [launch_due(Progress()), launch_due(Progress())] == ["1 launched", "0 launched"]
    case.refresh_from_db()
    assert (case.showcase.state, case.shown_at is not None) == ("launched", True)


def test_a_plan_asks_for_the_job_at_its_moment() -> None:
    at = timezone.now() + HOUR
    plan_launch(agreed().showcase, at, by=support())
    assert Job.objects.filter(path=launch_due.path, run_after=at).exists()


def test_a_launch_that_was_called_off_does_not_happen() -> None:
    case = agreed()
    plan_launch(case.showcase, timezone.now() + HOUR, by=support())
    call_off(case.showcase, by=support())
    assert launch_due(Progress()) == "0 launched"
    with pytest.raises(CannotBeDone, match="No launch is planned"):
        call_off(case.showcase, by=support())


def test_nothing_is_launched_without_an_agreed_page_or_twice_or_in_the_past() -> None:
    case = drafted()
    with pytest.raises(CannotBeDone, match="agreed to"):
        launch(case.showcase, by=support())
    agreed(case)
    with pytest.raises(CannotBeDone, match="has passed"):
        plan_launch(case.showcase, timezone.now() - HOUR, by=support())
    launch(case.showcase, by=support())
    with pytest.raises(CannotBeDone, match="already"):
        launch(case.showcase, by=support())


def test_a_due_showcase_whose_last_page_was_taken_back_waits() -> None:
    case = agreed()
    plan_launch(case.showcase, timezone.now() + HOUR, by=support())
    withdraw_case(case, why="Asked for.", by=support())
    late(case.showcase)
    assert launch_due(Progress()) == "0 launched"


def test_owners_are_told_once_with_the_address_and_asked_in_half_a_year() -> None:
    case = launched()
    run_waiting()
    (letter,) = [each for each in mail.outbox if "is published" in each.subject]
    assert case.get_absolute_url() in str(letter.body)
    assert FollowUp.objects.get().due_on == months_after(timezone.localdate(), 6)
    agreed(written(case, done="Another thing."))
    run_waiting()
    assert sum("is published" in each.subject for each in mail.outbox) == 1
    assert FollowUp.objects.count() == 1


def test_a_page_that_is_agreed_to_later_is_added_then() -> None:
    one = launched()
    two = drafted(one.showcase)
    assert Client().get(two.get_absolute_url()).status_code == 404
    agreed(two)
    assert Client().get(two.get_absolute_url()).status_code == 200
    tellings = source_of("showcase").tellings([one.showcase_id])[one.showcase_id]
    assert len(tellings) == 1  # within minutes of the launch it is the launch
    Case.objects.filter(pk=two.pk).update(shown_at=timezone.now() + dt.timedelta(days=3))
    first, second = source_of("showcase").tellings([one.showcase_id])[one.showcase_id]
    assert first.wording != second.wording


def test_the_report_stands_among_the_publications_of_the_alliance() -> None:
    Alliance.objects.create(name="Eastern Alliance", short_name="E", contact_email="o@example.org")
    case = launched()
    publication = Publication.objects.get(title="Silver Linings")
    assert str(publication.publisher) == "Eastern Alliance"
    assert publication.url.endswith("/showcase/silver-linings/report.pdf")
    withdraw_showcase(case.showcase, why="A figure was wrong.", by=support())
    assert publication.versions.get().withdrawn_because == "A figure was wrong."


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2020, 8, 31), 6, dt.date(2021, 2, 28)),
        (dt.date(2019, 8, 31), 6, dt.date(2020, 2, 29)),
        (dt.date(2020, 11, 13), 6, dt.date(2021, 5, 13)),
        (dt.date(2020, 12, 1), 1, dt.date(2021, 1, 1)),
        (dt.date(2020, 6, 30), 6, dt.date(2020, 12, 30)),
    ],
)
def test_months_end_with_their_last_day(day: dt.date, months: int, then: dt.date) -> None:
    assert months_after(day, months) == then
