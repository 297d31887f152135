"""A mail as bytes becomes plain values: who, when, in answer to what, and what they wrote themselves.

Nothing is unpacked and nothing that is attached is kept: attachments leave their names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser

from alliance.text.encoding import declared, mend, utf8_or_1252

from . import headers
from .automatic import Kind, kind_of
from .own_words import own_words
from .page_words import words_of_page

LARGEST = 15 * 1024 * 1024
MOST_LINES = 400_000
MOST_PARTS = 150
"""Parts of a mail; more are no letter, and take long to take apart."""
_DEEPEST = 30
LONGEST_TEXT = 60_000
LONGEST_WORDS = 20_000
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:")
_KNOWN = ("from", "date", "subject", "message-id", "to", "received", "return-path")
_OLE, _PDF, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"PK\x03\x04"


class NoMail(ValueError):
    """It cannot be read as a mail; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a reply says."""

    message_id: str
    name: str = ""
    address: str = ""
    sent_by: str = ""
    """Who sent it for whoever it is from, as a PA for a director; empty where they are the same."""
    sent_by_address: str = ""
    answers: tuple[str, ...] = ()
    """The Message-IDs of what it answers, the nearest first."""
    sent_at: dt.datetime | None = None
    arrived_at: dt.datetime | None = None
    subject: str = ""
    words: str = ""
    """Its sender's own."""
    whole: str = ""
    """All of its text, with what is quoted."""
    points_below: bool = False
    attachments: tuple[str, ...] = ()
    kind: Kind = Kind.REPLY


@dataclass(slots=True)
class _Found:
    """What the parts of a mail hold."""

    texts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    parts: int = 0
    is_locked: bool = False


def read(raw: bytes, name: str = "") -> Mail:
    """Read a mail.

    Args:
        name: of the file it came in, for the sentence if it cannot be read.

    Raises:
        NoMail: whatever else is wrong with it.
    """
    called = f"“{name}”" if name else "This"
    _check(raw, called)
    try:
        return _mail(BytesParser(policy=policy.compat32).parsebytes(raw), raw, called)
    except NoMail:
        raise
    except Exception as fault:  # the standard reader fails on broken mails in ways of its own
        raise NoMail(
            f"{called} is damaged and cannot be read. Save it again from the mail program, or "
            "paste what it says below."
        ) from fault


def _check(raw: bytes, called: str) -> None:
    if not raw.strip():
        raise NoMail(f"{called} is empty. Save the mail again, or paste what it says below.")
    if raw.startswith(_OLE):
        raise NoMail(
            f"{called} is in Outlook’s own format (.msg), which is not read here. In Outlook on "
            "the web or the new Outlook open the mail, choose “More actions” (…), then “Save as” "
            "or “Download”, and “EML”. Or paste what it says below."
        )
    if raw.startswith((_PDF, _ZIP)) or not _looks_like_mail(raw):
        raise NoMail(
            f"{called} is not a saved mail. Save the mail as .eml, or paste what it says below."
        )
    if len(raw) > LARGEST or raw.count(b"\n") > MOST_LINES:
        raise NoMail(
            f"{called} is larger than {LARGEST // 1024 // 1024} MB. Save it without its "
            "attachments, or paste what it says below."
        )
    if raw.lower().count(b"boundary=") > MOST_PARTS:
        raise NoMail(f"{called} has too many parts for a letter. Paste what it says below.")


def _looks_like_mail(raw: bytes) -> bool:
    """Whether it begins with lines such as `From:` and `Date:`."""
    head = raw[:65_536].lstrip(b"\xef\xbb\xbf\r\n")
    begun = head.startswith(b"From ") or _HEADER.match(head)
    known = [b"\n" + each.encode() + b":" in b"\n" + head.lower() for each in _KNOWN]
    return bool(begun) and sum(known) >= 2


