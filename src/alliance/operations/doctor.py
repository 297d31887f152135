"""`alliance doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from alliance.config.data_folder import data_folder
from alliance.refusals import Refusal

from . import installation, schema
from .doctor_mail import bulk_mail, reach_bulk_mail
from .doctor_sender import sender

LITTLE_SPACE = 1_000_000_000
BACKUP_DUE = 8 * 24 * 3600
WEAK_KEY = 50
CLOCK_SLIP = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which check saw it, what it is, how to mend it."""

    check: str
    fault: str
    mend: str


def run(*, as_json: bool, reach_mail: bool) -> int:
    """Print what is wrong; 0 when nothing is."""
    findings = examine(reach_mail=reach_mail)
    if as_json:
        print(json.dumps({"findings": [asdict(one) for one in findings]}, indent=1))
    elif not findings:
        print(f"{len(CHECKS)} things looked at in {data_folder()}; all is well.")
    for one in findings if not as_json else []:
        print(f"{one.check}: {one.fault}\n    {one.mend}")
    return 1 if findings else 0


def examine(*, reach_mail: bool = False) -> list[Finding]:
    """All findings; without keys or database the checks that need them are not made."""
    try:
        installation.start_django()
    except Refusal as refusal:
        return [Finding("keys", str(refusal), "Start there; the rest is looked at afterwards.")]
    findings = [*database()]
    has_tables = not findings
    for check in CHECKS:
        if has_tables or check not in NEED_TABLES:
            asks_now = reach_mail and check is sender
            findings.extend(sender(asks_now=True) if asks_now else check())
    if reach_mail:
        findings.extend(mail_server())
        findings.extend(reach_bulk_mail())
    return findings


