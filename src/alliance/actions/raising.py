"""Raising an action, opening it, changing what is asked, ending it.

Another part of the site raises one through `raise_action` too, and says of what (`origin`):

    raise_action(by=editor, asking=Asking(title="Sign the memorandum", …), origin=version)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, Person, RoleKind, Topic

from .events import Event, tell
from .models import (
    ENDED,
    Action,
    ActionDate,
    ActionState,
    AnswerKind,
    Ask,
    AskState,
    Audience,
    Question,
    Response,
    Weight,
)
from .refusal import CannotBeDone
from .when import By


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question and the form of its answer."""

    kind: AnswerKind = AnswerKind.ACKNOWLEDGE
    words: str = ""
    choices: Sequence[str] = ()
    unit: str = ""
    whole_unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """All that an action says."""

    title: str
    what: str = ""
    how: str = ""
    what_becomes: str = ""
    weight: Weight = Weight.REQUEST
    audience: Audience = Audience.MEMBERS
    for_roles: Sequence[RoleKind] = ()
    is_soon: bool = False
    by_link: bool = False
    contact: Person | None = None
    topics: Sequence[Topic] = ()
    question: Asked = field(default_factory=Asked)
    dates: Sequence[By] = ()
    authorities: Sequence[Authority] = ()


_PLAIN = (
    "title",
    "what",
    "how",
    "what_becomes",
    "weight",
    "audience",
    "is_soon",
    "by_link",
    "contact",
)


@transaction.atomic
def raise_action(
    *,
    by: AbstractBaseUser | None,
    asking: Asking,
    origin: models.Model | None = None,
    words: Mapping[str, str] | None = None,
    opened: bool = True,
) -> Action:
    """Make an action, and ask it of its authorities unless it is to stay a draft.

    Args:
        by: who confirms it; an action is never made by a text alone.
        origin: what it was raised from, if anything: an item, a call, a version to sign.
        words: the words of the origin from which each part was proposed.

    Raises:
        ValidationError: what it says does not fit together, by field.
        CannotBeDone: it asks nobody.
    """
    action = Action(
        raised_by_id=by.pk if by else None,
        origin_type=ContentType.objects.get_for_model(origin) if origin else None,
        origin_id=str(origin.pk) if origin else "",
        origin_words=dict(words or {}),
    )
    _put(action, asking)
    action.full_clean()
    action.save()
    action.topics.set(asking.topics)
    _ask_question(action, asking.question, by=by)
    _set_dates(action, asking.dates, by=by)
    _ask_of(action, asking.authorities)
    record(by=by, verb="raised", thing=action, after=snapshot(action))
    return open_action(by=by, action=action) if opened else action


@transaction.atomic
def open_action(*, by: AbstractBaseUser | None, action: Action) -> Action:
    """Ask it: from now on the authorities owe an answer.

    Raises:
        CannotBeDone: it is open, has ended, or asks nobody.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state != ActionState.DRAFT:
        raise CannotBeDone(f"This is no draft any more: {action.get_state_display().lower()}.")
    if not action.asks.filter(taken_back_at__isnull=True).exists():
        raise CannotBeDone("This asks no authority yet. Choose those that it asks.")
    before, now = snapshot(action), timezone.now()
    action.state, action.opened_at = ActionState.OPEN, now
    action.asks.update(asked_at=now)
    _save(action)
    record(by=by, verb="opened", thing=action, before=before, after=snapshot(action))
    tell(Event.OPENED, action=action)
    return action


@transaction.atomic
def change_action(
    *,
    by: AbstractBaseUser | None,
    action: Action,
    seen: int,
    asking: Asking,
    earlier_stand: bool = True,
) -> Action:
    """Say something else. The same again is nothing.

    Args:
        seen: the version that whoever changes it looked at.
        earlier_stand: if the question changes, whether answers to the earlier one still count;
            if not, those authorities are asked again, and what they said stays on record.

    Raises:
        CannotBeDone: somebody else changed it meanwhile, or it has ended.
        ValidationError: what it says does not fit together.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.version != seen:
        raise CannotBeDone(
            "Somebody else has changed this meanwhile. What you wrote is below; look at what is "
            "there now, and send it again if yours should hold."
        )
    if action.state in ENDED:
        raise CannotBeDone("This has ended, so what it asks can no longer be changed.")
    before = snapshot(action)
    _put(action, asking)
    action.full_clean()
    action.topics.set(asking.topics)
    question = Question.objects.current().get(action=action)
    if _asked(question) != _plain(asking.question):
        _replace_question(action, question, asking.question, by=by, earlier_stand=earlier_stand)
    _set_dates(action, asking.dates, by=by)
    _ask_of(action, asking.authorities)
    _save(action)
    record(by=by, verb="changed", thing=action, before=before, after=snapshot(action))
    if action.state != ActionState.DRAFT:  # a draft is known to the programme only
        tell(Event.CHANGED, action=action)
    return action


