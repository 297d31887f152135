"""Writes down what was found of a link: a new row only where it is another verdict than before."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from alliance.editions.current import changed

from ..models import Link, LinkFinding
from ..models.link_verdict import FAILING, GOOD
from .patience import is_dead, next_look
from .verdict import Judgement


@transaction.atomic
def note(
    link: Link, found: Judgement, *, at: dt.datetime, etag: str = "", modified: str = ""
) -> None:
    """Keep the history, count the days of failing, and say when to look again."""
    link = Link.objects.select_for_update(of=("self",)).select_related("finding").get(pk=link.pk)
    was_dead = link.dead_since is not None
    link.finding = finding = _finding(link, found, at)
    _count(link, found, at)
    link.etag, link.modified = etag[:300], modified[:100]
    dead = link.dead_since is not None
    link.next_look_at = at + next_look(found.verdict, times=finding.times, dead=dead)
    link.save()
    if dead != was_dead:
        changed()  # readers are told beside the link


def _finding(link: Link, found: Judgement, at: dt.datetime) -> LinkFinding:
    """The newest row goes on as long as the verdict is the same."""
    last = link.finding
    if last and (last.verdict, last.moved_to) == (found.verdict, found.moved_to):
        last.last_seen = max(at, last.last_seen)
        last.times += 1
        last.status, last.words = found.status, found.words[:500]
        last.save()
        return last
    return LinkFinding.objects.create(
        link=link,
        verdict=found.verdict,
        status=found.status,
        words=found.words[:500],
        moved_to=found.moved_to,
        first_seen=at,
        last_seen=at,
    )


def _count(link: Link, found: Judgement, at: dt.datetime) -> None:
    """A day counts once; what could not be checked counts neither for nor against."""
    today = timezone.localdate(at)
    if found.verdict in GOOD:
        link.failing_days, link.failed_last_on, link.dead_since = 0, None, None
    elif found.verdict in FAILING:
        if link.failed_last_on is None or today > link.failed_last_on:
            link.failing_days += 1
            link.failed_last_on = today
        if link.dead_since is None and is_dead(found.verdict, link.failing_days):
            link.dead_since = at
