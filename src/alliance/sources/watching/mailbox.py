"""A mailbox as a source: what came since the last look, each mail an entry."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from alliance.links.fetch import Failed, Policy, Refused
from alliance.links.mailbox import PORT, Mailbox, open_mailbox

from ..models import Outcome, Source
from ..reading.entry import CannotBeRead, Entry, Reading, key_of
from ..reading.mail import read_mail
from .answer import Answer
from .takers import Taker, taker_of

MOST_MAILS = 50
LARGEST = 5_000_000
BACK = dt.timedelta(days=30)
"""How far back a mailbox is read at the first look, or when its numbers begin anew."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def where(address: str) -> tuple[str, int, str]:
    """Host, port and folder of `imaps://host/folder`; the folder is INBOX unless it says another.

    Raises:
        ValueError: it is no such address.
    """
    parts = urlsplit(address)
    if parts.scheme != "imaps" or not parts.hostname or "@" in parts.netloc:
        raise ValueError("Write the mailbox as imaps://imap.example.org/INBOX.")
    return parts.hostname, parts.port or PORT, unquote(parts.path.strip("/")) or "INBOX"


def ask_mailbox(source: Source, *, policy: Policy | None = None) -> Answer:
    """What has come to a mailbox since it was last read."""
    try:
        host, port, folder = where(source.address)
    except ValueError as fault:
        return Answer(outcome=Outcome.REFUSED, words=str(fault))
    known = settings.MAILBOXES.get(source.password_from)
    if known is None:
        return Answer(
            outcome=Outcome.REFUSED,
            words=f"The environment has no {source.password_from}. Whoever runs the server adds it "
            "with the password (docs/operating.md), and restarts.",
        )
    if known.host != host:
        return Answer(
            outcome=Outcome.REFUSED,
            words=f"The password of {source.password_from} is given to no host but the one in "
            f"{source.password_from}_HOST, and that is not {host}.",
        )
    try:
        with open_mailbox(
            host,
            user=source.user,
            password=known.password,
            folder=folder,
            port=port,
            policy=policy,
        ) as mailbox:
            return _read(source, mailbox)
    except Refused as refusal:
        return Answer(outcome=Outcome.REFUSED, words=str(refusal))
    except Failed as fault:
        return Answer(outcome=Outcome.NO_ANSWER, words=f"{fault} It is tried again later.")


def _read(source: Source, mailbox: Mailbox) -> Answer:
    last = source.mark.get("uid", 0) if source.mark.get("validity") == mailbox.validity else 0
    since = "" if last else _day(timezone.now() - BACK)
    numbers = mailbox.numbers(after=last, since=since)
    entries: list[Entry] = []
    taken: list[tuple[Taker, bytes]] = []
    size = 0
    for uid in numbers[:MOST_MAILS]:
        post = mailbox.message(uid, LARGEST)
        size += post.size
        if post.data is not None and (taker := taker_of(post.data)):
            taken.append((taker, post.data))
        else:
            entries += _entries(post.data, f"{mailbox.validity}:{uid}")
        last = uid
    unread = sum(entry.title == UNREAD for entry in entries)
    return Answer(
        outcome=Outcome.READ,
        size=size,
        reading=Reading("Mailbox", "", entries),
        words=f"{unread} could not be read; look into the mailbox." if unread else "",
        mark={"validity": mailbox.validity, "uid": last},
        taken=taken,
        is_more=len(numbers) > MOST_MAILS,
    )


UNREAD = "A mail that could not be read"


def _entries(data: bytes | None, name: str) -> list[Entry]:
    """A mail that cannot be read is told of, so that somebody looks."""
    try:
        if data is None:
            raise CannotBeRead(
                f"It is larger than {LARGEST // 1_000_000} MB. Read it in the mailbox."
            )
        return list(read_mail(data).entries)
    except CannotBeRead as fault:
        return [unread(name, str(fault))]


def unread(name: str, why: str) -> Entry:
    """What stands among the candidates for a mail that only a person can read."""
    return Entry(key=key_of("unread", name), title=UNREAD, html=f"<p>{why}</p>", text=why)


def _day(moment: dt.datetime) -> str:
    """As IMAP wants it, in English whatever the machine speaks."""
    return f"{moment.day}-{MONTHS[moment.month - 1]}-{moment.year}"