@transaction.atomic
def move_action(*, by: AbstractBaseUser | None, action: Action, dates: Sequence[By]) -> Action:
    """Ask it by other days, as what it was raised from says now; all else stays.

    Raises:
        CannotBeDone: it has ended.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state in ENDED:
        raise CannotBeDone("This has ended, so what it asks can no longer be changed.")
    before = snapshot(action)
    _set_dates(action, dates, by=by)
    _save(action)
    record(by=by, verb="moved", thing=action, before=before, after=snapshot(action))
    if action.state != ActionState.DRAFT:
        tell(Event.CHANGED, action=action)
    return action


@transaction.atomic
def end_action(
    *, by: AbstractBaseUser | None, action: Action, state: ActionState, why: str = ""
) -> Action:
    """Close it (what came is enough) or withdraw it (it should not have been asked, or no longer is).

    Raises:
        CannotBeDone: it has not been opened, or has ended; or it is withdrawn without a reason.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state != ActionState.OPEN:
        raise CannotBeDone(f"Only what is open can be ended: {action.get_state_display().lower()}.")
    if state == ActionState.WITHDRAWN and not why.strip():
        raise CannotBeDone("Say why it is withdrawn: those who were asked read it.")
    before = snapshot(action)
    action.state, action.ended_at, action.ended_why = state, timezone.now(), why.strip()
    _save(action)
    record(
        by=by,
        verb=f"{state.value}",
        thing=action,
        before=before,
        after=snapshot(action),
        reason=why,
    )
    tell(Event.ENDED, action=action)
    return action


