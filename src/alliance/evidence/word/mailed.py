"""Forms in mails: found by their mark, kept as drafts for the programme, each once."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from alliance.actions.replies import headers
from alliance.actions.replies.automatic import Kind
from alliance.actions.replies.read import Mail, NoMail
from alliance.actions.replies.read import read as read_mail
from alliance.actions.replies.take_in import when_sent
from alliance.audit.trail import record, snapshot
from alliance.directory.models import User
from alliance.library.documents.taking_in import check
from alliance.links.scrub import scrub
from alliance.mail.seal import CannotBeOpened, seal_values, unseal_values

from ..models import Call, CallState, SubmissionWay, WordForm
from ..refusal import CannotBeDone
from ..taking.given import Given
from .hand_in import LARGEST, TAKEN, form_of, hand_in, read_file
from .paragraphs import NotRead
from .read import mark_of, paragraphs, read
from .said import normal

log = logging.getLogger(__name__)
ENDINGS = (".docx", ".odt")
MOST_FILES = 10
"""Of one mail that are looked at."""
MOST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Letter:
    """Who sent the mail that a form came in, and what it says."""

    name: str = ""
    address: str = ""
    subject: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document in a mail, and whose form it is."""

    call: Call
    name: str
    content: bytes


def letter_of(form: WordForm) -> Letter:
    """The letter out of its seal; an empty one when there is none, or it was erased."""
    if not form.letter:
        return Letter()
    try:
        return Letter(**unseal_values(form.letter))
    except CannotBeOpened:
        return Letter()


def wants(raw: bytes) -> bool:
    """Whether a form of a call is attached to a mail. Looks only, and raises nothing."""
    if not any(ending.encode() in raw.lower() for ending in ENDINGS) and b"opendocument" not in raw:
        return False
    try:
        return read_mail(raw).kind is Kind.REPLY and next(forms_in(raw), None) is not None
    except NoMail:
        return False
    except Exception as fault:  # a mail that breaks a reader must not stop the mailbox
        log.warning("A mail could not be looked at for forms: %s", type(fault).__name__)
        return False


def take(raw: bytes) -> None:
    """Keep the forms of a mail that came to a mailbox."""
    take_mail(raw, by=None, came=WordForm.Came.MAILBOX)


def take_mail(
    raw: bytes, *, by: User | None, came: WordForm.Came, name: str = "", only: Call | None = None
) -> list[WordForm]:
    """Keep each form that is attached to a mail; one that is here already is given as it is.

    Args:
        by: whose press brought it in; None for a mailbox.
        name: of the file, for the sentence if it cannot be read.
        only: the call it was brought in for: forms of others are left.

    Raises:
        CannotBeDone: it is no mail, or no form is attached to it.
    """
    try:
        mail = read_mail(raw, name)
    except NoMail as fault:
        raise CannotBeDone(str(fault)) from None
    found = [each for each in forms_in(raw) if only is None or each.call == only]
    if not found:
        of = f"of “{only}” " if only else ""
        raise CannotBeDone(
            f"No form {of}is attached to this mail. If the answers stand in the mail itself, write "
            "them down for whoever sent it."
        )
    return [_keep(mail, each, by=by, came=came) for each in found]


def forms_in(raw: bytes) -> Iterator[Attached]:
    """The documents of a mail that are forms of calls."""
    message = BytesParser(policy=policy.compat32).parsebytes(raw)
    for name, content in _documents(message):
        if (call := call_of(name, content)) is not None:
            yield Attached(call, name, content)


def _documents(message: Message) -> Iterator[tuple[str, bytes]]:
    count = 0
    for part in message.walk():
        name = headers.in_words(str(part.get_filename() or ""))
        if not name.lower().endswith(ENDINGS) or count == MOST_FILES:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            count += 1
            yield name, content


def call_of(name: str, content: bytes) -> Call | None:
    """The call whose form a document is: by its mark, else by the questions in it."""
    try:
        check(ContentFile(content, name=name), TAKEN, largest=LARGEST)
        mark = mark_of(content)
    except (ValidationError, NotRead):
        return None
    calls = Call.objects.filter(state=CallState.PUBLISHED)
    if mark is not None:
        return calls.filter(prefix=mark.prefix).first()
    said = {normal(line.text) for line in paragraphs(content)}
    by_title = sorted(calls, key=lambda call: normal(call.title) not in said)  # many ask the same
    return next((call for call in by_title if _is_form_of(call, content)), None)


def _is_form_of(call: Call, content: bytes) -> bool:
    try:
        return bool(read(content, form_of(call)))
    except NotRead:
        return False


@transaction.atomic
def _keep(mail: Mail, attached: Attached, *, by: User | None, came: WordForm.Came) -> WordForm:
    digest = hashlib.sha256(attached.content).hexdigest()
    sent_at = when_sent(mail, timezone.now())
    letter = Letter(
        name=mail.name,
        address=mail.address,
        subject=mail.subject,
        words=scrub(mail.words)[:MOST_WORDS],
    )
    return keep_form(
        attached.call,
        attached.content,
        name=attached.name,
        identity=f"{mail.message_id}\n{digest}",
        came=came,
        came_on=timezone.localdate(sent_at) if sent_at else timezone.localdate(),
        by=by,
        letter=letter,
    )


@transaction.atomic
def keep_form(
    call: Call,
    content: bytes,
    *,
    name: str,
    identity: str,
    came: WordForm.Came,
    came_on: dt.date,
    by: User | None,
    letter: Letter | None = None,
) -> WordForm:
    """Keep a form that came, with a draft for each idea in it; the same again is the one that is here.

    One that cannot be read is kept too, with the reason, so that whoever sent it hears of it.
    """
    form, is_new = WordForm.objects.get_or_create(
        identity=hashlib.sha256(identity.encode()).hexdigest(),
        defaults={
            "call": call,
            "came": came,
            "came_on": came_on,
            "name": name[:200],
            "letter": seal_values(asdict(letter)) if letter else b"",
            "brought_by": by,
        },
    )
    if not is_new:
        return form
    try:
        came_in = read_file(call, content, name)
    except CannotBeDone as fault:
        form.fault = str(fault)[:300]
        form.save(update_fields=["fault"])
    else:
        is_mail = came != WordForm.Came.FILE
        hand_in(
            call,
            came_in,
            by=None,
            way=SubmissionWay.EMAIL if is_mail else SubmissionWay.WORD,
            entered_by=by,
            told_on=came_on,
            form=form,
            sender=Given(name=letter.name, email=letter.address) if letter else None,
        )
    record(by=by, verb="brought in", thing=form, after=snapshot(form))
    return form
