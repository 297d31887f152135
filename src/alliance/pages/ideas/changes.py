"""What is done to ideas, each with its event in the trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.mail import change as outbox
from alliance.mail.models import STUCK
from alliance.pages.models import Idea, Workstream

from .mail import post_reply


class CannotBeDone(Exception):
    """A change that the idea's state does not allow; the sentence says why."""


@transaction.atomic
def receive(
    page: Workstream,
    *,
    by: AbstractBaseUser | None,
    name: str,
    email: str,
    organisation: str,
    text: str,
) -> Idea:
    """Keep what somebody proposed from a page; `by` is their account, if they were signed in."""
    idea = Idea.objects.create(
        page_id=page.pk, name=name, email=email, organisation=organisation, text=text
    )
    record(by=by, verb="sent", thing=idea, after=snapshot(idea))
    return idea


@transaction.atomic
def take_in_hand(idea: Idea, *, by: AbstractBaseUser) -> Idea:
    """Say that somebody is looking into it."""
    idea = _locked(idea)
    if idea.state != Idea.State.NEW:
        raise CannotBeDone(f"This idea is {idea.get_state_display().lower()} already.")
    return _change(idea, by=by, verb="took in hand", state=Idea.State.IN_HAND)


@transaction.atomic
def answer(idea: Idea, *, by: AbstractBaseUser, reply: str) -> Idea:
    """Reply to the proposer. The mail is a row of this transaction: sent once, or not at all."""
    idea = _locked(idea)
    if idea.state == Idea.State.ANSWERED:
        raise CannotBeDone("This idea has been answered already; your reply was not sent.")
    _refuse_if_erased(idea)
    idea.reply = reply
    return _change(
        idea,
        by=by,
        verb="answered",
        state=Idea.State.ANSWERED,
        answered_at=timezone.now(),
        answered_by_id=by.pk,
        message_id=post_reply(idea).pk,
    )


@transaction.atomic
def send_again(idea: Idea, *, by: AbstractBaseUser) -> Idea:
    """Send a reply that was held or could not be sent, or of which nobody knows whether it was."""
    idea = _locked(idea)
    message = idea.message
    _refuse_if_erased(idea)
    if message is None or message.state not in STUCK:
        raise CannotBeDone("The reply is not to be sent again.")
    if message.may_be_sent_again:
        outbox.send_again(message, by=by)
    else:  # what the first said was erased there: it is written anew
        message = post_reply(idea)
    return _change(idea, by=by, verb="sent again", message_id=message.pk)


@transaction.atomic
def erase(idea: Idea, *, by: AbstractBaseUser, reason: str) -> Idea:
    """Destroy what was written and by whom. That there was an idea, and when, stays."""
    idea = _locked(idea)
    if idea.erased_at:
        raise CannotBeDone("This idea has been erased already.")
    idea.name = idea.email = idea.organisation = idea.text = idea.reply = ""
    idea.erased_at = timezone.now()
    message, idea.message = idea.message, None
    idea.save()
    if message:
        outbox.withdraw(message)
    erase_thing(idea, by=by, reason=reason)
    return idea


def _locked(idea: Idea) -> Idea:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    return Idea.objects.select_for_update().get(pk=idea.pk)


def _change(idea: Idea, *, by: AbstractBaseUser, verb: str, **fields: object) -> Idea:
    _refuse_if_erased(idea)
    before = snapshot(idea)
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.save()
    record(by=by, verb=verb, thing=idea, before=before, after=snapshot(idea))
    return idea


def _refuse_if_erased(idea: Idea) -> None:
    if idea.erased_at:
        raise CannotBeDone("This idea has been erased; nothing of it can be answered.")
