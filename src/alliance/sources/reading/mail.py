"""A saved mail: the news that was forwarded in it, or the mail itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from html import escape, unescape

from alliance.text.mails import without_prefixes, words_of
from alliance.text.sanitise import clean, plain

from .entry import CannotBeRead, Entry, Reading, beginning, key_of, line, made_safe, whole
from .when import day_in_words, moment
from .words import decoded

NO_MAIL = (
    "This is no mail. Save it from the mail program as “.eml” (in Outlook on the web: “Save as”; "
    "elsewhere drag it into a folder), and send that file."
)
DAMAGED = "The mail is damaged. Save it again from the mail program."
NO_WORDS = "The mail has no words in it. If the news is in an attachment, send that instead."
_FIELD = re.compile(
    rb"(?im)^(?:from|subject|date|message-id|received|return-path|mime-version)\s*:"
)
_LABEL = r"(From|Sent|Date|To|Cc|Subject|Reply-To)"
_LABELLED = re.compile(rf"^\s*(?:>\s?)*\*?{_LABEL}:\*?\s*(.*)$", re.IGNORECASE)
_LABELLED_HTML = re.compile(rf"(?:^|(?<=[>\s])){_LABEL}:", re.IGNORECASE)
_MARKER = re.compile(
    r"^\s*(?:-{2,}\s*(?:forwarded message|original message|original appointment)\s*-{2,}"
    r"|begin forwarded message:|_{10,})\s*$",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"<br>|</(?:p|td|tr|li|blockquote)>")
_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_LINK = re.compile(r'<a href="([^"]{1,2000})"[^>]*>([^<]{1,200})</a>')
_ONLINE = re.compile(r"\b(?:browser|online|web ?version|webpage)\b", re.IGNORECASE)
_HOLDS_OTHERS = re.compile(rb"multipart/|message/", re.IGNORECASE)
MOST_NESTED = 200
"""Parts that may hold others: each line of a mail is held against the ends of all that are open."""
FAR = 700
"""Characters within which one field of a forwarded head follows another."""


@dataclass(slots=True)
class _Told:
    """What is known of a mail, or of the one forwarded in it."""

    subject: str
    sender: str
    sent: str
    name: str
    html: str
    text: str
    note: str = ""


def read_mail(data: bytes) -> Reading:
    """One entry: what was forwarded if something was, else the mail.

    Raises:
        CannotBeRead: it is no mail, is damaged, or has no words.
    """
    if not _FIELD.search(data[:50_000]):
        raise CannotBeRead(NO_MAIL)
    if len(_HOLDS_OTHERS.findall(data)) > MOST_NESTED:
        raise CannotBeRead(
            "The mail holds parts within parts without end, so it was not read. Save the one that "
            "matters by itself."
        )
    try:
        return Reading("Mail", "", (_entry(_told(_parsed(data))),))
    except (
        LookupError,
        ValueError,
        AttributeError,
        TypeError,
        RecursionError,
        MessageError,
    ) as fault:
        raise CannotBeRead(DAMAGED) from fault


def _parsed(data: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(data)


def _told(message: EmailMessage) -> _Told:
    inner = _attached(message)
    if inner is not None:
        told = _of(inner)
        told.note = _of(message).text[:500] if _body(message) else ""
        return told
    told = _of(message)
    return _forwarded(told) or told


def _attached(message: EmailMessage) -> EmailMessage | None:
    """The first mail that lies in this one as an attachment."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part is not message:
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                return inner[0]
    return None


def _of(message: EmailMessage) -> _Told:
    html, text = _body(message) or ("", "")
    return _Told(
        subject=without_prefixes(_header(message, "subject")),
        sender=_header(message, "from"),
        sent=_header(message, "date"),
        name=_header(message, "message-id").strip("<> "),
        html=html,
        text=text,
    )


def _header(message: EmailMessage, wanted: str) -> str:
    """A header as people read it; taken raw, since the parsing of headers trips over damaged ones."""
    for name, value in message.raw_items():
        if name.lower() == wanted:
            return line(_decoded_header(str(value)[:5000]), 1000)
    return ""


def _decoded_header(raw: str) -> str:
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    words = []
    for piece, charset in parts:
        if isinstance(piece, str):
            words.append(piece)
        else:
            words.append(decoded(piece, f"charset={charset}" if charset else ""))
    return "".join(words)


def _body(message: EmailMessage) -> tuple[str, str] | None:
    part = message.get_body(("html", "plain"))
    if part is None:
        return None
    words = _words(part)
    if part.get_content_type() == "text/html":
        return made_safe(words, "")
    words = _QUOTE.sub("", words)
    blocks = re.split(r"\n\s*\n", words.replace("\r\n", "\n"))
    html = "".join(
        f"<p>{'<br>'.join(escape(row) for row in block.strip().splitlines())}</p>"
        for block in blocks
        if block.strip()
    )
    return made_safe(html, "")


def _words(part: MIMEPart) -> str:
    return words_of(part, decoded)


def _forwarded(told: _Told) -> _Told | None:
    """The mail that is forwarded within the words of another; its head stands there as lines."""
    rows = told.text.splitlines()
    start = next((at for at in range(len(rows)) if _begins_head(rows, at)), None)
    if start is None:
        return None
    fields: dict[str, str] = {}
    end = start
    while end < len(rows) and (match := _LABELLED.match(rows[end])):
        fields.setdefault(match.group(1).lower(), match.group(2).strip(" *"))
        end += 1
    before = start - 1 if start and _MARKER.match(rows[start - 1]) else start
    html = _after_head(told.html)
    return _Told(
        subject=without_prefixes(fields["subject"]) or told.subject,
        sender=fields["from"],
        sent=fields.get("sent") or fields.get("date", ""),
        name="",
        html=html,
        text=plain(html),
        note="\n".join(rows[:before])[:500],
    )


def _begins_head(rows: list[str], at: int) -> bool:
    """Whether a forwarded head begins here: “From:”, and “Subject:” in the lines right below."""
    labels = []
    for row in rows[at : at + 8]:
        match = _LABELLED.match(row)
        if not match:
            break
        labels.append(match.group(1).lower())
    return labels[:1] == ["from"] and "subject" in labels


def _after_head(html: str) -> str:
    """What stands below the head of the forwarded mail."""
    last = None
    begun = False
    for match in _LABELLED_HTML.finditer(html):
        is_from = match.group(1).lower() == "from"
        if last is not None and begun and match.start() - last > FAR:
            break
        begun = begun or is_from
        if begun:
            last = match.end()
    end = _LINE_ENDS.search(html, last) if last is not None else None
    return clean(html[end.end() :]) if end else html


def _entry(told: _Told) -> Entry:
    if not told.text.strip():
        raise CannotBeRead(NO_WORDS)
    name, address = parseaddr(told.sender)
    publisher = line(name or re.sub(r"[<\[].*", "", told.sender) or address.rpartition("@")[2], 200)
    title = line(told.subject) or beginning(told.text)
    key = key_of("mail", told.name) if told.name else key_of("mail", told.subject, told.text)
    return Entry(
        key=key,
        title=title,
        html=told.html,
        text=told.text,
        url=_seen_online(told.html),
        publisher=publisher,
        published_at=moment(told.sent) or day_in_words(told.sent),
        facts={"note": told.note} if told.note.strip() else {},
    )


def _seen_online(html: str) -> str:
    """Where a newsletter can be read on the web, if it says so."""
    for match in _LINK.finditer(html):
        if _ONLINE.search(match.group(2)):
            return whole(unescape(match.group(1)))
    return ""