def database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    try:
        steps = schema.pending()
    except DatabaseError as fault:
        yield Finding(
            "database",
            f"It cannot be reached: {str(fault).strip()}",
            "See that the server runs and ALLIANCE_DATABASE_URL in alliance.env is right.",
        )
        return
    if steps:
        yield Finding(
            "database",
            f"{len(steps)} steps of this release are not applied, first {steps[0]}.",
            "Run “alliance upgrade”.",
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            cursor.execute("PRAGMA quick_check")
            verdict = cursor.fetchone()[0]
        if mode != "wal":
            yield Finding(
                "database",
                f"SQLite's journal is “{mode}”, not a write-ahead log: readers block writers.",
                "Keep the data folder on a disk of this machine, not on a network share.",
            )
        if verdict != "ok":
            yield Finding("database", f"The file is damaged: {verdict}", "Restore the last backup.")


def secret_key() -> Iterator[Finding]:
    from django.conf import settings

    key = settings.SECRET_KEY
    if len(key) < WEAK_KEY or len(set(key)) < 10:
        yield Finding(
            "keys",
            "ALLIANCE_SECRET_KEY is short enough to be guessed; sessions and links rest on it.",
            f"Put this line into {data_folder() / installation.KEYS} and restart (everybody signs "
            "in again): ALLIANCE_SECRET_KEY= and fifty or more random characters.",
        )


def folder() -> Iterator[Finding]:
    data = data_folder()
    for path, wanted in ((data, 0o700), (data / installation.KEYS, 0o600)):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o007:
            yield Finding(
                "folder",
                f"{path} can be read by every account of this machine.",
                f"chmod {wanted:o} {path}",
            )
    free = shutil.disk_usage(data).free
    if free < LITTLE_SPACE:
        yield Finding(
            "folder",
            f"Only {free / 1e6:.0f} MB are free on the disk of {data}.",
            "Make room, or move the folder to a larger disk; a full disk loses what people write.",
        )


def files() -> Iterator[Finding]:
    from django.conf import settings

    kept = Path(settings.MEDIA_ROOT)
    unreadable = [path for path in kept.rglob("*") if path.is_file() and not _readable(path)]
    if unreadable:
        yield Finding(
            "files",
            f"{len(unreadable)} files cannot be read, first {unreadable[0]}.",
            f"Give them to the account that runs Alliance: chown -R alliance {kept}",
        )


def worker() -> Iterator[Finding]:
    from django.utils import timezone

    from alliance.jobs.models import Job

    overdue = Job.objects.due(timezone.now() - dt.timedelta(minutes=15)).count()
    if overdue:
        yield Finding(
            "worker",
            f"{overdue} pieces of work have waited for more than 15 minutes: nothing does them.",
            "See that “alliance serve” (without --no-worker) or “alliance worker” runs.",
        )


def mail() -> Iterator[Finding]:
    from alliance.config.settings.environment import ENVIRONMENT

    if ENVIRONMENT.secure and not ENVIRONMENT.email_url:
        yield Finding(
            "mail",
            "No mail server is named: all messages are held in the outbox, and nobody gets any.",
            "Put ALLIANCE_EMAIL_URL=smtp://user:password@host:587 into alliance.env.",
        )
    elif ENVIRONMENT.secure and ENVIRONMENT.mail_test:
        yield Finding(
            "mail",
            "Test mode is on: mail reaches only those named in ALLIANCE_MAIL_ALLOW.",
            "When the alliance is to be written to, take ALLIANCE_MAIL_TEST out of alliance.env "
            "and restart. What is held by then stays held, until somebody sends it from /mail/.",
        )


def outbox() -> Iterator[Finding]:
    from django.utils import timezone

    from alliance.mail.models import Message, State

    now = timezone.now()
    week = Message.objects.filter(created_at__gt=now - dt.timedelta(days=7))
    if failed := week.filter(state=State.FAILED).count():
        yield Finding(
            "outbox",
            f"{failed} messages of the last seven days could not be sent.",
            "/mail/?state=failed says of each why, and has a button to send it again.",
        )
    late = Message.objects.filter(state=State.QUEUED, created_at__lt=now - dt.timedelta(hours=1))
    if (waiting := late.count()) and (first := late.order_by("created_at").first()):
        yield Finding(
            "outbox",
            f"{waiting} messages have waited for more than an hour. {first.why}".strip(),
            "See that “alliance worker” runs and what “alliance doctor --send” says of the server.",
        )


def links() -> Iterator[Finding]:
    from django.conf import settings
    from django.utils import timezone

    from alliance.library.models import Link

    waiting = Link.objects.due(timezone.now() - dt.timedelta(days=7)).count()
    if waiting and settings.LINKS_ARE_CHECKED:
        yield Finding(
            "links",
            f"{waiting} links should have been looked at a week ago.",
            "See that “alliance worker” runs, and that this machine may ask other sites (ports 80 "
            "and 443). After a large import it takes some days by itself.",
        )


def mail_server() -> Iterator[Finding]:
    from alliance.mail.carry import Carrier, NoServer

    try:
        with Carrier() as carrier:
            carrier.open()
    except NoServer as fault:
        yield Finding(
            "mail", str(fault), "Look at ALLIANCE_EMAIL_URL in alliance.env, and at the firewall."
        )


def viruses() -> Iterator[Finding]:
    from alliance.library.documents.taking_in import scanner
    from alliance.library.documents.viruses import NoScanner

    if (asked := scanner()) is None:
        return
    try:
        asked.ping()
    except NoScanner as fault:
        yield Finding(
            "viruses",
            f"{fault} No file is taken in until it answers.",
            "See that clamd runs and may be reached there, or take ALLIANCE_CLAMAV out of "
            "alliance.env.",
        )


def clock() -> Iterator[Finding]:
    """No network is asked: rows from the future are proof enough that the clock was moved."""
    from django.db.models import Max
    from django.utils import timezone

    from alliance.directory.models import User

    newest = User.objects.aggregate(newest=Max("last_login"))["newest"]
    if newest and (newest - timezone.now()).total_seconds() > CLOCK_SLIP:
        yield Finding(
            "clock",
            f"Somebody signed in at {newest:%H:%M on %d %B %Y}, which this machine's clock has "
            "yet to reach.",
            "Let the machine keep time by NTP: timedatectl set-ntp true",
        )


def second_factor() -> Iterator[Finding]:
    from alliance.directory.models import User
    from alliance.directory.second_factor import lacks_second_factor

    if number := sum(map(lacks_second_factor, User.objects.filter(is_active=True))):
        yield Finding(
            "accounts",
            f"{number} people who need a second factor have none yet.",
            "Ask them to sign in: they are led to add one, and see nothing that is not public "
            "before. /people/accounts/ says who they are.",
        )


def https() -> Iterator[Finding]:
    from alliance.config.settings.environment import ENVIRONMENT

    if not ENVIRONMENT.secure and not ENVIRONMENT.demo:
        yield Finding(
            "address",
            "No host is named, so the site answers this machine only, without HTTPS.",
            "Put ALLIANCE_HOST=alliance.example.gov.uk into alliance.env, and a proxy with a "
            "certificate in front.",
        )
    if ENVIRONMENT.debug:
        yield Finding(
            "address",
            "ALLIANCE_DEBUG is on: faults show the site's insides to whoever meets them.",
            "Take the line out of alliance.env and restart.",
        )


def last_backup() -> Iterator[Finding]:
    from alliance.config.settings.environment import ENVIRONMENT

    if ENVIRONMENT.demo:
        return
    note = data_folder() / "last-backup"
    if not note.exists():
        yield Finding(
            "backup", "There has been no backup yet.", "Run “alliance backup FILE” every night."
        )
    elif (age := time.time() - int(note.read_text())) > BACKUP_DUE:
        yield Finding(
            "backup",
            f"The last backup is {age / 86400:.0f} days old.",
            "Run “alliance backup FILE” every night; docs/operating.md has a timer for it.",
        )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    secret_key, folder, files, worker, mail, outbox, viruses, links, clock, second_factor, https,
    last_backup, bulk_mail, sender,
)  # fmt: skip
NEED_TABLES = {worker, outbox, links, clock, second_factor, bulk_mail, sender}


def _readable(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
