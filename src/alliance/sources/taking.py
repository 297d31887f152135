"""Taking a candidate: marked, and given to the part above that makes something of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from .models import OPEN, Candidate, CandidateState

Taker = Callable[[Candidate, AbstractBaseUser], str]
"""Makes something of a candidate, and says in a few words where it went: “Draft of Update 430”."""
GiverBack = Callable[[Candidate, AbstractBaseUser], None]
"""Unmakes it, or raises `CannotBeTaken` with why not: it was published meanwhile, say."""

_takers: list[tuple[Taker, GiverBack | None]] = []


class CannotBeTaken(Exception):
    """Somebody decided before, or it cannot be given back; the sentence says what."""


def register(taker: Taker, giver_back: GiverBack | None = None) -> None:
    """Called at start-up by the part that makes items of candidates: there is one."""
    _takers[:] = [(taker, giver_back)]


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
    for taker, _ in _takers:
        candidate.taken_as = taker(candidate, by)[:200]
    candidate.save()
    return candidate


def give_back(candidate: Candidate, by: AbstractBaseUser) -> None:
    """Have what was made of a taken candidate unmade; its row is the caller's.

    Raises:
        CannotBeTaken: it is too late for that, or nobody can.
    """
    for _, giver_back in _takers:
        if giver_back is not None:
            giver_back(candidate, by)
        elif candidate.taken_as:
            raise CannotBeTaken(f"It is in {candidate.taken_as}: take it out there.")
