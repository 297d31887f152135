"""What is asked, as another part's page tells it: by when, and how one's own authority stands.

Readers without an account get what everybody may read, and nothing of any answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import User

from .access_rules import of_whom
from .grid import dates_of
from .look import Look, look_of
from .models import OWED, Action, ActionState, Ask, AskState
from .when import By


@dataclass(frozen=True, slots=True)
class Own:
    """How an authority of whoever reads stands."""

    ask: Ask
    look: Look

    @property
    def is_owed(self) -> bool:
        return self.ask.state in OWED

    @property
    def address(self) -> str:
        return f"{self.ask.action.get_absolute_url()}{self.ask.authority.slug}/"


@dataclass(frozen=True, slots=True)
class Told:
    """One action, with its days that hold now."""

    action: Action
    dates: Sequence[By]
    own: Sequence[Own] = ()

    @property
    def is_open(self) -> bool:
        return self.action.state == ActionState.OPEN

    @property
    def has_several_days(self) -> bool:
        return len(self.dates) > 1


def told(user: User | AnonymousUser, actions: QuerySet[Action]) -> list[Told]:
    """Those that have been asked and that this person may read. Three queries at most."""
    rows = list(visible(user, actions.exclude(state=ActionState.DRAFT)))
    if not rows:
        return []
    days = dates_of([row.pk for row in rows])
    own: dict[int, list[Own]] = {}
    viewer = viewer_of(user)
    if authorities := of_whom(viewer):
        asks = Ask.objects.asked().filter(action__in=rows, authority__in=authorities)
        for ask in visible(user, asks).select_related("action", "authority"):
            look = _look(ask, days.get(ask.action_id, ()))
            own.setdefault(ask.action_id, []).append(Own(ask, look))
    return [Told(row, sorted(days.get(row.pk, ())), own.get(row.pk, ())) for row in rows]


def _look(ask: Ask, dates: Sequence[By]) -> Look:
    return look_of(
        AskState(ask.state),
        action=ActionState(ask.action.state),
        was_late=ask.was_late,
        dates=dates,
        is_soon=ask.action.is_soon,
        now=timezone.now(),
        zone=timezone.get_current_timezone(),
    )
