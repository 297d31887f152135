"""What waits for the programme, in a line each: for the front page and wherever else it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import User

from .models import RingBack, Submission
from .replying.waiting import waiting
from .telephone.emptying import OPEN


@dataclass(frozen=True, slots=True)
class Line:
    """How much waits, and where."""

    sentence: str
    route: str


def what_waits(user: User | AnonymousUser) -> list[Line]:
    """Who is to be rung, and which ideas want a reply. Nothing for anybody but the programme."""
    if not viewer_of(user).is_programme:
        return []
    to_ring = visible(user, RingBack.objects.filter(state__in=OPEN)).count()
    ideas = waiting(visible(user, Submission.objects.all())).count()
    found = []
    if to_ring:
        people = "1 person waits" if to_ring == 1 else f"{to_ring} people wait"
        found.append(Line(f"{people} to be rung", "ring_backs"))
    if ideas:
        waits = "1 idea waits" if ideas == 1 else f"{ideas} ideas wait"
        found.append(Line(f"{waits} for a reply", "replies_to_ideas"))
    return found
