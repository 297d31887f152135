"""What a person says becomes of a reply: an answer, or nothing, and why. Nothing else makes it one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.directory.models import User

from ..answering import Answerer, answer, let_count
from ..models import Ask, Form, Question, Reply, ReplyState, Response, Way
from ..refusal import CannotBeDone
from ..said import Said
from ..when import given_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who gave the answer, and on what day, as whoever confirms it says."""

    by: str
    on: dt.date


@transaction.atomic
def confirm(
    *,
    by: User,
    reply: Reply,
    ask: Ask,
    said: Said,
    question: int,
    seen: int | None,
    given: Given,
) -> Response:
    """Record an answer that a reply gives, in its authority's name. Whether it is late is judged by
    when the mail was sent.

    Args:
        question: the question that whoever confirms it looked at.
        seen: the response that counted when they looked; None if none did.

    Raises:
        NoAnswer: it does not answer the question.
        CannotBeDone: somebody has recorded or set it aside meanwhile, the question is another by
            now, or nothing is taken any more.
    """
    reply = _locked(reply)
    if reply.state == ReplyState.SET_ASIDE:
        raise CannotBeDone(f"This was set aside{_by(reply)}: {reply.why} Let it wait again first.")
    if reply.erased_at is not None:
        raise CannotBeDone("What this said has been erased, so nothing more is recorded from it.")
    if (known := reply.responses.filter(ask=ask).first()) is not None:
        day = timezone.localtime(reply.settled_at).date() if reply.settled_at else known.given_on
        raise CannotBeDone(
            f"This was recorded for {ask.authority} already{_by(reply)}"
            f"{f' on {day.day} {day:%B %Y}' if day else ''}. It is not recorded twice."
        )
    if not Question.objects.current().filter(pk=question, action=ask.action_id).exists():
        raise CannotBeDone(
            "The question has changed since you opened this page. Look at what is asked now, and "
            "whether the mail answers it."
        )
    response = answer(
        who=Answerer(by=by, way=Way.EMAIL, given_by=given.by, given_on=given.on),
        ask=ask,
        said=said,
        question=question,
        seen=seen,
        at=_moment(reply, given.on),
    )
    if response.form == Form.BEGUN:  # replaced between our look and the answer's own
        raise CannotBeDone("The question has changed just now. Look at what is asked now.")
    before = snapshot(reply)
    reply.responses.add(response)
    _settle(reply, ReplyState.RECORDED, by=by)
    record(
        by=by,
        verb="recorded",
        thing=reply,
        before=before,
        after=snapshot(reply),
        acting_for=str(ask.authority),
    )
    return response


@transaction.atomic
def let_reply_count(*, by: User, reply: Reply, response: Response, seen: int | None) -> Response:
    """Let an answer recorded from a reply count, that was kept aside because another came in.

    Raises:
        CannotBeDone: yet another has come in since they looked.
    """
    response = reply.responses.select_related("ask").get(pk=response.pk)
    return let_count(who=Answerer(by=by, way=Way.EMAIL), response=response, seen=seen)


@transaction.atomic
def set_aside(*, by: User, reply: Reply, why: str) -> Reply:
    """Say that a reply answers nothing, and why.

    Raises:
        CannotBeDone: without a reason, or somebody has settled it meanwhile.
    """
    reply = _locked(reply)
    if not why.strip():
        raise CannotBeDone("Say why it is set aside, in a line.")
    if reply.state != ReplyState.WAITING:
        word = reply.get_state_display().lower()
        raise CannotBeDone(f"This waits no more: {word}{_by(reply)}.")
    before = snapshot(reply)
    reply.why = why.strip()[:300]
    _settle(reply, ReplyState.SET_ASIDE, by=by)
    record(by=by, verb="set aside", thing=reply, before=before, after=snapshot(reply))
    return reply


@transaction.atomic
def let_wait(*, by: User, reply: Reply) -> Reply:
    """Let a reply that was set aside wait again.

    Raises:
        CannotBeDone: it is not set aside, or what it said has been erased.
    """
    reply = _locked(reply)
    if reply.state != ReplyState.SET_ASIDE:
        raise CannotBeDone("Only what is set aside can wait again.")
    if reply.erased_at is not None:
        raise CannotBeDone("What this said has been erased, so there is nothing to wait for.")
    before = snapshot(reply)
    reply.state, reply.why = ReplyState.WAITING, ""
    reply.settled_at, reply.settled_by = None, None
    reply.save()
    record(by=by, verb="let wait", thing=reply, before=before, after=snapshot(reply))
    return reply


@transaction.atomic
def erase(*, by: User, reply: Reply, reason: str) -> Reply:
    """Destroy what a reply says and who sent it; that there was one, and what it became, stays.

    Raises:
        CannotBeDone: without a reason, or it is erased already.
    """
    reply = _locked(reply)
    if not reason.strip():
        raise CannotBeDone("Say why it is erased, in a line.")
    if reply.erased_at is not None:
        raise CannotBeDone("This has been erased already.")
    if reply.state == ReplyState.WAITING:
        reply.why = "Erased before anything was recorded."
        _settle(reply, ReplyState.SET_ASIDE, by=by)
    empty(reply)
    erase_thing(reply, by=by, reason=reason.strip()[:300])
    return reply


def empty(reply: Reply) -> None:
    """Take out of a reply all that it says, and whose it was."""
    reply.content, reply.person = b"", None
    reply.erased_at = timezone.now()
    reply.save()


def _settle(reply: Reply, state: ReplyState, *, by: User) -> None:
    reply.state = state
    reply.settled_at, reply.settled_by = timezone.now(), by
    reply.save()


def _locked(reply: Reply) -> Reply:
    return (
        Reply.objects.select_for_update(of=("self",)).select_related("settled_by").get(pk=reply.pk)
    )


def _moment(reply: Reply, day: dt.date) -> dt.datetime:
    """To the minute where the mail says it, and whoever confirms it left its day."""
    if reply.sent_at is not None and timezone.localtime(reply.sent_at).date() == day:
        return reply.sent_at
    return given_at(day, timezone.localtime())


def _by(reply: Reply) -> str:
    return f" by {reply.settled_by}" if reply.settled_by else ""
