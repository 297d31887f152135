"""Answering for an authority: every say is kept, the latest counts, and nobody overwrites unseen.

Whoever answers says which answer they saw. If another has come in since, theirs is kept aside and
they decide which of the two counts (`let_count`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.deeds import Deed, standing, standings
from alliance.directory.deeds import Standing as Right
from alliance.directory.models import User
from alliance.directory.viewer import Viewer

from .campaigns.weeks import takes_answers
from .events import Event, tell
from .models import (
    ENDED,
    IN_PERSON,
    OWED,
    Action,
    ActionState,
    AnswerKind,
    Ask,
    AskState,
    Form,
    LinkHolder,
    Question,
    Response,
    Way,
)
from .refusal import CannotBeDone
from .said import Said, check
from .when import By, is_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Who answers, in what right and by which way."""

    by: User | None = None
    """The account that was signed in: the person's own, or support's that writes it down."""
    way: Way = Way.SITE
    right: Right | None = None
    holder: LinkHolder | None = None
    given_by: str = ""
    given_on: dt.date | None = None


def right_to_answer(viewer: Viewer, ask: Ask) -> Right | None:
    """In what right a viewer answers for the authority that is asked; None if they may not."""
    return standing(viewer, Deed.ANSWER, ask.authority_id)


def may_answer_for(viewer: Viewer) -> frozenset[int]:
    """The authorities for which a viewer answers."""
    return frozenset(each.authority for each in standings(viewer, Deed.ANSWER))


@transaction.atomic
def answer(
    *,
    who: Answerer,
    ask: Ask,
    said: Said,
    question: int,
    seen: int | None,
    at: dt.datetime | None = None,
    recorded_at: dt.datetime | None = None,
) -> Response:
    """Keep what was said, and let it count unless another came in meanwhile.

    Args:
        question: the question that was answered. If it has been replaced since, what was said is
            kept as begun, to be looked at again.
        seen: the response that counted when they looked; None if none did.
        at: when it was given, if that was not now: on the telephone, in a mail.
        recorded_at: when it was written down, if neither then nor now.

    Raises:
        NoAnswer: it does not answer the question.
        CannotBeDone: the action is not open, or the authority is no longer asked.
    """
    ask = _locked(ask)
    _check_open(ask, who)
    asked = Question.objects.current().get(action=ask.action)
    moment = at or timezone.now()
    counting = Response.objects.counting().filter(ask=ask).first()
    form = said.form if asked.pk == question else Form.BEGUN
    if form == said.form:
        check(said, AnswerKind(asked.kind), asked.choices)
    is_aside = form != Form.BEGUN and (counting.pk if counting else None) != seen
    response = Response(
        ask=ask,
        question=Question.objects.get(pk=question, action=ask.action),
        form=form,
        yes=said.yes,
        choice=said.choice,
        number=said.number,
        whole=int(said.whole) if said.whole is not None else None,
        text=said.text,
        document_id=said.document,
        reason=said.reason,
        at=moment,
        recorded_at=recorded_at or (moment if who.way in IN_PERSON else timezone.now()),
        is_late=is_late(days_of(ask.action), moment, timezone.get_current_timezone()),
        is_aside=is_aside,
        way=who.way,
        by=who.by,
        person_id=_person_of(who),
        holder=who.holder,
        given_by=who.given_by,
        given_on=who.given_on,
        role=who.right.role if who.right else "",
        capacity=(who.right.capacity or "") if who.right else "",
        principal_id=who.right.principal if who.right else None,
    )
    response.save()
    if form != Form.BEGUN and not is_aside:
        _let_count(response, ask)
    elif form == Form.BEGUN and ask.state == AskState.WAITING:
        ask.state = AskState.BEGUN
        ask.save()
    record(
        by=who.by,
        verb={Form.BEGUN: "began", Form.ANSWER: "answered", Form.NOT_FOR_US: "declined"}[form],
        thing=response,
        after=snapshot(response),
        acting_for=str(ask.authority),
    )
    return response


@transaction.atomic
def let_count(*, who: Answerer, response: Response, seen: int | None) -> Response:
    """Let an answer that was kept aside count after all.

    Raises:
        CannotBeDone: another has come in since they looked, or the action is not open.
    """
    ask = _locked(response.ask)
    _check_open(ask, who)
    response = Response.objects.select_for_update().get(pk=response.pk, ask=ask)
    counting = Response.objects.counting().filter(ask=ask).first()
    if (counting.pk if counting else None) != seen:
        raise CannotBeDone("Yet another answer has come in. Look at it before yours replaces it.")
    if response.form == Form.BEGUN:
        raise CannotBeDone("This is only begun. Finish it, and send it.")
    if not response.counts:
        before = snapshot(response)
        response.is_aside = False
        _let_count(response, ask)
        record(
            by=who.by,
            verb="let count",
            thing=response,
            before=before,
            after=snapshot(response),
            acting_for=str(ask.authority),
        )
    return response


def days_of(action: Action) -> list[By]:
    """The days that hold now, for `when`."""
    return [
        By(row.on, row.at, row.is_hard, row.label)
        for row in action.dates.all()
        if row.replaced_at is None
    ]


def _locked(ask: Ask) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",)).select_related("action", "authority")
    return rows.get(pk=ask.pk)


def _check_open(ask: Ask, who: Answerer) -> None:
    state = ask.action.state
    if ask.taken_back_at is not None:
        raise CannotBeDone(f"{ask.authority} is no longer asked: {ask.taken_back_why}")
    if state == ActionState.DRAFT:
        raise CannotBeDone("This has not been asked yet.")
    may_be_ended = who.way not in IN_PERSON  # what came before the end is written down
    if state in ENDED and not may_be_ended and not takes_answers(ask):
        word = ask.action.get_state_display().lower()
        raise CannotBeDone(
            f"This was {word}, so no answer is taken here any more. What you wrote is below; "
            "write to the programme if it should still know."
        )


def _let_count(response: Response, ask: Ask) -> None:
    # In this order: one of an ask counts at a time, and the database holds to it.
    Response.objects.counting().filter(ask=ask).exclude(pk=response.pk).update(counts=False)
    response.counts = True
    response.save()
    ask.state = AskState.NOT_FOR_US if response.form == Form.NOT_FOR_US else AskState.ANSWERED
    ask.answered_at, ask.was_late = response.at, response.is_late
    ask.save()
    tell(Event.COUNTED, action=ask.action, ask=ask, response=response)


def _person_of(who: Answerer) -> int | None:
    if who.way not in IN_PERSON:
        return None
    if who.holder is not None:
        return who.holder.person_id
    return who.by.person_id if who.by else None


def is_owed(ask: Ask) -> bool:
    """Whether an answer is still waited for."""
    is_asked = ask.taken_back_at is None and ask.action.state == ActionState.OPEN
    return is_asked and ask.state in OWED
