"""When a form was shown, signed into it: a machine sends at once, a person has to write first."""

from __future__ import annotations

import datetime as dt

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

LEAST = dt.timedelta(seconds=3)
"""Less than anybody needs to write a sentence, also one that was copied."""
LONGEST = dt.timedelta(days=14)
"""A page may lie open for a while; one stamp is not for ever."""
_SIGNER = TimestampSigner(salt="alliance.evidence.answering.stamp")


def stamp() -> str:
    """Now, as a form carries it."""
    return _SIGNER.sign("shown")


def is_worn(value: str) -> bool:
    """Whether a stamp is none of ours, or too old: the form needs a new one."""
    try:
        _SIGNER.unsign(value, max_age=LONGEST)
    except BadSignature:  # also when it has expired
        return True
    return False


def is_too_quick(value: str) -> bool:
    """Whether less time went by than anybody needs."""
    try:
        _SIGNER.unsign(value, max_age=LEAST)
    except SignatureExpired:
        return False
    return True
