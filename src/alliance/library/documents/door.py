"""The one door for files of people: papers, agreements, scans, documents, pictures.

Plain functions over bytes. Nothing that is handed in can make them raise anything but `FileRefused`.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from typing import IO

from . import kinds, packed, pdf, pictures, plain
from .kinds import Kind, Kinds, Way
from .names import ending_of, harmless
from .refusal import FileRefused
from .viruses import Scanner

LARGEST = 20 * 1024 * 1024
"""Bytes of a file: what the proxy of docs/operating.md lets through."""
LARGEST_PICTURE = 10 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "_VBA_PROJECT_CUR".encode("utf-16-le"))
ARMED = {"docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "ppsm", "xlam", "ppam"}
BEGINS = (
    (b"\x89PNG\r\n\x1a\n", kinds.PNG),
    (b"\xff\xd8\xff", kinds.JPEG),
    (b"GIF87a", kinds.GIF),
    (b"GIF89a", kinds.GIF),
)
BLANK = b"\0\t\n\f\r \xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may come in: what it is, and under which name."""

    kind: Kind
    name: str
    """Harmless, with the ending of what the file is."""
    size: int
    sha256: str
    """Of its content, in 64 hexadecimal figures."""


def look_at(
    file: IO[bytes],
    name: str,
    allowed: Kinds = kinds.DOCUMENTS,
    *,
    largest: int = LARGEST,
    scanner: Scanner | None = None,
) -> Taken:
    """Look at a file from its first to its last byte; it is left at its start.

    Args:
        file: can be read and sought.
        name: as it was handed in.
        allowed: the kinds that are taken in here.
        largest: bytes.
        scanner: asked last, if there is one.

    Raises:
        FileRefused: with a sentence that says what is wrong and how to mend it.
    """
    try:
        content = _read(file, largest)
        kind = _kind(file, content, ending_of(name), allowed)
        if scanner is not None:
            scanner.check(file)
        file.seek(0)
    except FileRefused:
        raise
    except Exception as fault:
        # What is made to break one reader breaks another: whatever it is, it does not come in.
        raise FileRefused(
            "This file is damaged, or made in a way that cannot be checked. Open it, save it again "
            "under a new name and hand that in."
        ) from fault
    return Taken(
        kind, harmless(name, kind.ending), len(content), hashlib.sha256(content).hexdigest()
    )


def _read(file: IO[bytes], largest: int) -> bytes:
    file.seek(0)
    content = file.read(largest + 1)
    if not content:
        raise FileRefused("This file is empty. Choose it again.")
    if len(content) > largest:
        raise FileRefused(
            f"This file is larger than {largest // (1024 * 1024)} MB. Make its pictures smaller, "
            "or split it."
        )
    return content


def _kind(file: IO[bytes], content: bytes, ending: str, allowed: Kinds) -> Kind:
    claimed = _claimed(content, ending, allowed)
    found = _found(file, content, claimed)
    if found is not claimed:
        called = f"is {found.words}" if found else f"is not {claimed.words}"
        raise FileRefused(
            f"This file {called}, though its name ends in “.{ending}”. Open it, save it again as "
            f"{kinds.in_words(allowed)}, and hand that in."
        )
    return found


def _claimed(content: bytes, ending: str, allowed: Kinds) -> Kind:
    """What the name says, if that is taken in here.

    Raises:
        FileRefused: it is not; the sentence says what it can be saved as.
    """
    claimed = kinds.by_ending(ending)
    if claimed in allowed:
        return claimed
    locked = content.startswith(OLE) and LOCKED in content
    if locked:
        raise FileRefused("This document is locked with a password. Save it without one.")
    if ending in ARMED or (content.startswith(OLE) and any(each in content for each in MACROS)):
        raise FileRefused(
            "This document has macros in it, or is of a kind that can have. Save it without, as "
            f"{kinds.SAVE_AS.get(ending, 'PDF')}, and hand that in."
        )
    if ending == "svg":
        raise FileRefused("Drawings (SVG) can hold programs. Save it as PNG and hand that in.")
    if ending in kinds.SAVE_AS and kinds.by_ending(kinds.SAVE_AS[ending]) in allowed:
        raise FileRefused(
            f"Files in the older or other format “{ending}” are not taken. Save it as "
            f"{kinds.SAVE_AS[ending]} or PDF and hand that in."
        )
    what = f"Files of the kind “{ending[:12]}” are" if ending else "A file without an ending is"
    raise FileRefused(f"{what} not taken here. Save it as {kinds.in_words(allowed)}.")


def _found(file: IO[bytes], content: bytes, claimed: Kind) -> Kind | None:
    """What the content is; None if it is nothing that is taken in anywhere."""
    begins = content[:1024].lstrip(BLANK)
    if begins.startswith(b"%PDF-"):
        _refuse_two_in_one(file, content)
        pdf.check(content)
        return kinds.PDF
    if content.startswith(b"PK\x03\x04"):
        return packed.check(file)
    if content.startswith(OLE):
        if LOCKED in content:
            raise FileRefused("This document is locked with a password. Save it without one.")
        return None
    for mark, _ in BEGINS:
        if content.startswith(mark):
            _refuse_two_in_one(file, content)
            return pictures.check(file)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        _refuse_two_in_one(file, content)
        return pictures.check(file)
    if claimed.way is not Way.PLAIN:
        return None
    _refuse_two_in_one(file, content)
    if claimed is kinds.CSV:
        plain.check_csv(content)
    else:
        plain.check_text(content)
    return claimed


def _refuse_two_in_one(file: IO[bytes], content: bytes) -> None:
    """A picture or a page that is a zip file as well: each program sees another file in it."""
    if b"PK\x05\x06" in content[-70_000:] and zipfile.is_zipfile(file):
        raise FileRefused("This file is two files in one. Save it again from the program it is of.")
