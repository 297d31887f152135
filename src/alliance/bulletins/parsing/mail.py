"""A saved mail as a source: its web page if it has one, else its text; the header in the frame."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from alliance.bulletins.parsing.frame import is_title_line
from alliance.bulletins.parsing.lines import Hint, Source
from alliance.bulletins.parsing.sources import UnreadableSource, decode, from_text
from alliance.bulletins.parsing.webpage import from_html
from alliance.text.mails import without_prefixes, words_of

_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)


def from_mail(data: bytes, name: str) -> Source:
    """The source of a mail as saved by a mail program. Raises UnreadableSource."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    try:
        source = _body(message, name)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableSource(
            f"{name}: the mail is damaged ({type(error).__name__}); save it again from the mail program."
        ) from error
    subject = without_prefixes(str(message.get("subject", "")))
    if is_title_line(subject) and not _has_title(source):
        source = _below(subject + "\n\n", source)
    return source


def _has_title(source: Source) -> bool:
    """Whether a line of the mail itself, its navigation aside, is a title line."""
    offset = 0
    for line in source.text.splitlines(keepends=True)[:80]:
        start = offset + len(line) - len(line.lstrip())
        hint = source.hints.get(start)
        if is_title_line(line.strip()) and not (hint and hint.furniture):
            return True
        offset += len(line)
    return False


def _body(message: EmailMessage, name: str) -> Source:
    page = message.get_body(("html",))
    if page is not None:
        return from_html(_content(page, name))
    words = message.get_body(("plain",))
    if words is None:
        raise UnreadableSource(
            f"{name}: the mail holds no readable text; if the bulletin is attached, save the "
            "attachment and read that."
        )
    return from_text(_QUOTE.sub("", _content(words, name)))


def _content(part: MIMEPart, name: str) -> str:
    """The words of a part; a wrong or missing charset is told from the bytes."""
    return words_of(part, lambda data: decode(data, name))


def _below(head: str, source: Source) -> Source:
    """`source` with `head` set over it, its places moved down."""
    shift = len(head)
    marks = tuple(
        replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in source.marks
    )
    hints = {0: Hint()} | {start + shift: hint for start, hint in source.hints.items()}
    return Source(head + source.text, marks, hints)
