"""Which sentences tell readers to do something. Plain patterns, no database.

A label such as “Action Required” asks for nothing by itself.
"""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])|\n+")
POLITE = re.compile(
    r"^(?:please(?:\s+(?:could|can|will)\s+you)?|(?:could|can|will|would)\s+you(?:\s+please)?|we\s+ask\s+(?:that\s+)?you\s+to"
    r"|you\s+are\s+(?:asked|invited|requested)\s+to|(?:all\s+)?(?:authorities|las|local\s+authorities|directors|dcss)"
    r"\s+(?:are\s+(?:asked|invited|requested|required)\s+to|(?:should|must|need\s+to))|do|kindly)[\s,:]+",
    re.IGNORECASE,
)
VERBS = (
    r"return|send|submit|complete|fill\s+in|nominate|name|register|renew|book|respond|reply|confirm"
    r"|tell\s+us|let\s+(?:us|me|\w+)\s+know|share|sign|apply|attend|check|provide|give|e-?mail|contact|upload"
    r"|take\s+part|express|review|comment|answer|update|ensure|make\s+sure|join|vote|volunteer"
)
READING = r"read|note|see|look\s+at|circulate|forward|pass\s+(?:on|it)|bring\s+(?:this|it)\s+to|be\s+aware|consider|download"
_ABOUT_SEND = re.compile(r"SEND\b")
"""Special educational needs and disabilities, and no verb."""
ASKS = re.compile(rf"^(?:{VERBS})\b", re.IGNORECASE)
READS = re.compile(rf"^(?:{READING})\b", re.IGNORECASE)
WITHIN = re.compile(
    rf"\b(?:please|must|should|need\s+to|are\s+(?:asked|invited|required)\s+to)\s+(?P<verb>{VERBS}|{READING})\b",
    re.IGNORECASE,
)
LEGAL_DUTY = re.compile(
    r"\b(?:legal(?:ly)?\s+(?:duty|duties|required|requirement)|statutory\s+(?:duty|duties|return|requirement)"
    r"|required\s+by\s+law|must\s+renew|it\s+is\s+an\s+offence)\b",
    re.IGNORECASE,
)
SOON = re.compile(r"\bas\s+soon\s+as\s+(?:you\s+can|possible|they\s+can)\b|\bASAP\b")


def asks(sentence: str) -> bool:
    """Whether a sentence tells its reader to do something beyond reading."""
    if _ABOUT_SEND.match(sentence):
        return False
    if ASKS.match(POLITE.sub("", sentence)):
        return True
    within = WITHIN.search(sentence)
    return bool(within and ASKS.match(within["verb"]))


def tells_to_read(sentence: str) -> bool:
    """Whether a sentence tells its reader to read, note or pass something on."""
    return bool(READS.match(POLITE.sub("", sentence)))
