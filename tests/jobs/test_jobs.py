"""What a job is, from being asked for to its end, in one process."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

from alliance.directory.models import User
from alliance.jobs.declare import job
from alliance.jobs.enqueue import NotAnId, enqueue
from alliance.jobs.models import FINISHED, OPEN, Job, Schedule, State
from alliance.jobs.progress import Progress
from alliance.jobs.run import claim, run, wait_before_retry
from alliance.jobs.sweep import forget_finished, put_back_lost
from alliance.jobs.worker import run_waiting
from tests.jobs import work

pytestmark = pytest.mark.django_db
LEASE = dt.timedelta(minutes=1)


def test_a_job_runs_and_says_what_came_of_it() -> None:
    asked = enqueue(work.count, 3)
    assert run_waiting() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.result, asked.attempts) == (State.DONE, "Counted to 3.", 1)
    assert (asked.progress_done, asked.progress_total) == (3, 3)
    assert asked.finished_at is not None


def test_every_state_is_either_open_or_finished() -> None:
    assert {*OPEN, *FINISHED} == set(State)
    assert not {*OPEN} & {*FINISHED}


def test_arguments_are_ids_and_travel_as_plain_values() -> None:
    key, day = uuid.uuid4(), dt.date(2020, 11, 13)
    asked = enqueue(work.count, 3, key, day, "update-429")
    assert asked.args == [3, str(key), "2020-11-13", "update-429"]


@pytest.mark.parametrize(
    "value",
    ["somebody@alliance.example", "Robin Manager", "", "x" * 81, True, 1.5, None, [1], {"a": 1}],
)
def test_an_argument_that_is_no_id_is_refused_with_what_to_do(value: Any) -> None:
    with pytest.raises(NotAnId, match="pass the id of the row"):
        enqueue(work.count, value)
    assert not Job.objects.exists()


def test_a_refused_argument_is_not_repeated_in_the_message() -> None:
    with pytest.raises(NotAnId) as refusal:
        enqueue(work.count, "somebody@alliance.example")
    assert "somebody" not in str(refusal.value)


def test_work_asked_for_in_a_transaction_that_is_undone_was_never_asked_for() -> None:
    with transaction.atomic():
        enqueue(work.count, 1)
        transaction.set_rollback(True)
    assert run_waiting() == 0


def test_unique_work_waits_once_until_it_has_been_started() -> None:
    first = enqueue(work.count, 1, unique=True)
    assert enqueue(work.count, 1, unique=True) == first
    assert enqueue(work.count, 2, unique=True) != first
    claim("a worker", LEASE)
    assert enqueue(work.count, 1, unique=True) != first


def test_the_database_itself_keeps_unique_work_single() -> None:
    first = enqueue(work.count, 1, unique=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(path=first.path, unique_key=first.unique_key)


def test_a_failing_job_is_tried_again_and_fails_at_last_without_quoting_anybody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = enqueue(work.fail)
    with caplog.at_level(logging.ERROR):
        assert run_waiting() == 3
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (State.FAILED, 3)
    assert asked.error.startswith("ValueError in fail, work.py line ")
    assert "somebody" not in caplog.text + asked.error
    assert "raise ValueError" in caplog.text


def test_a_job_that_gives_up_is_not_tried_again_and_its_sentence_is_kept() -> None:
    asked = enqueue(work.give_up)
    assert run_waiting() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.error) == (State.FAILED, "The file is no bulletin; upload another.")


def test_each_wait_before_a_retry_is_four_times_as_long_up_to_six_hours() -> None:
    first = dt.timedelta(seconds=30)
    waits = [wait_before_retry(attempts, first) for attempts in (1, 2, 3, 9)]
    assert [wait.total_seconds() for wait in waits] == [30, 120, 480, 6 * 3600]


def test_a_failed_try_waits_before_the_next() -> None:
    asked = enqueue(work.hold_a_lock, "x")
    work.mark("lock-x")
    try:
        assert run_waiting() == 1
    finally:
        (work.MARKS / "lock-x").unlink()
    asked.refresh_from_db()
    assert asked.state == State.WAITING
    assert asked.run_after > timezone.now() + dt.timedelta(seconds=20)
    assert asked.error.startswith("FileExistsError in ")


def test_a_job_whose_function_is_gone_fails_with_a_sentence() -> None:
    asked = Job.objects.create(path="alliance.jobs.gone.away")
    run_waiting()
    asked.refresh_from_db()
    assert asked.state == State.FAILED
    assert asked.error == "This version of Alliance has no job called alliance.jobs.gone.away."


def test_a_job_is_a_function_of_its_module() -> None:
    with pytest.raises(ValueError, match="level of its module"):

        @job(title="Inner")
        def inner(progress: Progress) -> None: ...


def test_higher_priority_goes_first_then_who_waited_longest() -> None:
    late = enqueue(work.count, 1)
    soon = enqueue(work.count, 2, priority=10)
    enqueue(work.count, 3, run_after=timezone.now() + LEASE)
    taken = [claim("a worker", LEASE) for _ in range(3)]
    assert taken == [soon, late, None]


def test_a_lost_job_goes_back_to_wait_and_a_held_one_does_not() -> None:
    enqueue(work.count, 1)
    enqueue(work.count, 2)
    held = claim("a worker", LEASE)
    lost = claim("another", -LEASE)
    assert held
    assert lost
    assert put_back_lost() == 1
    held.refresh_from_db()
    lost.refresh_from_db()
    assert (held.state, lost.state) == (State.RUNNING, State.WAITING)
    assert lost.error == "Its worker stopped in the middle of it."


def test_a_job_that_is_lost_at_its_last_try_has_failed() -> None:
    asked = enqueue(work.fail)
    Job.objects.filter(pk=asked.pk).update(attempts=2)
    claim("a worker", -LEASE)
    put_back_lost()
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (State.FAILED, 3)


def test_a_worker_that_lost_its_job_leaves_no_mark_on_it() -> None:
    enqueue(work.count, 1)
    first = claim("slow worker", -LEASE)
    assert first
    put_back_lost()
    second = claim("another", LEASE)
    assert second
    run(first, lease=None)
    second.refresh_from_db()
    assert (second.state, second.worker, second.result) == (State.RUNNING, "another", "")


def test_rows_of_finished_jobs_are_forgotten_after_sixty_days() -> None:
    asked = enqueue(work.count, 1)
    run_waiting()
    assert forget_finished(Progress()) == "0 were forgotten."
    then = timezone.now() - dt.timedelta(days=61)
    Job.objects.filter(pk=asked.pk).update(finished_at=then)
    assert forget_finished(Progress()) == "1 were forgotten."


def test_what_runs_every_few_minutes_is_forgotten_sooner_unless_it_failed() -> None:
    Schedule.objects.create(
        name="often",
        path=work.count.path,
        every=dt.timedelta(minutes=1),
        next_run_at=timezone.now(),
    )
    done, failed = enqueue(work.count, 1), enqueue(work.count, 2)
    run_waiting()
    then = timezone.now() - dt.timedelta(days=3)
    Job.objects.update(finished_at=then)
    Job.objects.filter(pk=failed.pk).update(state=State.FAILED)
    forget_finished(Progress())
    assert list(Job.objects.values_list("pk", flat=True)) == [failed.pk]
    assert done.pk != failed.pk


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example", "x"])
def test_a_job_leads_back_to_this_site_only(path: str) -> None:
    with pytest.raises(ValueError, match="path of this site"):
        enqueue(work.count, 1, return_to=path)


def test_wagtails_own_tasks_are_jobs() -> None:
    page = Page.objects.get(depth=1)
    result = insert_or_update_object_task.enqueue("wagtailcore", "page", str(page.pk))
    asked = Job.objects.get(pk=result.id)
    assert asked.path == "modelsearch.tasks.insert_or_update_object_task"
    run_waiting()
    asked.refresh_from_db()
    assert (asked.state, asked.error) == (State.DONE, "")


def test_a_page_saved_twice_is_put_into_wagtails_index_once() -> None:
    """Two workers that did it at once would collide, and the console would tell of a failure."""
    page = Page.objects.get(depth=1)
    for _ in range(2):
        insert_or_update_object_task.enqueue("wagtailcore", "page", str(page.pk))
    insert_or_update_object_task.enqueue("wagtailcore", "page", "0")
    assert Job.objects.filter(path__contains="insert_or_update").count() == 2


def test_who_asked_is_kept() -> None:
    user = User.objects.create_user("manager@alliance.example")
    assert enqueue(work.count, 1, by=user).by == user
