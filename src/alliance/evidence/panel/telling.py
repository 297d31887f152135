"""Answering everybody who answered: one letter for each decision, sent once. It names no assessor."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.mail import change as outbox
from alliance.mail.models import STUCK, Message
from alliance.mail.post import post

from ..models import Call, Consent, Decision, DecisionOutcome, Panel, RingBack, SubmissionState
from ..refusal import CannotBeDone
from .letters import mail
from .proposed import LETTERS

OWED = [RingBack.State.WAITING, RingBack.State.TRIED]


@dataclass(frozen=True, slots=True)
class ToTell:
    """One decision and how whoever answered gets to know of it."""

    decision: Decision
    letter: str
    why_not: str = ""
    """Why no letter goes: empty where one can."""
    may_ring: bool = False
    is_to_be_rung: bool = False


def words_for(panel: Panel | None, outcome: str) -> str:
    """The words of an outcome: this panel's own, or those we propose."""
    own: dict[str, str] = panel.letters if panel else {}
    return own.get(outcome) or LETTERS[DecisionOutcome(outcome)]


@transaction.atomic
def change_words(panel: Panel, *, by: AbstractBaseUser, letters: dict[str, str]) -> Panel:
    """The words of each outcome; those left empty are ours again. Letters already sent stay."""
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    before = snapshot(panel)
    panel.letters = {outcome: text for outcome, text in letters.items() if text}
    panel.save(update_fields=["letters"])
    record(by=by, verb="changed the letters of", thing=panel, before=before, after=snapshot(panel))
    return panel


def to_tell(call: Call) -> list[ToTell]:
    """Of every decision that counts and was not told yet, the letter or why there is none."""
    rows = Decision.objects.filter(submission__call=call, is_current=True, told_at__isnull=True)
    rows = rows.select_related("submission__call").prefetch_related(
        "submission__decisions", "submission__ring_backs"
    )
    panel = Panel.objects.filter(call=call).first()
    return [_to_tell(row, panel) for row in rows.order_by("submission__number")]


def _to_tell(decision: Decision, panel: Panel | None) -> ToTell:
    row = decision.submission
    if row.erased_at:
        return ToTell(decision, "", "What was sent has been erased: there is nobody to answer.")
    if row.state == SubmissionState.WITHDRAWN:
        return ToTell(decision, "", "They withdrew it before they were told.")
    letter = str(_mail(decision, panel).body)
    if row.email:
        return ToTell(decision, letter)
    if not row.phone:
        return ToTell(
            decision, letter, "They left neither an e-mail address nor a telephone number."
        )
    is_owed = any(each.state in OWED for each in row.ring_backs.all())
    return ToTell(
        decision, letter, "They left a telephone number and no e-mail address.", True, is_owed
    )


def _mail(decision: Decision, panel: Panel | None) -> EmailMessage:
    row = decision.submission
    earlier = [one.told_at for one in row.decisions.all() if one.told_at and one.pk != decision.pk]
    return mail(
        row.email,
        f"{row.reference}: what became of your idea",
        "decision.txt",
        submission=row,
        decision=decision,
        words=words_for(panel, decision.outcome),
        told_before=max(earlier, default=None),
        asks_consent=decision.outcome == DecisionOutcome.SHOWCASE
        and row.consent in (Consent.UNSAID, Consent.NO),
    )


@transaction.atomic
def tell(decision: Decision, *, by: AbstractBaseUser) -> Decision:
    """Send the letter of a decision. One that was told, or replaced meanwhile, is not sent again.

    Raises:
        CannotBeDone: there is no address to send it to.
    """
    row = _locked(decision)
    if row.told_at or not row.is_current:
        return row
    panel = Panel.objects.filter(call=row.submission.call_id).first()
    how = _to_tell(row, panel)
    if how.why_not:
        raise CannotBeDone(f"{row.submission} cannot be answered by mail. {how.why_not}")
    (message,) = post(_mail(row, panel), purpose="decision")
    return _told(row, by=by, verb="told", message=message)


@transaction.atomic
def told_by_voice(decision: Decision, *, by: AbstractBaseUser) -> Decision:
    """Say that they were told by telephone, or in person."""
    row = _locked(decision)
    return row if row.told_at else _told(row, by=by, verb="told by voice")


@transaction.atomic
def have_rung(decision: Decision, *, by: AbstractBaseUser) -> RingBack:
    """Put the call among those that support owes. Once."""
    row = _locked(decision)
    submission = row.submission
    owed = submission.ring_backs.filter(state__in=OWED).first()
    if owed is not None:
        return owed
    if row.told_at or not submission.phone or not submission.name:
        raise CannotBeDone(f"{submission} is told already, or there is no number to ring.")
    made = RingBack.objects.create(
        call=submission.call,
        name=submission.name,
        phone=submission.phone,
        about=f"Tell them what became of {submission}: {row.get_outcome_display().lower()}.",
        submission=submission,
    )
    record(by=by, verb="asked for", thing=made, after=snapshot(made))
    return made


@transaction.atomic
def send_again(decision: Decision, *, by: AbstractBaseUser) -> Decision:
    """Send a letter that was held, or could not be sent."""
    row = _locked(decision)
    message = row.message
    if message is None or message.state not in STUCK:
        raise CannotBeDone("The letter is not to be sent again.")
    if message.may_be_sent_again:
        outbox.send_again(message, by=by)
    else:  # what the first said was erased there: it is written anew
        panel = Panel.objects.filter(call=row.submission.call_id).first()
        (row.message,) = post(_mail(row, panel), purpose="decision")
        row.save(update_fields=["message"])
    record(by=by, verb="sent again", thing=row)
    return row


def _told(
    row: Decision, *, by: AbstractBaseUser, verb: str, message: Message | None = None
) -> Decision:
    before = snapshot(row)
    row.told_at, row.message = timezone.now(), message
    row.save(update_fields=["told_at", "message"])
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row))
    return row


def _locked(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related(
        "submission__call", "message"
    )
    return rows.get(pk=decision.pk)
