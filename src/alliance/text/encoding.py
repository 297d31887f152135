"""Bytes that people's programs saved as text, and text that was damaged on its way."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
# UTF-8 read as Windows-1252: only sequences that make no sense as anything else are put right.
_MOJIBAKE = re.compile("â€[\u0080-\u00ff\u0152-\u2122]|Â[\u00a0-\u00bf]|Ã[\u0080-\u00bf]")
# Charsets of text. Python's other codecs are compressions, escapes and puzzles, some of them slow.
_CHARSETS = re.compile(
    r"(?:iso-?8859|windows-|cp\d|koi8|mac|latin|gb|big5|shift|euc|iso-2022-(?:jp|kr)|utf-?(?:16|32))[\w-]*"
)


def utf8_or_1252(data: bytes) -> str:
    """The text in `data`: UTF-8 if it is that, else Windows-1252."""
    try:
        return mend(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return mend(data.decode("cp1252", errors="replace"))


def declared(data: bytes, charset: str) -> str | None:
    """The text in `data` by the charset that is said to be its own; None if it is not.

    UTF-8 and ASCII are declared for what is neither: that is left to `utf8_or_1252` too.
    """
    if not _CHARSETS.fullmatch(charset.strip().lower()):
        return None
    try:
        return data.decode(charset.strip().lower())
    except (LookupError, UnicodeDecodeError):
        return None


def mend(text: str) -> str:
    """`text` without invisible characters, and with UTF-8 once read as Windows-1252 put right."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    if "â€" in text or "Â" in text or "Ã" in text:
        text = _MOJIBAKE.sub(_reread, text)
    return text


def _reread(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match.group()
