"""Making a job of a function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.base import Task

from .progress import Progress

Work = Callable[..., str | None]
"""`(progress, *ids) -> sentence`: what came of it, for the person who started it, or nothing."""


class NoSuchJob(LookupError):
    """A row names a function that this version of Alliance does not have."""


@dataclass(frozen=True, slots=True)
class JobFunction:
    """A function that runs in the background; called directly it runs here and now."""

    function: Work
    title: str
    max_attempts: int
    retry_after: dt.timedelta

    @property
    def path(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"

    def __call__(self, progress: Progress, *ids: Any) -> str | None:
        return self.function(progress, *ids)


def job(
    *,
    title: str,
    max_attempts: int = 4,
    retry_after: dt.timedelta = dt.timedelta(seconds=30),
) -> Callable[[Work], JobFunction]:
    """Make a job of a module-level function `(progress, *ids)`.

    Args:
        title: what it does, as its page says it: “Import bulletins”.
        max_attempts: how often it is tried before it counts as failed.
        retry_after: wait after the first failure; each further wait is four times as long.
    """

    def make(function: Work) -> JobFunction:
        if "<locals>" in function.__qualname__:
            raise ValueError(f"{function.__qualname__} must stand at the level of its module.")
        return JobFunction(function, title, max_attempts, retry_after)

    return make


def find(path: str) -> JobFunction | Task[..., Any]:
    """The function that a row names.

    Raises:
        NoSuchJob: it is no longer there, or is no job.
    """
    try:
        found = import_string(path)
    except ImportError:
        found = None
    if not isinstance(found, JobFunction | Task):
        raise NoSuchJob(f"This version of Alliance has no job called {path}.")
    return found


def title_of(path: str) -> str:
    """What a page calls a job, also when its function is gone."""
    try:
        found = find(path)
    except NoSuchJob:
        found = None
    return found.title if isinstance(found, JobFunction) else "Background work"
