"""The reply to an idea, sent once."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Alliance
from alliance.jobs.declare import job
from alliance.jobs.progress import GiveUp, Progress
from alliance.pages.models import Idea


@job(title="Send the reply to an idea", max_attempts=1)
def send_reply(progress: Progress, idea_id: int) -> str:
    """Take the mail from “waiting” to “being sent”, and only then send it.

    Whoever comes second, another worker or this job run again, finds it taken: a proposer gets no
    reply twice. If all stops between the two, an editor sees “being sent” and decides.
    """
    mine = Idea.objects.filter(pk=idea_id, mail=Idea.Mail.DUE, erased_at__isnull=True)
    if not mine.update(mail=Idea.Mail.SENDING):
        return "It was sent before, or is not to be sent."
    idea = Idea.objects.select_related("page").get(pk=idea_id)
    try:
        message_of(idea).send()
    except (OSError, SMTPException) as fault:
        _settle(idea, Idea.Mail.FAILED)
        raise GiveUp(
            "The mail server did not take the reply. “alliance doctor --send” says more; then "
            "send it again from the idea’s page."
        ) from fault
    _settle(idea, Idea.Mail.SENT)
    return "The reply was sent."


def message_of(idea: Idea) -> EmailMessage:
    """What the proposer gets: the reply, and under it what they had written."""
    alliance = Alliance.objects.first()
    title = idea.page.title if idea.page else ""
    words = {"idea": idea, "alliance": alliance, "title": title}
    about = f"Your idea for “{title}”" if title else "Your idea"
    return EmailMessage(
        subject=" ".join(about.split()),
        body=render_to_string("pages/ideas/reply.txt", words),
        to=[idea.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "no"},
    )


@transaction.atomic
def _settle(idea: Idea, mail: Idea.Mail) -> None:
    """Write down what became of it, unless it was erased meanwhile."""
    before = snapshot(idea)
    idea.mail = mail
    idea.mailed_at = timezone.now() if mail == Idea.Mail.SENT else None
    Idea.objects.filter(pk=idea.pk).update(mail=idea.mail, mailed_at=idea.mailed_at)
    verb = "mailed the reply to" if mail == Idea.Mail.SENT else "could not mail the reply to"
    record(by=None, verb=verb, thing=idea, before=before, after=snapshot(idea))
