"""Two replies that wait in the sample region, as a director's office and a data lead send them. Invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.db import transaction
from django.utils import timezone

from alliance.actions.models import Ask, Reply
from alliance.actions.replies.take_in import take_in
from alliance.directory.models import Alliance, Person, Role
from alliance.directory.networks.addresses import addresses_of


@dataclass(frozen=True, slots=True)
class SampleReply:
    """One reply to something asked, from whoever of an authority has not answered it yet."""

    to: str
    hour: int
    words: str


REPLIES = (
    SampleReply(
        "Take part in the shared recruitment week",
        15,
        "Hi Isabelle,\n\nYes please, count us in. We can do all five days, and have two team managers "
        "who will tell their story on camera.\n\nKind regards\n{name}",
    ),
    SampleReply(
        "Return the autumn figures on agency social workers",
        9,
        "Morning,\n\nWe had 47 agency social workers on the last day of September, three of them team "
        "managers.\n\nThanks\n{name}\n\nSent from Outlook for iOS",
    ),
)


@transaction.atomic
def load_replies(day: dt.date) -> int:
    """Both, unless there are some already; how many were made."""
    if Reply.objects.exists():
        return 0
    made, met = 0, set[int]()
    for place, sample in enumerate(REPLIES):
        ask, person, address = _from(sample, met)
        if ask is None or person is None:
            continue
        met.add(ask.authority_id)
        taken = take_in(_mail(sample, person, address, day, place), by=None)
        taken.reply.asks.set([ask])
        made += 1
    return made


def _from(sample: SampleReply, met: set[int]) -> tuple[Ask | None, Person | None, str]:
    """An ask that waits, and somebody of its authority whom a mail reaches."""
    asks = Ask.objects.owed().filter(action__title=sample.to).exclude(authority__in=met)
    for ask in asks.select_related("action", "authority"):
        posts = Role.objects.current().filter(authority=ask.authority_id).select_related("person")
        known = addresses_of([post.person_id for post in posts])
        for post in posts:
            if post.person_id in known:
                return ask, post.person, known[post.person_id]
    return None, None, ""


def _mail(sample: SampleReply, person: Person, address: str, day: dt.date, place: int) -> bytes:
    alliance = Alliance.objects.get()
    at = dt.datetime.combine(
        day - dt.timedelta(days=1),
        dt.time(sample.hour, 20 + place),
        tzinfo=timezone.get_current_timezone(),
    )
    mail = EmailMessage()
    mail["From"] = formataddr((person.name, address))
    mail["To"] = formataddr((alliance.name, alliance.contact_email))
    mail["Subject"] = f"RE: {sample.to}"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<sample-{place}@example.org>"
    asked = (
        f"From: {alliance.name}\nSent: {at:%d %B %Y} 08:00\nTo: {person.name}\nSubject: {sample.to}"
    )
    mail.set_content(f"{sample.words.format(name=person.name)}\n\n{asked}\n\n{sample.to}\n")
    return mail.as_bytes()
