"""Telling the programme once a day that somebody waits too long, to be rung or for a reply."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.actions.chasing.steps import is_working_day
from alliance.directory.models import Alliance
from alliance.directory.networks.addresses import whole_address
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import RingBack, Submission
from ..replying.standings import is_late
from ..replying.waiting import rows_of, waiting
from ..waiting import working_days
from .due import LATE_AFTER
from .emptying import OPEN

PURPOSE = "waits-too-long"


@dataclass(frozen=True, slots=True)
class Late:
    """How many wait too long. Numbers alone: names and telephone numbers go into no mail."""

    to_ring: int
    to_answer: int

    def __bool__(self) -> bool:
        return bool(self.to_ring or self.to_answer)

    @property
    def subject(self) -> str:
        said = [
            f"{self.to_ring} to ring" if self.to_ring else "",
            f"{self.to_answer} to reply to" if self.to_answer else "",
        ]
        return f"Waiting too long: {' and '.join(filter(None, said))}"


@job(title="Tell the programme who waits too long")
def remind_of_waiting(progress: Progress) -> str:
    """One mail a working day, to the alliance's own address, if anybody waits too long."""
    if not is_working_day(timezone.localdate()):
        return "Nobody is told today."
    late = who_is_late()
    if not late:
        return "Nobody waits too long."
    return "The programme was told." if _tell(late) else "The programme was told today already."


def who_is_late() -> Late:
    """How many wait longer than they should."""
    today = timezone.localdate()
    asked = RingBack.objects.filter(state__in=OPEN).values_list("asked_at", flat=True)
    to_ring = sum(
        working_days(timezone.localtime(at).date(), today, is_working_day) > LATE_AFTER
        for at in asked
    )
    rows = rows_of(list(waiting(Submission.objects.all())))
    return Late(to_ring, sum(is_late(row.stands, row.days) for row in rows))


@transaction.atomic
def _tell(late: Late) -> bool:
    """Put it into the outbox, once a day however often the clock asks."""
    alliance = Alliance.objects.select_for_update().first()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    told = Message.objects.filter(purpose=PURPOSE, created_at__gte=midnight)
    if alliance is None or not alliance.contact_email or told.exists():
        return False
    words = {
        "late": late,
        "alliance": alliance,
        "ring_backs": whole_address("/programme/ring-backs/"),
        "replies": whole_address("/programme/replies/"),
    }
    post(
        EmailMessage(
            subject=late.subject,
            body=render_to_string("evidence/telephone/waiting.txt", words),
            to=[alliance.contact_email],
        ),
        purpose=PURPOSE,
    )
    return True
