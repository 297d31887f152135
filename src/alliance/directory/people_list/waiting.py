"""Lists that wait between being read and being saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.directory.models import PeopleList
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from .judge import Listed
from .save import Outcome, save

WAITS = dt.timedelta(days=1)


def keep(people: Sequence[Listed], *, by: AbstractBaseUser, file_name: str) -> PeopleList:
    """Keep a list until somebody has looked at what it would change."""
    rows = [[_stored(value) for value in one] for one in people]
    return PeopleList.objects.create(by_id=by.pk, file_name=file_name[:200], rows=rows)


def people_of(waiting: PeopleList) -> list[Listed]:
    """The lines of a list that waits."""
    places = Listed._fields.index("starts_on"), Listed._fields.index("ends_on")
    return [
        Listed._make(_day(value) if at in places else value for at, value in enumerate(row))
        for row in waiting.rows
    ]


@transaction.atomic
def save_waiting(waiting: PeopleList, *, by: AbstractBaseUser) -> list[Outcome]:
    """Save a list, which then waits no more.

    Raises:
        PeopleList.DoesNotExist: somebody saved it already.
    """
    locked = PeopleList.objects.select_for_update().get(pk=waiting.pk)
    outcomes = save(people_of(locked), by=by)
    locked.delete()
    return outcomes


@job(title="Forget lists of people that nobody saved")
def forget_lists(progress: Progress) -> str:
    """Names are not kept for nothing."""
    count, _ = PeopleList.objects.filter(read_at__lt=timezone.now() - WAITS).delete()
    return f"{count} were forgotten."


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
