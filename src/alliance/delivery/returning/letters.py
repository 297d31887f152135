"""Mails of servers that keep to no standard, and of programs that answer for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr

LONGEST_TEXT = 200_000
_FAILED = re.compile(
    r"^\W*(?:undeliver(?:able|ed)|delivery (?:status notification|has failed|failure|incomplete|delayed)"
    r"|mail delivery (?:failed|subsystem|system)|message (?:not delivered|delayed|undeliverable)"
    r"|returned mail|failure notice|mail could not be delivered|warning: (?:message|could not))",
    re.IGNORECASE,
)  # fmt: skip
_SERVERS = re.compile(
    r"^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]*)@", re.I
)
_AWAY = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|responder)|out of (?:the )?office"
    r"|away from (?:the |my )?(?:office|desk)|on (?:annual )?leave|read|not read|recall)\s*(?::|$|\bre:)",
    re.IGNORECASE,
)  # fmt: skip
_TRIED = re.compile(
    r"\b(?:will (?:continue|keep|be) (?:to )?(?:try|trying|retr)|has been delayed|delayed \d+ hours|not yet been delivered"
    r"|still (?:being )?(?:queued|trying)|warning message only|no action is required|temporarily delayed)",
    re.IGNORECASE,
)  # fmt: skip
_QUOTED = re.compile(
    r"^[ \t]*(?:---.{0,80}?(?:copy of the message|original message|returned message|message header"
    r"|body of the message|mail message follows)"
    r"|Original message (?:headers|follows)|Received: |Return-Path: )",
    re.IGNORECASE | re.MULTILINE,
)
"""Where a letter begins to quote what it returns."""
_ADDRESS = re.compile(
    r"<?\b([A-Za-z0-9][\w.!#$%&'*+/=?^`{|}~-]{0,63}@[A-Za-z0-9.-]{1,250}\.[A-Za-z]{2,24})\b>?"
)


@dataclass(frozen=True, slots=True)
class Failure:
    recipient: str
    said: str


def is_from_a_server(mail: Message) -> bool:
    """Whether a mail server wrote it: by its sender, by what it says it is, by its subject."""
    if _AWAY.match(_header(mail, "Subject")):
        return False
    sender = parseaddr(_header(mail, "From"))[1]
    if mail.get("X-Failed-Recipients") or _SERVERS.match(sender):
        return True
    return _header(mail, "Return-Path").strip() == "<>" and bool(
        _FAILED.match(_header(mail, "Subject"))
    )


def is_automatic(mail: Message) -> bool:
    """Whether a program answered for somebody."""
    auto = _header(mail, "Auto-Submitted").lower().partition(";")[0].strip()
    return (
        auto not in {"", "no"}
        or any(mail.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply"))
        or _header(mail, "Precedence").lower() in {"auto_reply", "bulk", "junk"}
        or bool(_AWAY.match(_header(mail, "Subject")))
    )


def is_still_tried(words: str) -> bool:
    """Whether a letter only says that it takes long."""
    return bool(_TRIED.search(words))


def complained_to_microsoft(mail: Message) -> str:
    """Whose Outlook.com mailbox it is where the mail is one that they marked as junk.

    Microsoft's junk reports are no reports by RFC 5965: the mail itself, with their own field.
    """
    if not parseaddr(_header(mail, "From"))[1].lower().endswith(("@hotmail.com", "@outlook.com")):
        return ""
    for part in mail.walk():
        if said := part.get("X-HmXmrOriginalRecipient"):
            return str(said).strip().strip("<>")[:254]
    return ""


def words_of(mail: Message) -> str:
    """What a letter says itself: its first text, up to what it quotes."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            words = text_of(part)
            quoted = _QUOTED.search(words)
            return words[: quoted.start()] if quoted else words[:5000]
    return ""


def failed(mail: Message) -> list[Failure]:
    """Whom a letter names, each with the words that follow their address."""
    words = words_of(mail)
    named = [one.strip() for one in _header(mail, "X-Failed-Recipients").split(",") if one.strip()]
    found: list[Failure] = []
    places = list(_ADDRESS.finditer(words))
    own = parseaddr(_header(mail, "From"))[1].lower()
    for place, following in zip(places, [*places[1:], None], strict=True):
        address = place[1].rstrip(".")
        is_named = not named or address.lower() in {one.lower() for one in named}
        if is_named and address.lower() != own and address not in [one.recipient for one in found]:
            end = len(words)
            if following and following[1].lower() != address.lower():
                end = following.start()
            found.append(Failure(address, " ".join(words[place.end() : end].split())))
    if named and not found:
        found = [Failure(one, " ".join(words.split())) for one in named]
    return found


def text_of(part: Message) -> str:
    """The text of one part, whatever it says of its encoding."""
    if part.get_content_maintype() not in {"text", "message"}:
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return data[:LONGEST_TEXT].decode("utf-8", "replace")


def _header(mail: Message, name: str) -> str:
    return " ".join(str(mail.get(name, "")).split())
