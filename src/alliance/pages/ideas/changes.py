"""What is done to ideas, each with its event in the trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.jobs.enqueue import enqueue
from alliance.pages.models import Idea, Workstream

from .mail import send_reply


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
    """Reply to the proposer. The mail is a job of this transaction: sent once, or not at all."""
    idea = _locked(idea)
    if idea.state == Idea.State.ANSWERED:
        raise CannotBeDone("This idea has been answered already; your reply was not sent.")
    idea = _change(
        idea,
        by=by,
        verb="answered",
        state=Idea.State.ANSWERED,
        reply=reply,
        answered_at=timezone.now(),
        answered_by_id=by.pk,
        mail=Idea.Mail.DUE,
    )
    enqueue(send_reply, idea.pk, by=by, return_to=idea.get_absolute_url())
    return idea


@transaction.atomic
def send_again(idea: Idea, *, by: AbstractBaseUser) -> Idea:
    """Send a reply that could not be sent, or of which nobody knows whether it was."""
    idea = _locked(idea)
    if idea.mail not in {Idea.Mail.FAILED, Idea.Mail.SENDING}:
        raise CannotBeDone(f"The reply is not to be sent again: {idea.get_mail_display().lower()}.")
    idea = _change(idea, by=by, verb="sent again", mail=Idea.Mail.DUE)
    enqueue(send_reply, idea.pk, by=by, return_to=idea.get_absolute_url())
    return idea


@transaction.atomic
def erase(idea: Idea, *, by: AbstractBaseUser, reason: str) -> Idea:
    """Destroy what was written and by whom. That there was an idea, and when, stays."""
    idea = _locked(idea)
    if idea.erased_at:
        raise CannotBeDone("This idea has been erased already.")
    idea.name = idea.email = idea.organisation = idea.text = idea.reply = ""
    idea.erased_at = timezone.now()
    if idea.mail in {Idea.Mail.DUE, Idea.Mail.FAILED}:
        idea.mail = Idea.Mail.NONE
    idea.save()
    erase_thing(idea, by=by, reason=reason)
    return idea


def _locked(idea: Idea) -> Idea:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    return Idea.objects.select_for_update().get(pk=idea.pk)


def _change(idea: Idea, *, by: AbstractBaseUser, verb: str, **fields: object) -> Idea:
    if idea.erased_at:
        raise CannotBeDone("This idea has been erased; nothing of it can be answered.")
    before = snapshot(idea)
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.save()
    record(by=by, verb=verb, thing=idea, before=before, after=snapshot(idea))
    return idea
