"""Bytes as text: by their mark, what they were sent as, what they say of themselves, or what fits."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAYS = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""")
_SENT = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})


def decoded(data: bytes, content_type: str = "") -> str:
    """The text; what fits nothing is replaced by �, never a fault."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    sent = _SENT.search(content_type)
    says = _SAYS.search(data[:2000])
    named = [sent.group(1)] if sent else []
    named += [says.group(1).decode("ascii")] if says else []
    for name in [*named, "utf-8"]:
        encoding = _known(name)
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _known(name: str) -> str:
    """The codec of a name, if it is one of text; Latin-1 is what people call Windows-1252."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not found._is_text_encoding or found.name in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
    }:
        return ""
    return "cp1252" if found.name in _LATIN else found.name
