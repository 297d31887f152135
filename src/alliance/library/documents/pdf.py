"""What a PDF has inside besides pages: seen in its bytes, without opening it.

A PDF keeps names such as `/JavaScript` in plain sight or in packed “object streams”; both are
looked through. What is locked cannot be looked through, so it is refused.
"""

from __future__ import annotations

import re
import zlib

from .refusal import FileRefused

END = b"[\\x00\\t\\n\\f\\r /<>\\[\\](){}%]"
ACTIVE = {
    b"JavaScript": "It has a script in it",
    b"Launch": "It can start programs",
    b"EmbeddedFile": "Other files are packed in it",
    b"EmbeddedFiles": "Other files are packed in it",
    b"RichMedia": "It has moving pictures or scripts in it",
    b"XFA": "It has a form with scripts in it",
}
"""Names (PDF 32000-1 §12.6, §7.11.4) and what a reader is told of each."""
NAMES = re.compile(b"/(" + b"|".join(ACTIVE) + b")(?=" + END + b")")
ENCRYPT = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
STREAM = re.compile(rb"(?<!end)stream(\r\n|\n|\r)")
FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
PREDICTOR = re.compile(rb"/Predictor\s+(?!1\b)\d")
PRINT_IT = "Print it to a new PDF and hand that in."
DICTIONARY = 4096
"""Bytes before a stream in which its dictionary is looked for."""
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_AFTER = 1024
"""Bytes after the last end mark: editors leave some, a second file would be more."""


def check(content: bytes) -> None:
    """Refuse a PDF that is locked, broken off, does things, or is something else besides.

    Raises:
        FileRefused: with a sentence.
    """
    marked = content.rfind(b"%%EOF")
    if marked < 0:
        raise FileRefused(
            "This PDF is not whole: its end is missing. Fetch it again, or save it again."
        )
    if len(content[marked + 5 :].strip(b"\0\t\n\f\r ")) > MOST_AFTER:
        raise FileRefused(f"Something else is hidden behind the pages of this PDF. {PRINT_IT}")
    plain = _without_escapes(content)
    if ENCRYPT.search(plain):
        raise FileRefused(
            "This PDF is locked with a password, or against copying. Save it without: who may "
            "read it is said here."
        )
    _refuse_active(plain)
    left = LARGEST_UNPACKED
    for packed in _object_streams(plain, content):
        unpacked = _inflate(packed, left)
        left -= len(unpacked)
        _refuse_active(_without_escapes(unpacked))


def _refuse_active(plain: bytes) -> None:
    if found := NAMES.search(plain):
        raise FileRefused(
            f"This PDF is more than pages. {ACTIVE[found[1]]}, which is not taken in. {PRINT_IT}"
        )


def _without_escapes(content: bytes) -> bytes:
    """`/J#61vaScript` is a name like any other."""
    if b"#" not in content:
        return content
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _object_streams(plain: bytes, content: bytes) -> list[bytes]:
    """The packed bytes of each object stream. Names in dictionaries may be escaped, data is not."""
    if not OBJECT_STREAM.search(plain):
        return []
    found = []
    for mark in STREAM.finditer(content):
        before = content[max(0, mark.start() - DICTIONARY) : mark.start()]
        dictionary = _without_escapes(before[before.rfind(b"obj") + 3 :])
        if not OBJECT_STREAM.search(dictionary):
            continue
        filters = FILTERS.search(dictionary)
        named = re.findall(rb"\w+", filters[1]) if filters else []
        if named not in ([b"FlateDecode"], [b"Fl"], []) or PREDICTOR.search(dictionary):
            raise FileRefused(f"This PDF is packed in a way that cannot be looked into. {PRINT_IT}")
        end = content.find(b"endstream", mark.end())
        data = content[mark.end() : end if end >= 0 else len(content)]
        found.append(data if named else zlib.compress(data, 0))
    return found


def _inflate(packed: bytes, most: int) -> bytes:
    """What is packed, as far as it can be unpacked.

    Raises:
        FileRefused: there is more of it than a document has.
    """
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(packed, most + 1)
    except zlib.error:
        raise FileRefused(f"This PDF is damaged. {PRINT_IT}") from None
    if len(unpacked) > most:
        raise FileRefused(f"This PDF becomes too large when it is unpacked. {PRINT_IT}")
    return unpacked
