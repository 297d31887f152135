"""Formats: bytes of a text, web page, Word document or mail become a `Source`."""

from __future__ import annotations

import re
from pathlib import PurePath

from alliance.bulletins.parsing.lines import Source
from alliance.text.encoding import mend, utf8_or_1252

FORMATS = ("auto", "text", "html", "docx", "eml")

_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|main|div|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_START = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_FIELDS = re.compile(
    rb"(?im)^(?:received|message-id|mime-version|return-path|content-type|delivered-to):"
)
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".htm": "html", ".html": "html",
    ".xhtml": "html", ".docx": "docx", ".eml": "eml",
}  # fmt: skip


class UnreadableSource(Exception):
    """A file that cannot be read as a bulletin; the message says what, and how to mend it."""


def from_text(text: str) -> Source:
    """A plain text as a source: invisible characters dropped, damaged ones put right."""
    return Source(mend(text))


def from_bytes(data: bytes, name: str, format: str = "auto") -> Source:
    """The source in `data`. Raises UnreadableSource."""
    if not data.strip():
        raise UnreadableSource(f"{name}: the file is empty; save the bulletin again and retry.")
    format = detect(data, name) if format == "auto" else format
    if format == "html":
        from alliance.bulletins.parsing.webpage import from_html

        source = from_html(decode(data, name, html=True))
    elif format == "docx":
        from alliance.bulletins.parsing.word import from_docx

        source = from_docx(data, name)
    elif format == "eml":
        from alliance.bulletins.parsing.mail import from_mail

        source = from_mail(data, name)
    elif format == "text":
        source = from_text(decode(data, name))
    else:
        raise UnreadableSource(
            f"{name}: unknown format “{format}”; use one of {', '.join(FORMATS)}."
        )
    if not source.text.strip():
        raise UnreadableSource(f"{name}: no words were found in it; check that it is the bulletin.")
    return source


def detect(data: bytes, name: str) -> str:
    """The format of `data`: by what it holds, then by the ending of its name."""
    if data.startswith((_ZIP, _OLE)):
        return "docx"
    if data.startswith(_PDF):
        raise UnreadableSource(
            f"{name}: this is a PDF; save the bulletin as a Word document, web page or text."
        )
    ending = PurePath(name).suffix.lower()
    if ending in {".htm", ".html", ".xhtml", ".docx", ".eml"}:
        return _SUFFIXES[ending]
    if _HTML_START.match(data[:4000].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    head = data[:20000].replace(b"\r\n", b"\n")
    if (match := _MAIL_START.match(head)) and _MAIL_FIELDS.search(match.group()):
        return "eml"
    return "text"


def decode(data: bytes, name: str, *, html: bool = False) -> str:
    """The text in `data`: UTF-8, UTF-16 with its mark, else Windows-1252. Raises UnreadableSource."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, name, "utf-16")
    sample = data[:65536]
    odd = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
    if b"\x00" in sample or odd > len(sample) // 50 + 4:
        raise UnreadableSource(
            f"{name}: this is not text but some other kind of file; save the bulletin as a "
            "Word document (.docx), web page, mail (.eml) or plain text."
        )
    return utf8_or_1252(data)


def _decoded(data: bytes, name: str, encoding: str) -> str:
    try:
        return mend(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{name}: the text is damaged near byte {error.start} ({encoding}); save it again as UTF-8."
        ) from error
