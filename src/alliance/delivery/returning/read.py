"""A mail that came to the address for returns becomes plain values: what came back of which copy.

    reading = read(data)
    for returned in reading.returned: ...

Reports by the standards (RFC 3464 of deliveries, RFC 5965 of complaints) and letters of servers
that keep to none are read. What a person or their absence notice wrote is never a return. The
mail may be anybody's: nothing in it is believed but a name of ours that it quotes (`take.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser
from enum import StrEnum

from . import letters
from .judge import Verdict, code_in, verdict

LARGEST = 1_000_000
"""Bytes that are looked at: a report is short, and what it quotes of ours is under 200 kB."""
MOST_PARTS = 40
MOST_RECIPIENTS = 100
LONGEST_WORDS = 300
_MESSAGE_ID = re.compile(r"<?(m\d{1,19}\.\d{1,19}\.[0-9a-f]{20}@[A-Za-z0-9.-]{1,250})>?")
"""As `own_links.message_id` writes them; whether one is ours is asked there."""


class Sort(StrEnum):
    """What kind of mail it is."""

    RETURN = "return"
    DELAY = "delay"
    """A server is still trying, or took it: nothing to be done."""
    AUTOMATIC = "automatic"
    OTHER = "other"


class Kind(StrEnum):
    """As `models.ReturnKind`, which this module cannot know."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back of one copy."""

    kind: Kind
    code: str = ""
    said: str = ""
    message_ids: tuple[str, ...] = ()
    """Names that the mail quotes; the copy's own is among them if it is one of ours."""
    provider_id: str = ""
    copy_id: int = 0
    """Where a provider that we trust says it."""
    recipient: str = ""
    """Whose mailbox it is about, if that is said."""


@dataclass(frozen=True, slots=True)
class Reading:
    sort: Sort
    returned: tuple[Returned, ...] = ()


def read(data: bytes) -> Reading:
    """Read a mail. Whatever it is, there is an answer."""
    data = data[:LARGEST]
    if data.lower().count(b"boundary=") > MOST_PARTS:
        return Reading(Sort.OTHER)
    try:
        return _read(BytesParser(policy=policy.compat32).parsebytes(data))
    except Exception:  # the standard reader fails on broken mails in ways of its own
        return Reading(Sort.OTHER)


def _read(mail: Message) -> Reading:
    report = _report_type(mail)
    names = _names(mail)
    if report == "delivery-status" and (blocks := _blocks(mail, "message/delivery-status")):
        return _delivery(blocks, names)
    if report == "feedback-report" and (blocks := _blocks(mail, "message/feedback-report")):
        return _complaint(blocks[0], names)
    if recipient := letters.complained_to_microsoft(mail):
        return _returned(
            Returned(kind=Kind.COMPLAINT, said="Microsoft", message_ids=names, recipient=recipient)
        )
    if letters.is_from_a_server(mail):
        return _letter(letters.words_of(mail), letters.failed(mail), names)
    return Reading(Sort.AUTOMATIC if letters.is_automatic(mail) else Sort.OTHER)


def _returned(*found: Returned) -> Reading:
    return Reading(Sort.RETURN, found)


# Reports of deliveries ---------------------------------------------------------------------------


def _delivery(blocks: list[Message], names: tuple[str, ...]) -> Reading:
    """RFC 3464: a block on the message, then one for each recipient."""
    found = []
    for block in blocks[: MOST_RECIPIENTS + 1]:
        action = _field(block, "Action").lower().partition(" ")[0]
        if action != "failed":
            continue
        code, said = code_in(_field(block, "Status")), _said(_field(block, "Diagnostic-Code"))
        recipient = _address(
            _field(block, "Original-Recipient") or _field(block, "Final-Recipient")
        )
        found.append(_bounced(code, said, recipient, names))
    if found:
        return _returned(*found)
    return Reading(Sort.DELAY)


