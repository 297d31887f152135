"""Bringing a reply in: once, however often it comes, and never as an answer by itself.

A file, words that were pasted, and a mailbox all come through here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, User

from ..models import Action, Ask, FoundBy, KnownBy, Reply, ReplyState, ReplyWay
from .automatic import Kind
from .letter import letter_of, sealed
from .match import Match, Sender, asks_answered, sender_of
from .own_words import own_words
from .read import Mail, read

AHEAD = dt.timedelta(minutes=30)
"""How far a sender's clock may be ahead of ours."""
OLDEST = dt.timedelta(days=366)
ON_ITS_WAY = dt.timedelta(days=2)
"""Longer than that no mail travels: then its own date is not to be trusted."""
_LONGEST_IDENTITY = 250
_ASIDE = {
    Kind.AUTOMATIC: "An automatic reply, which is nobody’s answer.",
    Kind.BOUNCE: "A mail of ours that could not be delivered.",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A reply, and whether it came in just now or was here already."""

    reply: Reply
    is_new: bool


def take_in(
    raw: bytes,
    *,
    by: User | None,
    way: ReplyWay = ReplyWay.FILE,
    name: str = "",
    action: Action | None = None,
) -> Taken:
    """Take in a mail as bytes; the same mail again is the one that is here.

    Args:
        by: whose press brought it in; None for a mailbox.
        name: of the file, for the sentence if it cannot be read.
        action: what it was brought in for, if somebody said so.

    Raises:
        NoMail: it cannot be read as a mail; the sentence says what to do.
    """
    mail = read(raw, name)
    sender = sender_of([mail.address, mail.sent_by_address])
    return _keep(mail, sender=sender, by=by, way=way, action=action)


def take_in_pasted(
    words: str,
    *,
    by: User | None,
    name: str,
    address: str,
    on: dt.date,
    at: dt.time | None = None,
    subject: str = "",
    authority: Authority | None = None,
    action: Action | None = None,
) -> Taken:
    """Take in what a reply says, pasted by somebody who says whose it is and of when."""
    zone = timezone.get_current_timezone()
    sent_at = dt.datetime.combine(on, at, tzinfo=zone) if at else None
    identity = hashlib.sha256(repr((words.split(), address.lower(), str(on))).encode()).hexdigest()
    cut = own_words(words, sender=name)
    mail = Mail(
        message_id=f"<{identity}@pasted>",
        name=name,
        address=address.lower(),
        sent_at=sent_at or dt.datetime.combine(on, dt.time(12), tzinfo=zone),
        subject=subject,
        words=cut.words,
        whole=words,
        points_below=cut.points_below,
    )
    sender = sender_of([address])
    if authority is not None and not sender.authorities:
        sender = Sender(KnownBy.NOBODY, None, frozenset({authority.pk}))
    return _keep(mail, sender=sender, by=by, way=ReplyWay.PASTED, action=action)


@transaction.atomic
def _keep(
    mail: Mail, *, sender: Sender, by: User | None, way: ReplyWay, action: Action | None
) -> Taken:
    match = (
        asks_answered(
            answers=mail.answers,
            quoted=mail.whole,
            subject=mail.subject,
            sender=sender,
            action=action.pk if action else None,
        )
        if mail.kind is Kind.REPLY
        else Match()
    )
    aside = _ASIDE.get(mail.kind, "")
    reply, is_new = Reply.objects.get_or_create(
        message_id=_identity(mail.message_id),
        defaults={
            "way": way,
            "content": sealed(letter_of(mail)),
            "is_automatic": mail.kind is not Kind.REPLY,
            "sent_at": when_sent(mail, timezone.now()),
            "known_by": sender.known_by,
            "person_id": sender.person,
            "authority_id": sender.authority,
            "found_by": match.found_by if match.asks else FoundBy.NOTHING,
            "brought_by": by,
            "state": ReplyState.SET_ASIDE if aside else ReplyState.WAITING,
            "settled_at": timezone.now() if aside else None,
            "why": aside,
        },
    )
    if is_new:
        reply.asks.set(Ask.objects.filter(pk__in=match.asks))
        record(by=by, verb="brought in", thing=reply, after=snapshot(reply))
    return Taken(reply, is_new)


def when_sent(mail: Mail, now: dt.datetime) -> dt.datetime | None:
    """When it was sent, by its own word; None where that cannot be, so that a person is asked."""
    at = mail.sent_at
    if at is None or at > now + AHEAD or at < now - OLDEST:
        return None
    if mail.arrived_at is not None and abs(mail.arrived_at - at) > ON_ITS_WAY:
        return None
    return min(at, now)


def _identity(said: str) -> str:
    if len(said) <= _LONGEST_IDENTITY:
        return said
    return f"<{hashlib.sha256(said.encode()).hexdigest()}@too-long>"
