"""When an account is shut or its person goes, nothing of theirs asks or is told any more.

Each use asks what its owner may, so nothing would be given out anyway; but an account that is opened
again must not find yesterday's programs at work.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete

from alliance.directory.models import Person, User

from .tokens.changes import revoke_all
from .webhooks.switching import switch_off_all

SHUT = "The account was shut."
GONE = "Its person was taken off the list."


def listen() -> None:
    """Called once, at start-up."""
    post_save.connect(_saved, sender=User, dispatch_uid="alliance.api.ending")
    pre_delete.connect(_goes, sender=Person, dispatch_uid="alliance.api.ending")


def _saved(instance: User, raw: bool = False, created: bool = False, **signal: Any) -> None:
    if not raw and not created and not instance.is_active:
        _end(instance, SHUT)


def _goes(instance: Person, **signal: Any) -> None:
    user = User.objects.filter(person=instance).first()
    if user is not None:
        _end(user, GONE)


def _end(user: User, why: str) -> None:
    revoke_all(user, why=why)
    switch_off_all(user, why=why)
