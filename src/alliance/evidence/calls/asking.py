"""The action by which every member authority is asked to pass a call on, and to answer it."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser

from alliance.actions.models import ENDED, ActionState, AnswerKind, Audience, Weight
from alliance.actions.raising import (
    Asked,
    Asking,
    end_action,
    move_action,
    raise_action,
    reopen_action,
)
from alliance.directory.models import Authority
from alliance.directory.networks.addresses import whole_address

from ..models import Call
from .days import last_of

CLOSED = "The call has closed."


def ask(call: Call, *, by: AbstractBaseUser | None) -> None:
    """Ask it once; not for a standing call, which nobody could ever be done with."""
    authorities = list(Authority.objects.filter(is_member=True))
    if call.action_id or call.is_standing or not authorities:
        return
    call.action = raise_action(by=by, asking=_asking(call, authorities), origin=call)
    call.save(update_fields=["action"])


def _asking(call: Call, authorities: list[Authority]) -> Asking:
    address = whole_address(call.get_absolute_url())
    return Asking(
        title=f"Pass on the call “{call.title}”, and answer it",
        what=(f"{call.summary}.\n\n" if call.summary else "")
        + "Please pass the call on to everybody in your children’s services whom it asks, and to the "
        "schools and partners they work with. Anybody can answer by themselves, without an account.",
        how=f"The call, and every way to answer it: {address}\n\nSay that it is done once you have "
        "passed it on. You need not wait until somebody has answered.",
        what_becomes=call.what_becomes,
        weight=Weight.REQUEST,
        audience=Audience.MEMBERS,
        by_link=True,
        contact=call.contact,
        topics=list(call.topics.all()),
        question=Asked(kind=AnswerKind.ACKNOWLEDGE),
        dates=[last_of(call.closes_at)] if call.closes_at else [],
        authorities=authorities,
    )


def move_ask(call: Call, *, by: AbstractBaseUser) -> None:
    """Let it be due when the call closes now; open it again if the call had closed."""
    action = call.action
    if action is None or call.closes_at is None or action.state == ActionState.WITHDRAWN:
        return
    if action.state in ENDED:
        action = reopen_action(by=by, action=action)
    move_action(by=by, action=action, dates=[last_of(call.closes_at)])


def end_ask(call: Call, *, by: AbstractBaseUser | None, state: ActionState, why: str) -> bool:
    """Close or withdraw it with its call, if it is open still; whether it was."""
    action = call.action
    if action is None or action.state != ActionState.OPEN:
        return False
    end_action(by=by, action=action, state=state, why=why)
    return True
