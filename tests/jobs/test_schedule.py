"""Work that starts by the clock."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from alliance.jobs import schedule
from alliance.jobs.models import Job, Schedule
from alliance.jobs.schedule import Timing, start_due, write_schedules
from tests.jobs import work

LONDON = ZoneInfo("Europe/London")
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_declared", {})


def london(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("timing", "moment", "expected"),
    [
        (Timing(every=HOUR), london(23, 9, 30), london(23, 10, 30)),
        (Timing(at=dt.time(6, 30)), london(23, 6, 29), london(23, 6, 30)),
        (Timing(at=dt.time(6, 30)), london(23, 6, 30), london(24, 6, 30)),
        # 23 November 2026 is a Monday
        (Timing(at=dt.time(9), weekday=4), london(23, 12), london(27, 9)),
        (Timing(at=dt.time(9), weekday=0), london(23, 12), london(30, 9)),
        # the clocks go back on 25 October 2026: nine o'clock stays nine o'clock
        (Timing(at=dt.time(9)), london(24, 12, month=10), london(25, 9, month=10)),
    ],
)
def test_the_next_run(timing: Timing, moment: dt.datetime, expected: dt.datetime) -> None:
    assert timing.next_after(moment) == expected


@pytest.mark.django_db
def test_what_the_code_declares_becomes_rows_and_what_it_drops_goes() -> None:
    schedule.every(HOUR, work.tick)
    schedule.daily(dt.time(6, 30), work.count, weekday=4)
    write_schedules()
    assert set(Schedule.objects.values_list("every", "at", "weekday")) == {
        (HOUR, None, None),
        (None, dt.time(6, 30), 4),
    }
    del schedule._declared[work.count.path]
    write_schedules()
    assert Schedule.objects.get().path == "tests.jobs.work.tick"


@pytest.mark.django_db
def test_a_restart_keeps_when_the_next_run_is_and_that_it_is_paused() -> None:
    schedule.every(HOUR, work.tick)
    write_schedules()
    then = timezone.now() + dt.timedelta(minutes=7)
    Schedule.objects.update(next_run_at=then, paused=True)
    write_schedules()
    row = Schedule.objects.get()
    assert (row.next_run_at, row.paused) == (then, True)


@pytest.mark.django_db
def test_a_changed_timing_counts_from_now() -> None:
    schedule.every(HOUR, work.tick)
    write_schedules()
    schedule.every(dt.timedelta(minutes=1), work.tick)
    write_schedules()
    assert Schedule.objects.get().next_run_at < timezone.now() + dt.timedelta(minutes=2)


@pytest.mark.django_db
def test_a_due_run_starts_once_and_missed_ones_are_not_made_up_for_one_by_one() -> None:
    schedule.every(HOUR, work.tick)
    write_schedules()
    Schedule.objects.update(next_run_at=timezone.now() - 5 * HOUR)
    assert start_due() == 1
    assert start_due() == 0
    assert Job.objects.count() == 1
    assert Schedule.objects.get().next_run_at > timezone.now()


@pytest.mark.django_db
def test_a_paused_run_does_not_start() -> None:
    schedule.every(HOUR, work.tick)
    write_schedules()
    Schedule.objects.update(next_run_at=timezone.now() - HOUR, paused=True)
    assert start_due() == 0