@transaction.atomic
def reopen_action(*, by: AbstractBaseUser | None, action: Action) -> Action:
    """Open again what was closed or withdrawn: answers can be given as before."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state not in ENDED:
        raise CannotBeDone("Only what has ended can be opened again.")
    before = snapshot(action)
    action.state, action.ended_at, action.ended_why = ActionState.OPEN, None, ""
    _save(action)
    record(by=by, verb="reopened", thing=action, before=before, after=snapshot(action))
    tell(Event.OPENED, action=action)
    return action


@transaction.atomic
def take_back(*, by: AbstractBaseUser | None, ask: Ask, why: str) -> Ask:
    """Ask it of this authority no longer; what it said stays on record.

    Raises:
        CannotBeDone: without a reason.
    """
    if not why.strip():
        raise CannotBeDone("Say why this authority is no longer asked: it reads that.")
    ask = Ask.objects.select_for_update(of=("self",)).select_related("action").get(pk=ask.pk)
    if ask.taken_back_at is None:
        before = snapshot(ask)
        ask.taken_back_at, ask.taken_back_why = timezone.now(), why.strip()[:300]
        ask.save()
        record(by=by, verb="took back", thing=ask, before=before, after=snapshot(ask), reason=why)
        if ask.action.state != ActionState.DRAFT:
            tell(Event.CHANGED, action=ask.action, ask=ask)
    return ask


def _put(action: Action, asking: Asking) -> None:
    for name in _PLAIN:
        setattr(action, name, getattr(asking, name))
    action.for_roles = [kind.value for kind in asking.for_roles]
    if asking.by_link and asking.question.kind == AnswerKind.FILE:
        raise ValidationError({"by_link": "A file is sent signed in, not by a link."})


def _save(action: Action) -> None:
    action.version += 1
    action.save()


# The question ----------------------------------------------------------------------------------


def _ask_question(action: Action, asked: Asked, *, by: AbstractBaseUser | None) -> Question:
    question = Question(
        action=action,
        number=action.questions.count() + 1,
        kind=asked.kind,
        words=asked.words,
        choices=list(asked.choices),
        unit=asked.unit,
        whole_unit=asked.whole_unit,
        set_by_id=by.pk if by else None,
    )
    if asked.kind == AnswerKind.CHOICE and len(set(asked.choices)) < 2:
        raise ValidationError({"choices": "Give at least two answers to choose from."})
    question.full_clean()
    question.save()
    return question


def _replace_question(
    action: Action,
    earlier: Question,
    asked: Asked,
    *,
    by: AbstractBaseUser | None,
    earlier_stand: bool,
) -> None:
    earlier.replaced_at = timezone.now()
    earlier.save()
    question = _ask_question(action, asked, by=by)
    question.earlier_stand = earlier_stand
    question.save()
    if not earlier_stand:
        Response.objects.counting().filter(ask__action=action).update(counts=False)
        action.asks.update(state=AskState.WAITING, answered_at=None, was_late=False)


def _asked(question: Question) -> Asked:
    return Asked(
        kind=AnswerKind(question.kind),
        words=question.words,
        choices=tuple(question.choices),
        unit=question.unit,
        whole_unit=question.whole_unit,
    )


def _plain(asked: Asked) -> Asked:
    return replace(asked, choices=tuple(asked.choices))


# Days and authorities --------------------------------------------------------------------------


def _set_dates(action: Action, dates: Sequence[By], *, by: AbstractBaseUser | None) -> None:
    """The days that are to hold; one of the same label that is no longer given has moved to it."""
    wanted = {_key(each.on, each.at, each.is_hard, each.label): each for each in dates}
    standing = list(ActionDate.objects.current().filter(action=action))
    gone = [
        row
        for row in standing
        if wanted.pop(_key(row.on, row.at, row.is_hard, row.label), None) is None
    ]
    now = timezone.now()
    ActionDate.objects.filter(pk__in=[row.pk for row in gone]).update(replaced_at=now)
    for each in wanted.values():
        row = ActionDate(
            action=action,
            on=each.on,
            at=each.at,
            is_hard=each.is_hard,
            label=each.label,
            set_at=now,
            set_by_id=by.pk if by else None,
        )
        row.full_clean()
        row.save()
        moved = next((old for old in gone if old.label == row.label), None)
        if moved is not None:
            gone.remove(moved)
            ActionDate.objects.filter(pk=moved.pk).update(moved_to=row)


def _key(on: dt.date, at: dt.time | None, is_hard: bool, label: str) -> tuple[object, ...]:
    return on, at, is_hard, label


def _ask_of(action: Action, authorities: Sequence[Authority]) -> None:
    """Ask those who are not asked yet; whoever was asked stays so until it is taken back."""
    known = {ask.authority_id: ask for ask in action.asks.all()}
    now = timezone.now()
    Ask.objects.bulk_create(
        Ask(action=action, authority=each, asked_at=now)
        for each in authorities
        if each.pk not in known
    )
    again = [
        known[each.pk].pk
        for each in authorities
        if each.pk in known and known[each.pk].taken_back_at is not None
    ]
    Ask.objects.filter(pk__in=again).update(taken_back_at=None, taken_back_why="", asked_at=now)
