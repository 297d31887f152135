"""What any reader of saved mails needs: a subject without its prefixes, the words of a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import MIMEPart

_PREFIX = re.compile(r"^(?:\s*(?:fwd?|fw|re)\s*:\s*)+", re.IGNORECASE)
_UTF_8 = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})


def without_prefixes(subject: str) -> str:
    """“Fwd: RE: News” as “News”."""
    return _PREFIX.sub("", " ".join(subject.split()))


def words_of(part: MIMEPart, otherwise: Callable[[bytes], str]) -> str:
    """The words of a part; where its charset is wrong or missing, `otherwise` tells them."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    charset = (part.get_content_charset() or "").lower()
    if charset not in _UTF_8:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return otherwise(data)