def _mail(message: Message, raw: bytes, called: str) -> Mail:
    found = _Found()
    _gather(message, found, depth=0)
    if found.is_locked and not found.texts:
        raise NoMail(
            f"{called} is encrypted. Ask the sender to send it openly, or paste what it says below."
        )
    by = headers.sender(message)
    for_them = headers.sender(message, "Sender")
    if not for_them.address or for_them.address == by.address:
        for_them = headers.Sender()
    whole = "\n\n".join(found.texts)[:LONGEST_TEXT].strip()
    cut = own_words(whole, sender=by.name)
    if for_them.name:
        cut = own_words(cut.words, sender=for_them.name) if cut.words else cut
    return Mail(
        message_id=_identity(message, raw),
        name=by.name,
        address=by.address,
        sent_by=for_them.name or for_them.address,
        sent_by_address=for_them.address,
        answers=_answers(message),
        sent_at=headers.moment(headers.raw_field(message, "Date")),
        arrived_at=headers.arrived(message),
        subject=headers.field(message, "Subject")[:300],
        words=cut.words[:LONGEST_WORDS],
        whole=whole,
        points_below=cut.points_below,
        attachments=tuple(dict.fromkeys(found.names))[:40],
        kind=kind_of(message, by, cut.words),
    )


def _identity(message: Message, raw: bytes) -> str:
    """Its Message-ID; one made from its bytes where it has none."""
    said = headers.identities(headers.raw_field(message, "Message-ID"))
    return said[0] if said else f"<{hashlib.sha256(raw).hexdigest()}@no-message-id>"


def _answers(message: Message) -> tuple[str, ...]:
    nearest = headers.identities(headers.raw_field(message, "In-Reply-To"))
    thread = headers.identities(headers.raw_field(message, "References"))
    return tuple(dict.fromkeys([*nearest, *reversed(thread)]))


# Parts -----------------------------------------------------------------------------------------


def _gather(part: Message, found: _Found, *, depth: int) -> None:
    found.parts += 1
    if found.parts > MOST_PARTS or depth > _DEEPEST:
        return
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        _best(part, found, depth)
    elif kind == "multipart/encrypted" or kind.endswith("/pkcs7-mime"):
        found.is_locked = True
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in _children(part):
            _gather(child, found, depth=depth + 1)
    elif kind in {"text/plain", "text/html"} and not _is_attached(part):
        if (words := _words(part)).strip():
            found.texts.append(words)
    elif name := _name(part):
        found.names.append(name)


def _best(part: Message, found: _Found, depth: int) -> None:
    """Of several forms of one letter the plain one, if it says anything; files of all."""
    forms = []
    for child in _children(part):
        form = _Found()
        _gather(child, form, depth=depth + 1)
        found.parts += form.parts
        found.names += form.names
        found.is_locked = found.is_locked or form.is_locked
        forms.append(form)
    said = next((form for form in forms if any(text.strip() for text in form.texts)), None)
    if said:
        found.texts += said.texts


def _children(part: Message) -> list[Message]:
    inside = part.get_payload()
    return (
        [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []
    )


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _name(part: Message) -> str:
    """What an attachment is called; nothing for the pictures of a signature."""
    if part.get_content_type() == "message/rfc822":
        inner = _children(part)
        return f"Mail: {headers.field(inner[0], 'Subject')[:120]}" if inner else "A mail"
    is_of_page = part.get_content_maintype() == "image" and part.get("Content-ID")
    if is_of_page and part.get_content_disposition() != "attachment":
        return ""
    name = mend(headers.in_words(str(part.get_filename() or "")))
    return re.split(r"[\\/]", name)[-1][:120]


def _words(part: Message) -> str:
    """The text of a part: by its charset, or as the bytes are."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    data = data[: LONGEST_TEXT * 8]
    text = declared(data, part.get_content_charset() or "")
    text = utf8_or_1252(data) if text is None else mend(text)
    if part.get_content_subtype() == "html":
        return words_of_page(text)
    return _unfolded(text) if part.get_param("format") == "flowed" else text


def _unfolded(text: str) -> str:
    """A text of which lines that end in a space go on in the next (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.splitlines():
        quoted = line.startswith(">")
        if goes_on and not quoted and line.strip():
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(lines)
