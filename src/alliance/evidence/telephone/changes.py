"""What is done to ring-backs, each with its event in the trail.

What was said on the telephone stands in a ring-back's note, a line a time, and goes when it is erased;
the trail has states and numbers alone.
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot

from ..calls.standing import takes_answers, takes_late_answers
from ..models import Call, RingBack, Submission
from ..refusal import CannotBeDone
from .emptying import OPEN, empty


@transaction.atomic
def ask_to_be_rung(
    call: Call, *, by: AbstractBaseUser | None, name: str, phone: str, good_time: str, about: str
) -> RingBack:
    """Keep that somebody would like to be rung. Asked again before they were, it is one ring-back.

    Raises:
        CannotBeDone: the call takes no answers.
    """
    now = timezone.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    if not (takes_answers(call, now) or takes_late_answers(call, now)):
        raise CannotBeDone("This call takes no answers now.")
    asked = RingBack.objects.filter(call=call, state__in=OPEN, name__iexact=name, phone=phone)
    row = asked.first()
    if row is None:
        row = RingBack.objects.create(
            call=call, name=name, phone=phone, good_time=good_time, about=about
        )
        record(by=by, verb="asked to be rung", thing=row, after=snapshot(row))
        return row
    before = snapshot(row)
    row.good_time = good_time
    if about and about not in row.about:
        row.about = "\n".join(filter(None, [row.about, about]))
    row.save(update_fields=["good_time", "about"])
    record(by=by, verb="asked again to be rung", thing=row, before=before, after=snapshot(row))
    return row


@transaction.atomic
def take(ring_back: RingBack, *, by: AbstractBaseUser) -> RingBack:
    """Say that one rings: the others leave it. Whoever comes after takes it over."""
    row = _waiting(ring_back)
    if row.taken_by_id == by.pk:
        return row
    return _change(row, by=by, verb="took", taken_by_id=by.pk)


@transaction.atomic
def tried(ring_back: RingBack, *, by: AbstractBaseUser, note: str, seen: int) -> RingBack:
    """Write down that they were not reached.

    Args:
        seen: how many tries there were when the page was opened: a double press is one try.
    """
    row = _waiting(ring_back)
    if row.tries != seen:
        raise CannotBeDone("A try was written down meanwhile: look at it before you add another.")
    return _change(
        row,
        by=by,
        verb="tried to ring",
        note=_noted(row, by, note or "not reached"),
        state=RingBack.State.TRIED,
        tries=row.tries + 1,
        tried_at=timezone.now(),
        taken_by_id=by.pk,
    )


@transaction.atomic
def begun(ring_back: RingBack, submission: Submission, *, by: AbstractBaseUser) -> RingBack:
    """Their idea is being written down; it is spoken to when that is sent."""
    row = _waiting(ring_back)
    if row.submission_id not in (None, submission.pk):
        raise CannotBeDone("Somebody has begun to write their idea down already: go on with that.")
    return _change(
        row, by=by, verb="began to write down", submission_id=submission.pk, taken_by_id=by.pk
    )


@transaction.atomic
def spoken_to(ring_back: RingBack, *, by: AbstractBaseUser, note: str = "") -> RingBack:
    """They were reached. What came of it is their idea, or what the note says."""
    row = _waiting(ring_back)
    if not note and row.submission is None:
        raise CannotBeDone("Say in a line what came of it, or write their idea down.")
    return _change(
        row,
        by=by,
        verb="spoke to",
        note=_noted(row, by, note),
        state=RingBack.State.DONE,
        settled_at=timezone.now(),
    )


@transaction.atomic
def give_up(ring_back: RingBack, *, by: AbstractBaseUser, reason: str) -> RingBack:
    """Ring no more, and say why."""
    row = _waiting(ring_back)
    return _change(
        row,
        by=by,
        verb="gave up",
        note=_noted(row, by, reason),
        state=RingBack.State.GIVEN_UP,
        settled_at=timezone.now(),
    )


@transaction.atomic
def ring_again(ring_back: RingBack, *, by: AbstractBaseUser) -> RingBack:
    """Put one that was given up back among those to ring."""
    row = _locked(ring_back)
    if row.state != RingBack.State.GIVEN_UP or row.erased_at:
        raise CannotBeDone("This one was not given up, or was erased since.")
    state = RingBack.State.TRIED if row.tries else RingBack.State.WAITING
    return _change(row, by=by, verb="took up again", state=state, settled_at=None)


@transaction.atomic
def erase(ring_back: RingBack, *, by: AbstractBaseUser | None, reason: str) -> RingBack:
    """Destroy who asked, their number and what was said. That somebody asked, and when, stays."""
    row = _locked(ring_back)
    if row.erased_at:
        raise CannotBeDone("This was erased already.")
    empty(row)
    erase_thing(row, by=by, reason=reason)
    return row


def _locked(ring_back: RingBack) -> RingBack:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    rows = RingBack.objects.select_for_update(of=("self",)).select_related("submission")
    return rows.get(pk=ring_back.pk)


def _waiting(ring_back: RingBack) -> RingBack:
    row = _locked(ring_back)
    if row.state not in OPEN:
        raise CannotBeDone(f"Nobody waits here any more: {row.get_state_display().lower()}.")
    return row


def _noted(row: RingBack, by: AbstractBaseUser, words: str) -> str:
    """The note with one more line: when, who, what."""
    if not words:
        return row.note
    now = timezone.localtime()
    line = f"{now.day} {now:%B %Y, %H:%M}, {by}: {' '.join(words.split())}"
    return "\n".join(filter(None, [row.note, line]))


def _change(row: RingBack, *, by: AbstractBaseUser, verb: str, **fields: object) -> RingBack:
    before = snapshot(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row))
    return row
