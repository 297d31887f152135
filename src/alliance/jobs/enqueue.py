"""Asking for work to be done."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from .declare import JobFunction
from .models import Job, State

Id = int | str | uuid.UUID | dt.date
TRIES = 5
IDENTIFIER = re.compile(r"[A-Za-z0-9_.:-]{1,80}")


class NotAnId(ValueError):
    """An argument of a job that is not an id: what it is about must be read from the database."""


def enqueue(
    work: JobFunction,
    *ids: Id,
    by: AbstractBaseUser | AnonymousUser | None = None,
    unique: bool = False,
    run_after: dt.datetime | None = None,
    priority: int = 0,
    return_to: str = "",
) -> Job:
    """Write down a piece of work; a worker sees it when the transaction it is part of commits.

    Args:
        work: a function made a job by `@job`.
        ids: its arguments: numbers, UUIDs, dates, slugs. Never an address, a name or a text.
        by: who asked, and may therefore see its page.
        unique: when the same work with the same ids waits unstarted, that job is the answer.
        run_after: not before then.
        priority: −100 to 100; higher goes first.
        return_to: path of the page to which the job's own page leads when it is done.

    Raises:
        NotAnId: an argument is something else.
    """
    if return_to and not re.match(r"/(?!/)", return_to):
        raise ValueError(f"A job returns to a path of this site, not to “{return_to}”.")
    args = [_checked(each, work) for each in ids]
    job = Job(
        path=work.path,
        args=args,
        unique_key=key_of(work.path, args) if unique else "",
        by_id=by.pk if by else None,
        run_after=run_after or timezone.now(),
        priority=priority,
        max_attempts=work.max_attempts,
        return_to=return_to,
    )
    return save_once(job) if unique else _save(job)


def _save(job: Job) -> Job:
    job.save(force_insert=True)
    return job


def save_once(job: Job) -> Job:
    """Insert, or find the one that is there; the constraint decides, also between processes."""
    waiting = Job.objects.filter(
        unique_key=job.unique_key, state=State.WAITING, started_at__isnull=True
    )
    for _ in range(TRIES):
        if there := waiting.first():
            return there
        try:
            with transaction.atomic():
                return _save(job)
        except IntegrityError as fault:
            # Another process was quicker, and a worker may even have taken its job meanwhile.
            clash = fault
    raise clash


def _checked(value: Id, work: JobFunction) -> int | str:
    match value:
        case bool():
            pass
        case int():
            return value
        case uuid.UUID():
            return str(value)
        case dt.date():
            return value.isoformat()
        case str() if IDENTIFIER.fullmatch(value):
            return value
    raise NotAnId(
        f"An argument of {work.path} is a {type(value).__name__} that is no id. Arguments stay in "
        "the database for weeks: pass the id of the row that holds it, and read it in the job."
    )


def key_of(path: str, args: Sequence[int | str]) -> str:
    return hashlib.sha256(json.dumps([path, *args]).encode()).hexdigest()