def _bounced(code: str, said: str, recipient: str, names: tuple[str, ...]) -> Returned:
    if code in {"", "5.0.0", "4.0.0"}:  # no code, or one that says nothing: the words may have one
        code = code_in(said) or code
    kind = Kind.HARD if verdict(code, said) is Verdict.NO_MAILBOX else Kind.SOFT
    return Returned(kind=kind, code=code, said=said, message_ids=names, recipient=recipient)


def _complaint(block: Message, names: tuple[str, ...]) -> Reading:
    """RFC 5965."""
    sort = _field(block, "Feedback-Type").lower()
    kinds = {"abuse": Kind.COMPLAINT, "fraud": Kind.COMPLAINT, "virus": Kind.COMPLAINT}
    kind = kinds.get(sort, Kind.LEFT if sort.startswith("opt-out") else None)
    if kind is None:  # “not spam”, or a report on failed authentication
        return Reading(Sort.OTHER)
    recipient = _address(_field(block, "Original-Rcpt-To"))
    said = _field(block, "User-Agent")[:LONGEST_WORDS]
    return _returned(Returned(kind=kind, said=said, message_ids=names, recipient=recipient))


# Letters of servers ------------------------------------------------------------------------------


def _letter(words: str, failed: list[letters.Failure], names: tuple[str, ...]) -> Reading:
    """A copy has one recipient: of the addresses that a letter names, the one with a refusal."""
    if letters.is_still_tried(words):
        return Reading(Sort.DELAY)
    failed = failed or [letters.Failure("", words)]
    one = next((each for each in failed if code_in(each.said)), failed[0])
    return _returned(_bounced(code_in(one.said), _said(one.said), one.recipient, names))


# Parts -------------------------------------------------------------------------------------------


def _report_type(mail: Message) -> str:
    if mail.get_content_type() != "multipart/report":
        return ""
    said = mail.get_param("report-type")
    return said.lower() if isinstance(said, str) else ""


def _blocks(mail: Message, content_type: str) -> list[Message]:
    """The groups of fields that a machine wrote for machines."""
    for part in mail.walk():
        if part.get_content_type() != content_type:
            continue
        held = part.get_payload()
        if isinstance(held, list):  # the standard reader takes message/… for messages
            return [each for each in held if isinstance(each, Message) and each.keys()] or [
                inner for each in held if isinstance(each, Message)
                for inner in _parsed(each.get_payload())
            ]  # fmt: skip
        return _parsed(held)
    return []


def _parsed(said: object) -> list[Message]:
    parser = BytesParser(policy=policy.compat32)
    text = said if isinstance(said, str) else ""
    return [
        parser.parsebytes(block.encode("utf-8", "replace"))
        for block in re.split(r"(?:\r?\n){2,}", text.strip())[: MOST_RECIPIENTS + 1]
        if block
    ]


def _names(mail: Message) -> tuple[str, ...]:
    """Every name like ours that the mail quotes, in its fields, its words or what it returns."""
    return tuple(dict.fromkeys(_each_name(mail)))[:20]


def _each_name(mail: Message) -> Iterator[str]:
    for part in mail.walk():
        for name in ("Message-ID", "References", "In-Reply-To", "Original-Message-ID"):
            for said in part.get_all(name) or []:
                yield from _MESSAGE_ID.findall(str(said))
        if not part.is_multipart():
            yield from _MESSAGE_ID.findall(letters.text_of(part))


def _field(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _address(said: str) -> str:
    """From “rfc822; nerys@kent.gov.uk”."""
    address = said.rpartition(";")[2].strip().strip("<>")
    return address[:254] if "@" in address else ""


def _said(diagnostic: str) -> str:
    """A server's words, without the name of the protocol that they came by."""
    words = re.sub(r"^(?:smtp|x-[\w-]+)\s*;\s*", "", " ".join(diagnostic.split()), flags=re.I)
    return words[:LONGEST_WORDS]
