"""Mails that no person wrote as an answer: absence notices, receipts, failed deliveries."""

from __future__ import annotations

import re
from email.message import Message
from enum import Enum

from .headers import Sender, field, raw_field


class Kind(Enum):
    """What kind of mail came back."""

    REPLY = "reply"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


_AWAY = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|responder)|out of (?:the )?office"
    r"|away from (?:the |my )?(?:office|desk|email)|on (?:annual )?leave|read|not read|recall)\s*(?::|$|\bre:)",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"^\W*(?:undeliver(?:able|ed)|delivery (?:status notification|has failed|failure|incomplete)"
    r"|mail delivery (?:failed|subsystem)|returned mail|failure notice|delivery delayed)",
    re.IGNORECASE,
)
_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@", re.IGNORECASE)
_ABSENT = re.compile(
    r"^(?:(?:hi|hello|dear \w+|good (?:morning|afternoon))\W+)?(?:(?:many )?thank(?:s| you)[^.!\n]{0,60}[.!]\s*)?"
    r"(?:please note (?:that )?)?(?:I am|I’m|I'm|I will be|I shall be)\s+(?:now |currently |away |out )*"
    r"(?:out of (?:the )?office|on (?:annual |maternity |sick |study )?leave|away from (?:the )?(?:office|my desk))\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|returning|return on|back (?:on|in)|in my absence|limited access)\b", re.I
)
SHORT = 900
"""Characters beyond which words that begin with an absence are taken for a person's."""


def kind_of(message: Message, sender: Sender, words: str) -> Kind:
    """What a mail is, by what its sender's programs say of it, then by its subject and words."""
    subject = field(message, "Subject")
    report = raw_field(message, "Content-Type").lower()
    if (
        ("report-type" in report and "delivery-status" in report)
        or raw_field(message, "X-Failed-Recipients")
        or _MACHINES.match(sender.address)
        or _FAILED.match(subject)
    ):  # fmt: skip
        return Kind.BOUNCE
    if (
        raw_field(message, "Auto-Submitted").lower().partition(";")[0].strip() not in {"", "no"}
        or any(raw_field(message, name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply"))
        or raw_field(message, "Precedence").lower() in {"auto_reply", "bulk", "junk", "list"}
        or "disposition-notification" in report
        or _AWAY.match(subject)
        or says_away(words)
    ):  # fmt: skip
        return Kind.AUTOMATIC
    return Kind.REPLY


def says_away(words: str) -> bool:
    """Whether words are an absence notice and no more."""
    return len(words) < SHORT and bool(_ABSENT.match(words)) and bool(_UNTIL.search(words))
