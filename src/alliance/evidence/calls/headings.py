"""Adding, changing, ordering and retiring the headings of a call; the rules are `heading_rules`'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.audit.trail import record, snapshot

from ..models import Answer, Call, CallState, Heading
from ..refusal import CannotBeDone
from ..taking.definition import WITH_CHOICES, Question
from ..taking.rows import definition_of
from .heading_rules import HeadingFault, faults_of
from .writing import locked, refuse_if_ended, save

MOST_HEADINGS = 40
APART = 10
"""Between the positions of two headings."""
AS_THEY_ARE = (
    "label", "help", "is_required", "is_short", "most_words", "shown_if_value", "tells_who",
)  # fmt: skip


class DoNotFit(CannotBeDone):
    """The headings would not fit together; nothing was changed."""

    def __init__(self, faults: Sequence[HeadingFault]) -> None:
        said = "; ".join(f"“{each.label}”: {each.sentence}" for each in faults)
        super().__init__(f"It is not changed. {said}")
        self.faults = faults


@transaction.atomic
def add_heading(*, by: AbstractBaseUser, call: Call, seen: int, asked: Question) -> Heading:
    """Put another question at the end. Its key is made from its words, and stays.

    Raises:
        DoNotFit: with every fault.
        CannotBeDone: the call has ended, was changed meanwhile, or asks too much already.
    """
    call = _open(call, seen)
    questions = list(definition_of(call).questions)
    if len(questions) >= MOST_HEADINGS:
        raise CannotBeDone(f"It has {MOST_HEADINGS} headings already. Retire one first.")
    asked = replace(asked, key=_key_for(call, asked.label))
    _refuse_what_does_not_fit([*_with_one_short(questions, asked), asked])
    last = call.headings.order_by("-position").first()
    heading = Heading(call=call, key=asked.key, position=(last.position if last else 0) + APART)
    _write(heading, asked)
    _kept(call, heading, by=by, verb="added")
    return heading


@transaction.atomic
def change_heading(
    *, by: AbstractBaseUser, heading: Heading, seen: int, asked: Question
) -> Heading:
    """Ask it otherwise. One that was answered keeps its kind, and the answers that were chosen.

    Raises:
        DoNotFit: with every fault, of this heading and of those that rest on it.
        CannotBeDone: what was answered would no longer fit, or the call was changed meanwhile.
    """
    call = _open(heading.call, seen)
    heading = Heading.objects.get(pk=heading.pk, call=call)
    asked = replace(asked, key=heading.key)
    _refuse_if_answers_would_not_fit(heading, asked)
    questions = _with_one_short(definition_of(call).questions, asked)
    _refuse_what_does_not_fit([asked if each.key == asked.key else each for each in questions])
    before = snapshot(heading)
    _write(heading, asked)
    _kept(call, heading, by=by, verb="changed", before=before)
    return heading


@transaction.atomic
def move_heading(*, by: AbstractBaseUser, heading: Heading, up: bool) -> Heading:
    """Ask it one place sooner, or later.

    Raises:
        DoNotFit: a condition would rest on a heading that comes after it.
    """
    call = _open(heading.call)
    rows = list(call.headings.filter(retired_at__isnull=True))
    here = next(place for place, row in enumerate(rows) if row.pk == heading.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return heading
    questions = list(definition_of(call).questions)
    questions[here], questions[there] = questions[there], questions[here]
    _refuse_what_does_not_fit(questions)
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, 1):
        row.position = place * APART
    Heading.objects.bulk_update(rows, ["position"])
    heading.refresh_from_db()
    _kept(call, heading, by=by, verb="moved")
    return heading


@transaction.atomic
def retire_heading(*, by: AbstractBaseUser, heading: Heading) -> bool:
    """Ask it no more. What was answered stays; in a draft, where nothing was, it is taken away.

    Returns:
        Whether it was kept as retired.

    Raises:
        CannotBeDone: another rests on it, or the call would have no short way.
    """
    call = _open(heading.call)
    heading = Heading.objects.get(pk=heading.pk, call=call)
    if heading.retired_at:
        return True
    resting = heading.conditioned.filter(retired_at__isnull=True)
    if names := [f"“{each.label}”" for each in resting]:
        raise CannotBeDone(f"{' and '.join(names)} rests on it: change that condition first.")
    if heading.is_short and call.state != CallState.DRAFT:
        raise CannotBeDone("It is the question of the short way. Mark another one first.")
    before = snapshot(heading)
    if call.state == CallState.DRAFT and not heading.conditioned.exists():
        record(by=by, verb="took away", thing=heading, before=before)
        heading.delete()
        save(call)
        return False
    heading.retired_at, heading.is_short = timezone.now(), False
    _kept(call, heading, by=by, verb="retired", before=before)
    return True


@transaction.atomic
def bring_back(*, by: AbstractBaseUser, heading: Heading) -> Heading:
    """Ask again what was retired, at the end.

    Raises:
        DoNotFit: what its condition rests on is asked no more.
    """
    call = _open(heading.call)
    heading = Heading.objects.select_related("shown_if").get(pk=heading.pk, call=call)
    if heading.retired_at is None:
        return heading
    before = snapshot(heading)
    last = call.headings.order_by("-position").first()
    heading.retired_at = None
    heading.position = (last.position if last else 0) + APART
    heading.save()
    _refuse_what_does_not_fit(definition_of(call).questions)
    _kept(call, heading, by=by, verb="brought back", before=before)
    return heading


def _open(call: Call, seen: int | None = None) -> Call:
    call = locked(call, seen)
    refuse_if_ended(call)
    return call


def _refuse_what_does_not_fit(questions: Sequence[Question]) -> None:
    if faults := faults_of(questions):
        raise DoNotFit(faults)


def _with_one_short(questions: Sequence[Question], asked: Question) -> list[Question]:
    """Marking another as the short way unmarks the one before: there is one."""
    if not asked.is_short:
        return list(questions)
    return [replace(each, is_short=False) for each in questions]


def _refuse_if_answers_would_not_fit(heading: Heading, asked: Question) -> None:
    given = Answer.objects.filter(heading=heading).exclude(text="")
    if asked.kind.value != heading.kind and given.exists():
        raise CannotBeDone(
            "It was answered, so its kind stays. Retire it and add another: what was answered is kept."
        )
    gone = set(heading.choices) - set(asked.choices)
    if gone and asked.kind in WITH_CHOICES:
        chosen = {
            line for text in given.values_list("text", flat=True) for line in text.split("\n")
        }
        if taken := sorted(gone & chosen):
            raise CannotBeDone(
                f"“{taken[0]}” was chosen by somebody, so it stays among the answers."
            )


def _write(heading: Heading, asked: Question) -> None:
    if asked.is_short:
        others = Heading.objects.filter(call=heading.call, is_short=True).exclude(pk=heading.pk)
        others.update(is_short=False)
    for name in AS_THEY_ARE:
        setattr(heading, name, getattr(asked, name))
    heading.kind = asked.kind.value
    heading.part = asked.part.value if asked.part else ""
    heading.choices = list(asked.choices)
    heading.shown_if = (
        Heading.objects.get(call=heading.call, key=asked.shown_if) if asked.shown_if else None
    )
    heading.is_default = False  # it is theirs now


def _kept(
    call: Call,
    heading: Heading,
    *,
    by: AbstractBaseUser,
    verb: str,
    before: dict[str, object] | None = None,
) -> None:
    heading.save()
    save(call)
    record(by=by, verb=verb, thing=heading, before=before, after=snapshot(heading))


def _key_for(call: Call, label: str) -> str:
    """A name for files and exports: the first words of the question, and a number if they are taken."""
    taken = set(call.headings.values_list("key", flat=True))
    base = slugify(" ".join(label.split()[:5]))[:34].strip("-") or "heading"
    return next(
        key
        for number in range(1, len(taken) + 2)
        if (key := base if number == 1 else f"{base}-{number}") not in taken
    )
