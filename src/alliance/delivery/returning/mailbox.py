"""The mailbox that mail servers return to: read every few minutes, each mail once, never changed.

How far it is read is kept with what each mail did, in one transaction: whatever breaks off, the
next look goes on behind the last mail that was taken in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ssl
from contextlib import AbstractContextManager
from email import policy as mail_policy
from email.parser import BytesHeaderParser
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.links.fetch import Failed, Policy, Refused
from alliance.links.mailbox import PORT, Mailbox, open_mailbox

from ..models import ReturnMailbox
from .read import LARGEST, Reading, Sort, read
from .take import BY_MAIL, Taken, take_in

EVERY = dt.timedelta(minutes=5)
MOST_MAILS = 1000
"""In one look; the next goes on."""
BACK = dt.timedelta(days=30)
"""How far back a mailbox is read at the first look, or when its numbers begin anew."""
SECONDS = 240
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
NONE = "No mailbox for what comes back is named."


class Named(Protocol):
    """The mailbox, as the settings name it."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def password(self) -> str: ...


@job(title="Read what mail servers return", max_attempts=1)
def read_returns(progress: Progress) -> str:
    """Take in what came since the last look; started by the clock."""
    if settings.BOUNCE_MAILBOX is None:
        return NONE
    return look(settings.BOUNCE_MAILBOX, progress)


def look(
    named: Named,
    progress: Progress | None = None,
    *,
    policy: Policy | None = None,
    trust: ssl.SSLContext | None = None,
) -> str:
    """Read what is new; a sentence on what came of it. What fails is kept for the doctor."""
    name = f"{named.user}@{named.host}/{named.folder}"[:400]
    box, _ = ReturnMailbox.objects.get_or_create(name=name)
    now = timezone.now()
    try:
        with opened(named, policy=policy, trust=trust) as mailbox:
            count = _read_all(box, mailbox, progress)
    except (Refused, Failed) as fault:
        ReturnMailbox.objects.filter(pk=box.pk).update(looked_at=now, fault=str(fault)[:300])
        return f"{fault} It is tried again in a few minutes."
    ReturnMailbox.objects.filter(pk=box.pk).update(looked_at=now, read_at=now, fault="")
    return f"{count} {'mail was' if count == 1 else 'mails were'} read."


def opened(
    named: Named, *, policy: Policy | None = None, trust: ssl.SSLContext | None = None
) -> AbstractContextManager[Mailbox]:
    """The mailbox, opened for reading only, on the port that the settings say."""
    return open_mailbox(
        named.host,
        user=named.user,
        password=named.password,
        folder=named.folder,
        port=named.port,
        timeout=SECONDS,
        policy=policy or Policy(ports=frozenset({PORT, named.port})),
        trust=trust,
    )


def _read_all(box: ReturnMailbox, mailbox: Mailbox, progress: Progress | None) -> int:
    if box.validity != mailbox.validity:
        box.validity, box.uid = mailbox.validity, 0
        box.save(update_fields=["validity", "uid"])
    since = "" if box.uid else _day(timezone.now() - BACK)
    numbers = mailbox.numbers(after=box.uid, since=since)[:MOST_MAILS]
    for count, uid in enumerate(numbers):
        if progress is not None:
            progress.tell(count, len(numbers), "Reading what came back")
        data = mailbox.message(uid, LARGEST).data
        if not _taken_in(box, uid, data):
            return count  # another look is at it
    return len(numbers)


@transaction.atomic
def _taken_in(box: ReturnMailbox, uid: int, data: bytes | None) -> bool:
    """Take in one mail and move on behind it; nothing if somebody else has."""
    mine = ReturnMailbox.objects.filter(pk=box.pk, validity=box.validity, uid=box.uid)
    if not mine.update(uid=uid):
        return False
    box.uid = uid
    # What is larger is no report: a mail of somebody's, with attachments.
    reading = read(data) if data is not None else Reading(Sort.OTHER)
    counted = _counted(reading, data or b"")
    ReturnMailbox.objects.filter(pk=box.pk).update(**{counted: F(counted) + 1})
    return True


def _counted(reading: Reading, data: bytes) -> str:
    """What a mail counts as, once it has done what it should."""
    if reading.sort is not Sort.RETURN:
        return "other"
    name = name_of(data)
    outcomes = [
        take_in(returned, came_by=BY_MAIL, name=f"{name}/{place}" if place else name)
        for place, returned in enumerate(reading.returned)
    ]
    return "unknown" if {*outcomes} <= {Taken.UNKNOWN} else "taken"


def name_of(data: bytes) -> str:
    """What tells a mail from others: a digest of its own name, or of all of it where it has none."""
    headers = BytesHeaderParser(policy=mail_policy.compat32).parsebytes(data[:100_000])
    own = str(headers.get("Message-ID", "")).strip().encode("utf-8", "replace")
    return f"mail:{hashlib.sha256(own or data).hexdigest()}"


def _day(moment: dt.datetime) -> str:
    """As IMAP wants it, in English whatever the machine speaks."""
    return f"{moment.day}-{MONTHS[moment.month - 1]}-{moment.year}"
