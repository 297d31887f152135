"""The jobs that look at sources. Each source is a job of its own: none waits for another."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import GiveUp, Progress

from ..models import Fetch, Source
from .look import claim, look

EVERY = dt.timedelta(minutes=5)
KEPT_FOR = dt.timedelta(days=90)
OFF = "This is a sample: its sources are invented, so nobody is asked."


@job(title="Watch sources")
def watch(progress: Progress) -> str:
    """Start a look at each source that is due; started by the clock."""
    if not settings.LINKS_ARE_CHECKED:
        return OFF
    due = list(Source.objects.due().order_by("next_at").values_list("pk", flat=True))
    for pk in due:
        enqueue(look_when_due, pk, unique=True)
    return f"{len(due)} {'source is' if len(due) == 1 else 'sources are'} looked at."


@job(title="Look at a source", max_attempts=1)
def look_when_due(progress: Progress, source_id: int) -> str:
    """Never tried again as a job: the source's own next look is when it is tried again."""
    return _look(source_id, only_due=True)


@job(title="Look at a source now", max_attempts=1)
def look_now(progress: Progress, source_id: int) -> str:
    """Although it is not its time; somebody waits for it."""
    return _look(source_id, only_due=False)


def _look(source_id: int, *, only_due: bool) -> str:
    if not settings.LINKS_ARE_CHECKED:
        raise GiveUp(OFF)
    source = claim(source_id, only_due=only_due)
    if source is None:
        return "It is being looked at already, is not due, or is not watched any more."
    fetch = look(source)
    if fetch is None:
        return "It was changed meanwhile, and is looked at again soon."
    return f"{fetch.get_outcome_display()}. {fetch.words}"


@job(title="Forget old looks at sources")
def forget_old_looks(progress: Progress) -> str:
    """Ninety days show how a source behaves."""
    old = Fetch.objects.filter(at__lt=timezone.now() - KEPT_FOR)
    return f"{old.delete()[0]} were forgotten."
