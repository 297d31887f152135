"""Ending a call: withdrawn, because it should not go on; archived, because it has served."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.actions.models import ActionState
from alliance.audit.trail import record, snapshot

from ..models import Call, CallState
from ..refusal import CannotBeDone
from .asking import CLOSED, end_ask
from .standing import Standing, standing
from .writing import locked, save


@transaction.atomic
def withdraw(*, by: AbstractBaseUser, call: Call, seen: int, why: str) -> Call:
    """Take it from readers, and its action from the authorities. Answers stay with the programme.

    Raises:
        CannotBeDone: it is not published, or there is no reason.
    """
    call = locked(call, seen)
    if call.state != CallState.PUBLISHED:
        raise CannotBeDone("Only a published call is withdrawn.")
    if not why.strip():
        raise CannotBeDone("Say why it is withdrawn: authorities that were asked read it.")
    _end(call, CallState.WITHDRAWN, by=by, why=why.strip())
    end_ask(call, by=by, state=ActionState.WITHDRAWN, why=why.strip())
    return call


@transaction.atomic
def archive(*, by: AbstractBaseUser, call: Call, seen: int, why: str) -> Call:
    """Say that all is done: readers keep the page, and it takes no late answers any more.

    Raises:
        CannotBeDone: it is open still (a standing call may be), or there is no reason.
    """
    call = locked(call, seen)
    stands = standing(call, timezone.now())
    if call.state != CallState.PUBLISHED:
        raise CannotBeDone("Only a published call is archived.")
    if not call.is_standing and stands is not Standing.CLOSED:
        raise CannotBeDone("It takes answers still. Bring its closing forward, or withdraw it.")
    if not why.strip():
        raise CannotBeDone("Say why: “Its showcase is published”, for instance.")
    _end(call, CallState.ARCHIVED, by=by, why=why.strip())
    end_ask(call, by=by, state=ActionState.CLOSED, why=CLOSED)
    return call


def _end(call: Call, state: CallState, *, by: AbstractBaseUser, why: str) -> None:
    before = snapshot(call)
    call.state, call.ended_at, call.ended_why = state, timezone.now(), why
    save(call)
    record(by=by, verb=state.value, thing=call, before=before, after=snapshot(call), reason=why)
