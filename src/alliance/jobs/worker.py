"""The process that does the work."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from django.db import Error, close_old_connections, connections

from .run import claim
from .run import run as run_job
from .schedule import start_due, write_schedules
from .sweep import put_back_lost

Outcome = TypeVar("Outcome")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker looks, in seconds, and how long its hold lasts unrenewed."""

    lease: dt.timedelta = dt.timedelta(seconds=90)
    look: float = 1
    tidy: float = 5
    grace: float = 15
    """How long a running job may go on when the worker is told to stop."""


def run(stop: threading.Event, *, at_once: int = 2, pace: Pace | None = None) -> None:
    """Do jobs until told to stop, sweeping and keeping the schedule meanwhile.

    Any number of these may run, in one process or many, on one database. A stop lets running
    jobs finish, or hands them back at their next word of progress after `pace.grace` seconds.

    Args:
        stop: set it to stop.
        at_once: how many jobs this worker does at the same time, each in a thread of its own.
        pace: how often it looks for work.
    """
    pace = pace or Pace()
    name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
    threads = [
        threading.Thread(target=_work, args=(f"{name}:{number}", stop, pace), name=f"job-{number}")
        for number in range(at_once)
    ]
    _surviving(write_schedules)
    for thread in threads:
        thread.start()
    while not stop.wait(pace.tidy):
        _surviving(put_back_lost)
        _surviving(start_due)
    for thread in threads:
        thread.join()


def run_until_signalled(*, at_once: int = 2, pace: Pace | None = None) -> None:
    """`run`, stopped by SIGTERM or SIGINT; a second signal ends the process at once."""
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    run(stop, at_once=at_once, pace=pace)


def run_waiting() -> int:
    """Run what is due, here and now, until nothing is; returns how many ran.

    For commands that must not leave work behind, and for tests: it holds no leases, so it may
    stand inside a transaction.
    """
    count = 0
    while job := claim("here", dt.timedelta(hours=1)):
        run_job(job, lease=None)
        count += 1
    return count


def _work(name: str, stop: threading.Event, pace: Pace) -> None:
    def work_off_one() -> bool:
        if job := claim(name, pace.lease):
            run_job(job, lease=pace.lease, stop=stop, grace=pace.grace)
        return job is not None

    try:
        while not stop.is_set():
            if not _surviving(work_off_one):
                stop.wait(pace.look)
    finally:
        connections.close_all()


def _surviving(step: Callable[[], Outcome]) -> Outcome | None:
    """Do a step; a database that is away or busy for a moment does not end the worker."""
    close_old_connections()
    try:
        return step()
    except Error as error:
        log.warning("The database did not answer (%s); trying again.", type(error).__name__)
        connections.close_all()
        return None
