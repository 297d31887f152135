"""Jobs for the tests: a worker that is started as a process of its own imports them from here."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

from alliance.jobs.declare import job
from alliance.jobs.progress import GiveUp, Progress

MARKS = Path(os.environ["ALLIANCE_DATA"], "marks")
"""A folder that every process of a test sees: what happened is a file in it."""


def mark(name: str) -> None:
    """Leave a mark; a second of the same name is an error."""
    MARKS.mkdir(exist_ok=True)
    (MARKS / name).touch(exist_ok=False)


def marks() -> list[str]:
    return sorted(path.name for path in MARKS.glob("*")) if MARKS.exists() else []


@job(title="Count", retry_after=dt.timedelta(0))
def count(progress: Progress, upto: int) -> str:
    for _ in progress.through(range(upto), "Counting"):
        pass
    return f"Counted to {upto}."


@job(title="Hang the first time")
def hang_the_first_time(progress: Progress, name: str) -> str:
    """Is in the middle of its work for ever at the first try, and done at once at the second."""
    if f"{name}-first" not in marks():
        mark(f"{name}-first")
        progress.tell(3, 10, "Reading bulletin 4")
        time.sleep(60)
    mark(f"{name}-second")
    return "Finished by another."


@job(title="Hold a lock")
def hold_a_lock(progress: Progress, name: str) -> None:
    """Fails if another process or thread is in it for the same name."""
    mark(f"lock-{name}")
    time.sleep(0.01)
    (MARKS / f"lock-{name}").unlink()
    mark(f"ran-{name}")


@job(title="Wait to be told")
def until_told(progress: Progress, name: str) -> str:
    """Goes on until a mark is there; tells its progress all the time."""
    if f"{name}-in" not in marks():
        mark(f"{name}-in")
    while f"{name}-go" not in marks():
        progress.tell(1, 2, "Waiting")
        time.sleep(0.02)
    return "Was told."


@job(title="Tick")
def tick(progress: Progress) -> None:
    mark(f"tick-{time.time_ns()}")


@job(title="Fail", max_attempts=3, retry_after=dt.timedelta(0))
def fail(progress: Progress) -> str:
    typed = "@".join(["somebody", "alliance.example"])
    raise ValueError(f"{typed} is no date")


@job(title="Give up")
def give_up(progress: Progress) -> str:
    raise GiveUp("The file is no bulletin; upload another.")
