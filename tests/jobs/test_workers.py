"""Real worker processes on one database: killed, stopped, paused, racing."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Job, Schedule, State
from alliance.jobs.run import claim
from tests.jobs import work

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = """
import datetime as dt
import django
django.setup()
from alliance.jobs import schedule
from alliance.jobs.worker import Pace, run_until_signalled
from tests.jobs import work
schedule.every(dt.timedelta(hours=1), work.tick)
run_until_signalled(
    at_once={at_once},
    pace=Pace(lease=dt.timedelta(seconds={lease}), look=0.05, tidy=0.1, grace=0),
)
"""
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a worker process; what is still alive at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start_worker(*, at_once: int = 1, lease: float = 2) -> subprocess.Popen[bytes]:
        code = WORKER.format(at_once=at_once, lease=lease)
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], env=os.environ)
        started.append(process)
        return process

    yield start_worker
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def _no_marks_of_another_test() -> None:
    for name in work.marks():
        (work.MARKS / name).unlink()


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.02)


def test_a_killed_workers_job_is_finished_by_another(start: Start) -> None:
    asked = enqueue(work.hang_the_first_time, "a")
    first, second = start(), None
    wait_until(lambda: "a-first" in work.marks())
    wait_until(lambda: Job.objects.get().progress_done == 3)  # seen while it runs
    running = Job.objects.get()
    assert (running.progress_total, running.progress_words) == (10, "Reading bulletin 4")
    second = start()
    time.sleep(2.5)  # longer than the lease: as long as it is renewed, nobody else takes it
    assert "a-second" not in work.marks()

    first.send_signal(signal.SIGKILL)
    wait_until(lambda: Job.objects.get().state == State.DONE)
    asked.refresh_from_db()
    assert (asked.attempts, asked.result) == (2, "Finished by another.")
    assert work.marks() == ["a-first", "a-second"]
    assert second.poll() is None


def test_a_paused_worker_that_wakes_up_does_not_spoil_what_another_finished(start: Start) -> None:
    asked = enqueue(work.until_told, "b")
    first = start()
    wait_until(lambda: "b-in" in work.marks())
    first.send_signal(signal.SIGSTOP)
    start()
    wait_until(lambda: Job.objects.get().attempts == 2)
    first.send_signal(signal.SIGCONT)
    time.sleep(0.8)  # it notices that the job is no longer its own
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (State.RUNNING, 2)
    work.mark("b-go")
    wait_until(lambda: Job.objects.get().state == State.DONE)


def test_two_workers_share_the_work_never_the_same_job_and_the_clock_strikes_once(
    start: Start,
) -> None:
    names = [f"n{number:02}" for number in range(30)]
    for name in names:
        enqueue(work.hold_a_lock, name)
    Schedule.objects.create(
        name=work.tick.path,
        path=work.tick.path,
        every=dt.timedelta(hours=1),
        next_run_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    workers = [start(at_once=2, lease=30), start(at_once=2, lease=30)]
    wait_until(lambda: Job.objects.finished().count() == 31)
    time.sleep(0.5)
    ticks = [name for name in work.marks() if name.startswith("tick-")]
    assert [name for name in work.marks() if name not in ticks] == [f"ran-{n}" for n in names]
    assert len(ticks) == 1
    assert {(job.state, job.attempts) for job in Job.objects.all()} == {(State.DONE, 1)}
    assert all(worker.poll() is None for worker in workers)


def test_a_worker_that_is_told_to_stop_hands_its_job_back_and_ends(start: Start) -> None:
    asked = enqueue(work.until_told, "c")
    worker = start(lease=60)
    wait_until(lambda: "c-in" in work.marks())
    worker.terminate()
    assert worker.wait(60) == 0
    asked.refresh_from_db()
    assert (asked.state, asked.attempts, asked.error) == (State.WAITING, 0, "")
    assert claim("another", dt.timedelta(seconds=60)) == asked
