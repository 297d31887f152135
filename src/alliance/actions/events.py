"""What happens to actions, told to the parts above in the transaction in which it happens.

A part above follows at start-up; it knows what it makes of it, and whom it concerns:

    follow(keep_event)          # in AppConfig.ready

What a follower writes stands or falls with the change, so it writes a row and does no work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .models import Action, Ask, Response


class Event(StrEnum):
    """What can happen. The names are promises to programs."""

    OPENED = "action.opened"
    CHANGED = "action.changed"
    ENDED = "action.ended"
    COUNTED = "answer.counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event."""

    event: Event
    action: Action
    ask: Ask | None = None
    """The authority's part in it, where the event is of one authority."""
    response: Response | None = None
    """The answer that counts from now on."""


Follower = Callable[[Happened], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Hear of everything that happens from now on; twice the same is once."""
    if follower not in _followers:
        _followers.append(follower)


def tell(
    event: Event, *, action: Action, ask: Ask | None = None, response: Response | None = None
) -> None:
    """Say that something happened; called inside the transaction of the change."""
    happened = Happened(event=event, action=action, ask=ask, response=response)
    for follower in _followers:
        follower(happened)
