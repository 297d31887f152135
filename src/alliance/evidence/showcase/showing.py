"""The moment at which readers can see a case: its owner is told, and is asked again in half a year."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record
from alliance.delivery import keep
from alliance.search import registry

from ..models import Case, FollowUp, Showcase
from . import letters, names
from .months import months_after

ASKED_AFTER = 6
"""Months from its showing to the question whether it lasted."""


@transaction.atomic
def show(case: Case, *, by: AbstractBaseUser | None) -> Case:
    """Let readers see an agreed case of a launched showcase; of any other, nothing is done.

    Told and asked once: a case that comes back after a change is neither told nor asked anew.
    """
    if case.state != Case.State.AGREED or case.showcase.state != Showcase.State.LAUNCHED:
        return case
    if case.shown_at is None:
        now = timezone.now()
        case.shown_at = now
        case.save(update_fields=["shown_at"])
        ask_later(case, timezone.localdate(now))
        letters.write("launched", case, by=by)
        record(by=by, verb="published", thing=case)
    registry.index(Case, [case.pk])
    keep.follow(names.SHOWCASE, [case.showcase_id])
    return case


def ask_later(case: Case, shown_on: dt.date) -> FollowUp:
    """Its owner is asked half a year from the day on which it was shown."""
    due = months_after(shown_on, ASKED_AFTER)
    follow_up, _ = FollowUp.objects.get_or_create(case=case, due_on=due)
    return follow_up
