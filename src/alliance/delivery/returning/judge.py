"""What a mail server's refusal means for the address: by its code (RFC 3463), else by its words.

The three must be told apart: an address that is no more is written to never again; one whose
mailbox is full is; and where our mail was taken for spam, nothing is wrong with the address at all.
"""

from __future__ import annotations

import re
from enum import Enum

_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")

NO_MAILBOX_CODES = frozenset("5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1 5.4.4 5.4.310".split())
"""No such mailbox, no such domain, not written as an address, moved away, domain takes no mail,
switched off; and what Exchange says where a domain has no host."""

OUR_MAIL_CODES = ("5.1.7", "5.1.8", "5.2.3", "5.3.4", "5.5.", "5.6.", "5.7.")
"""Our address is refused, the message is too large, what we say is not understood or not allowed."""

_NO_MAILBOX = re.compile(
    r"\b(?:user|recipient|mailbox|account|address|alias|subscriber|member)\b[^.;\n]{0,40}"
    r"\b(?:unknown|not found|(?:does|do) ?n[o’']t exist|does not exist|not exist|no longer (?:exists?|valid|active|in use)"
    r"|disabled|deactivated|inactive|closed|suspended|terminated|not a valid|is not valid|invalid)\b"
    r"|\b(?:no such|unknown|invalid|non-?existent|unrouteable|nonexistent)\s+"
    r"(?:local )?(?:user|recipient|mailbox|account|address|person|domain|local.?part)\b"
    r"|\bno mailbox (?:here )?by that name\b|\bnot (?:a )?known (?:here|user)\b|\bunknown (?:local|or illegal)\b"
    r"|\b(?:account|address) that you tried to reach (?:does not exist|is (?:disabled|inactive))"
    r"|\bdid not (?:find|match) (?:a |any )?(?:user|recipient|mailbox)\b|\brecipientnotfound\b"
    r"|\b(?:host|domain)(?: name)? (?:or domain name )?(?:not found|does not exist|lookup failed)\b"
    r"|\baccess denied\. as\(201806281\)|\bnxdomain\b|\bthis user doesn[’']t have an? \S+ account\b",
    re.IGNORECASE,
)  # fmt: skip
_OUR_MAIL = re.compile(
    r"\bspam\b|\bspamhaus\b|\bblock(?:ed|list|listed)\b|\bblack[- ]?list(?:ed)?\b|\breputation\b|\bpolicy\b"
    r"|\bdmarc\b|\bspf\b|\bdkim\b|\bunauthenticated\b|\bvirus\b|\brate limit|\btoo many (?:messages|connections)"
    r"|\bgr[ea]ylist|\bdeferred due to\b|\bunsolicited\b|\bcontent (?:rejected|restriction)|\brelay(?:ing)? (?:access )?denied"
    r"|\bnot (?:authori[sz]ed|permitted) to (?:send|relay)|\bsender (?:address )?(?:rejected|denied|verify failed)",
    re.IGNORECASE,
)  # fmt: skip


class Verdict(Enum):
    """What to think of an address."""

    NO_MAILBOX = "There is no such mailbox."
    NOT_NOW = "The mailbox could not take it this time."
    OUR_MAIL = "Our mail was not wanted; the address is not at fault."


def code_in(said: str) -> str:
    """The first code such as 5.1.1 in what a server said, or nothing."""
    return found[1] if (found := _CODE.search(said)) else ""


def verdict(code: str, said: str, *, is_for_good: bool = True) -> Verdict:
    """Judge a refusal.

    Args:
        code: as “5.1.1”; another, or nothing, where the server gave none.
        said: its words.
        is_for_good: whether it would say the same tomorrow; a 4xx or a wait that took too long
            would perhaps not.
    """
    code = code_in(code) or code_in(said)
    if code.startswith(("4.", "2.")) or not is_for_good:
        return Verdict.OUR_MAIL if code.startswith("4.7.") else Verdict.NOT_NOW
    if code in NO_MAILBOX_CODES:
        return Verdict.NO_MAILBOX
    if _OUR_MAIL.search(said):
        return Verdict.OUR_MAIL
    is_of_message = code.startswith(OUR_MAIL_CODES)
    if _NO_MAILBOX.search(said) and not code.startswith(("5.2.", "5.3.")):
        return Verdict.NO_MAILBOX
    return Verdict.OUR_MAIL if is_of_message else Verdict.NOT_NOW
