"""Wagtail's background tasks, and any library's, as jobs: they gain lease, retry and sweeper."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

STATUS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "done": TaskResultStatus.SUCCESSFUL,
    "failed": TaskResultStatus.FAILED,
}
ATTEMPTS = 3
ONCE = frozenset({"modelsearch.tasks.insert_or_update_object_task"})
"""Tasks that look at a thing as it then is: one that waits is enough, and two at once collide."""


class JobBackend(BaseTaskBackend):
    """Puts tasks of the django-tasks interface into the table of jobs."""

    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        # Tasks are declared, and this class made, before models are.
        from .enqueue import key_of, save_once
        from .models import Job

        self.validate_task(task)
        job = Job(
            path=task.module_path,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            priority=task.priority,
            run_after=task.run_after or timezone.now(),
            max_attempts=ATTEMPTS,
        )
        if task.module_path in ONCE:
            job.unique_key = key_of(job.path, job.args)
            job = save_once(job)
        else:
            job.save(force_insert=True)
        result = result_of(task, job)
        task_enqueued.send(type(self), task_result=result)
        return result


def call_task(task: Task[..., Any], job: Any) -> None:
    """Run a task of a library with the arguments of its row."""
    if task.takes_context:
        task.call(TaskContext(task_result=result_of(task, job)), *job.args, **job.kwargs)
    else:
        task.call(*job.args, **job.kwargs)


def result_of(task: Task[..., Any], job: Any) -> TaskResult[Any]:
    """A row in the shape of the interface."""
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[job.state],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=[job.worker] * job.attempts,
    )
