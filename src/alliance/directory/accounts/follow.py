"""What goes with an account's address: the parts above say at start-up what they keep by it."""

from __future__ import annotations

from typing import Protocol

from ..models import User


class Follower(Protocol):
    def __call__(self, *, user: User, before: str, by: User) -> None:
        """Go along with a change of address, in its transaction.

        Args:
            before: the address until now; empty if the account is new.
        """


_followers: list[Follower] = []


def register_follower(follow: Follower) -> None:
    if follow not in _followers:
        _followers.append(follow)


def tell_followers(user: User, *, before: str, by: User) -> None:
    """An account has an address for the first time, or another one."""
    for follow in _followers:
        follow(user=user, before=before, by=by)
