"""What is done to news that people sent, each with its event in the trail."""

from __future__ import annotations

from html import escape

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.directory.models import Alliance
from alliance.jobs.enqueue import enqueue
from alliance.mail import change as outbox
from alliance.mail.post import post
from alliance.sources.judge import judge_new

from ..models import Candidate, Sender
from ..reading.entry import key_of, line, made_safe, whole

PURPOSE = "news-reply"


class CannotBeDone(Exception):
    """A change that is not allowed any more; the sentence says why."""


def receive(
    *,
    by: AbstractBaseUser | None,
    name: str,
    email: str,
    organisation: str,
    title: str,
    text: str,
    url: str,
) -> Sender | None:
    """Keep what somebody sent; None where the very same came before, as by a second press."""
    address = whole(url) if url else ""
    paragraphs = "".join(
        f"<p>{'<br>'.join(escape(row) for row in block.splitlines())}</p>"
        for block in text.replace("\r\n", "\n").split("\n\n")
        if block.strip()
    )
    html, words = made_safe(paragraphs, "")
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                source=None,
                key=key_of("sent", line(title), text, address),
                url=address,
                title=line(title),
                html=html,
                text=words,
                publisher=line(organisation or name, 200),
                published_at=timezone.now(),
            )
            sender = Sender.objects.create(
                candidate=candidate, name=name, email=email, organisation=organisation
            )
            record(by=by, verb="sent", thing=sender, after=snapshot(sender))
            enqueue(judge_new, unique=True)
            return sender
    except IntegrityError:
        return None


@transaction.atomic
def answer(sender: Sender, *, by: AbstractBaseUser, reply: str) -> Sender:
    """Reply to who sent it. The mail is a row of this transaction: sent once, or not at all."""
    sender = Sender.objects.select_for_update().select_related("candidate").get(pk=sender.pk)
    if sender.erased_at:
        raise CannotBeDone("Who sent it was forgotten, so nobody can be answered.")
    if not sender.email:
        raise CannotBeDone("They left no e-mail address.")
    if sender.answered_at:
        raise CannotBeDone("They have been answered already; your reply was not sent.")
    before = snapshot(sender)
    sender.reply = reply
    sender.answered_at, sender.answered_by_id = timezone.now(), by.pk
    (sender.message,) = post(_mail(sender), purpose=PURPOSE)
    sender.save()
    record(by=by, verb="answered", thing=sender, before=before, after=snapshot(sender))
    return sender


def _mail(sender: Sender) -> EmailMessage:
    alliance = Alliance.objects.first()
    return EmailMessage(
        subject=f"Your news: {sender.candidate.title}"[:200],
        body=render_to_string("sources/sent/reply.txt", {"sender": sender, "alliance": alliance}),
        to=[sender.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "no"},
    )


@transaction.atomic
def forget(sender: Sender, *, by: AbstractBaseUser | None, reason: str) -> Sender:
    """Destroy who sent it, what they were answered, and their name as publisher. The news stays."""
    sender = Sender.objects.select_for_update().get(pk=sender.pk)
    if sender.erased_at:
        raise CannotBeDone("Who sent it has been forgotten already.")
    Candidate.objects.filter(pk=sender.candidate_id, publisher=line(sender.name, 200)).update(
        publisher=""
    )
    sender.name = sender.email = sender.organisation = sender.reply = ""
    sender.erased_at = timezone.now()
    message, sender.message = sender.message, None
    sender.save()
    if message:
        outbox.withdraw(message)
    erase_thing(sender, by=by, reason=reason)
    return sender
