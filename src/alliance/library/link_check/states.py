"""Where a link stands, as the programme's list has it: each link is in exactly one state."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from ..models import Link, Verdict
from ..models.link import LinkQuerySet
from ..models.link_verdict import FAILING
from .patience import DAYS_TO_DIE


class State(models.TextChoices):
    """In the order in which somebody should look at them."""

    DEAD = "dead", "Dead"
    FAILING = "failing", "Failing"
    MOVED = "moved", "Moved"
    UNKNOWN = "unknown", "Could not be checked"
    NOT_ASKED = "not_asked", "Not asked"
    LEFT = "left", "Left as it is"
    NEW = "new", "Not looked at yet"
    WORKS = "works", "Works"


SHAPES = {
    State.DEAD: "late",
    State.FAILING: "asked",
    State.MOVED: "asked",
    State.WORKS: "done",
}
"""Those that are not plain."""

MEANS = {
    State.DEAD: "These do not work, and have not for days. Mend them where they stand, or leave one "
    "as it is if it works for people.",
    State.FAILING: "These do not work, but not for long enough to be called dead. They are looked "
    "at every day.",
    State.MOVED: "These work, and their sites say for good that they have another address now.",
    State.UNKNOWN: "Nothing could be learnt of these: the site turns machines away, asks who is "
    "there, or did not answer in time. They are never called dead for it.",
    State.NOT_ASKED: "We do not ask for these: they lead to a machine that is not on the public "
    "internet, or have a user name or another port in them.",
    State.LEFT: "Somebody tried these and says that they work for people. Each is reported again "
    "after a year.",
    State.NEW: "These have been found on the site and not been looked at yet.",
    State.WORKS: "These lead somewhere. They are looked at every fortnight.",
}


def of_state(state: State, at: dt.datetime | None = None) -> Q:
    """The links in a state."""
    left = Q(left_until__gt=at or timezone.now())
    dead, was_found = Q(dead_since__isnull=False), Q(finding__isnull=False)
    by_verdict = {
        State.FAILING: [*FAILING],
        State.MOVED: [Verdict.MOVED],
        State.UNKNOWN: [Verdict.UNKNOWN],
        State.NOT_ASKED: [Verdict.NOT_ASKED],
        State.WORKS: [Verdict.WORKS],
    }
    match state:
        case State.LEFT:
            return left & ~Q(finding__verdict=Verdict.WORKS)
        case State.DEAD:
            return dead & _not(left)
        case State.NEW:
            return ~was_found & ~dead & _not(left)
        case State.WORKS:
            return Q(finding__verdict=Verdict.WORKS)
        case _:
            return Q(finding__verdict__in=by_verdict[state]) & ~dead & _not(left)


def _not(left: Q) -> Q:
    return Q(left_until__isnull=True) | ~left


def state_of(link: Link) -> State:
    """The state of one link, as `of_state` finds it."""
    verdict = Verdict(link.finding.verdict) if link.finding else None
    if verdict == Verdict.WORKS:
        return State.WORKS
    if link.is_left:
        return State.LEFT
    if link.dead_since is not None:
        return State.DEAD
    if verdict is None:
        return State.NEW
    return State.FAILING if verdict in FAILING else State(verdict)


def counts(links: LinkQuerySet) -> dict[State, int]:
    """How many are in each state, in one query."""
    now = timezone.now()
    asked = {state.value: Count("pk", filter=of_state(state, now)) for state in State}
    return {State(name): number for name, number in links.aggregate(**asked).items()}


def days_left(link: Link) -> int:
    """On how many more days a failing link must fail before it is called dead."""
    if link.finding is None or link.finding.verdict not in FAILING:
        return 0
    return max(0, DAYS_TO_DIE[Verdict(link.finding.verdict)] - link.failing_days)
