"""Taking a candidate: marked, and given to the part above that makes something of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from .models import OPEN, Candidate, CandidateState

Taker = Callable[[Candidate, AbstractBaseUser], str]
"""Makes something of a candidate, and says in a few words where it went: “Draft of Update 430”."""

_takers: list[Taker] = []


class CannotBeTaken(Exception):
    """Somebody decided before; the sentence says what."""


def register(taker: Taker) -> None:
    """Called at start-up by the part that makes items of candidates: there is one."""
    _takers[:] = [taker]


@transaction.atomic
def take(candidate: Candidate, by: AbstractBaseUser) -> Candidate:
    """Take a candidate for the week, once, however many take it at the same moment.

    Raises:
        CannotBeTaken: it was taken, merged or turned down meanwhile.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.state not in OPEN:
        who = f" by {candidate.decided_by}" if candidate.decided_by else ""
        raise CannotBeTaken(
            f"“{candidate.title}” was decided already{who}: "
            f"{candidate.get_state_display().lower()}."
        )
    candidate.state = CandidateState.TAKEN
    candidate.decided_at, candidate.decided_by_id = timezone.now(), by.pk
    candidate.later_until = None
    candidate.taken_as = ""
    for taker in _takers:
        candidate.taken_as = taker(candidate, by)[:200]
    candidate.save()
    return candidate
