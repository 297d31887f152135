"""Office documents: zip files of parts. What they are, and what they must not hold.

Nothing is unpacked but a few small parts, and each of those only up to a limit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from . import kinds
from .kinds import Kind
from .refusal import FileRefused

MOST_PARTS = 5_000
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 100
"""Text packs to a tenth, a sheet of equal rows to a fiftieth; a bomb to a thousandth."""
SMALL = 5 * 1024 * 1024
"""Bytes unpacked up to which no ratio is looked at."""
LARGEST_INSIDE = 20 * 1024 * 1024
LARGEST_READ = 2 * 1024 * 1024

MAIN = {
    f"{kinds.OOXML}wordprocessingml.document.main+xml": kinds.DOCX,
    f"{kinds.OOXML}spreadsheetml.sheet.main+xml": kinds.XLSX,
    f"{kinds.OOXML}presentationml.presentation.main+xml": kinds.PPTX,
    f"{kinds.OOXML}presentationml.slideshow.main+xml": kinds.PPTX,
}
"""By what `[Content_Types].xml` calls the main part (ECMA-376 part 1)."""
ODF = {kind.media_type: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
NESTED = re.compile(r"(?i)\.(zip|jar|7z|rar|gz|docx|docm|xlsx|xlsm|xlsb|pptx|pptm|odt|ods|odp)$")
EMBEDDED = re.compile(r"(?i)(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$")
"""The sheet behind a chart: part of an ordinary document."""
MACROS = re.compile(
    r"(?i)(^|/)(vba(project|data)[^/]*\.(bin|xml)|macrosheets/.+|activex/.+)$|^(basic|scripts)/.+"
)
PACKAGE = "\x01Ole10Native".encode("utf-16-le")
"""How an embedded object that is a file of any kind is called inside."""
FROM_OUTSIDE = re.compile(
    rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*External)(?=[^>]*Target=[\"']https?:)", re.I
)
SAVE_WITHOUT = "Save it without them, as an ordinary document or as a PDF."
SAVE_AGAIN = "Open it, save it again under a new name and hand that in."


@dataclass(slots=True)
class _Left:
    """What may still be unpacked, of the document and of what lies in it."""

    parts: int = MOST_PARTS
    unpacked: int = LARGEST_UNPACKED


def check(file: IO[bytes]) -> Kind | None:
    """What kind of office document this is; None if it is another zip file.

    Raises:
        FileRefused: it is a bomb, locked, has macros, or does not hold together.
    """
    return _check(file, _Left(), is_inside=False)


def _check(file: IO[bytes], left: _Left, *, is_inside: bool) -> Kind | None:
    with _opened(file) as archive:
        parts = archive.infolist()
        _refuse_bombs(parts, left)
        _refuse_disorder(parts)
        names = [part.filename for part in parts]
        kind = _kind(archive, names)
        if kind is None:
            return None
        _refuse_locked(archive, parts)
        _refuse_macros(archive, names)
        for part in parts:
            _look_into(archive, part, left, is_inside=is_inside)
        return kind


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise FileRefused(f"This document is damaged or not whole. {SAVE_AGAIN}") from None


def _refuse_bombs(parts: Sequence[zipfile.ZipInfo], left: _Left) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    left.parts -= len(parts)
    left.unpacked -= unpacked
    if left.parts < 0:
        raise FileRefused("This document has too many parts. Save it as a PDF.")
    if left.unpacked < 0 or (unpacked > SMALL and unpacked > LARGEST_RATIO * max(packed, 1)):
        raise FileRefused("This document is too large when it is unpacked. Save it as a PDF.")


def _refuse_disorder(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Parts that lie over one another or twice under one name, or something before the first."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    overlap = any(
        one.header_offset + one.compress_size > other.header_offset
        for one, other in pairwise(ordered)
    )
    names = {part.filename for part in parts}
    if overlap or len(names) < len(parts) or (ordered and ordered[0].header_offset != 0):
        raise FileRefused(f"This document does not hold together as one. {SAVE_AGAIN}")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise FileRefused(f"Parts of this document have names that lead outside it. {SAVE_AGAIN}")


def _kind(archive: zipfile.ZipFile, names: Sequence[str]) -> Kind | None:
    if "[Content_Types].xml" in names:
        types = _read(archive, "[Content_Types].xml").decode("utf-8", "replace")
        if "macroenabled" in types.lower():
            raise FileRefused(f"This document has macros in it. {SAVE_WITHOUT}")
        return next((kind for main, kind in MAIN.items() if f'"{main}"' in types), None)
    if "mimetype" in names and "content.xml" in names:
        return ODF.get(_read(archive, "mimetype").decode("ascii", "replace").strip())
    return None


def _refuse_locked(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    manifest = "META-INF/manifest.xml"
    has_manifest = any(part.filename == manifest for part in parts)
    if any(part.flag_bits & 0x1 for part in parts) or (
        has_manifest and b"encryption-data" in _read(archive, manifest)
    ):
        raise FileRefused(
            "This document is locked with a password. Save it without one: who may read it is "
            "said here."
        )


def _refuse_macros(archive: zipfile.ZipFile, names: Sequence[str]) -> None:
    if any(MACROS.search(name) for name in names):
        raise FileRefused(f"This document has macros in it. {SAVE_WITHOUT}")
    for name in names:
        if name.endswith(".rels") and FROM_OUTSIDE.search(_read(archive, name)):
            raise FileRefused(
                "This document fetches its template from the internet when it is opened. "
                "Attach another template, or save it as a PDF."
            )
        if "externalLinks/" in name and b"<ddeLink" in _read(archive, name):
            raise FileRefused(
                "This sheet starts another program when it is opened (DDE). Take the link out."
            )


def _look_into(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: _Left, *, is_inside: bool
) -> None:
    """Files within the document: the sheet behind a chart is looked at too, others are refused."""
    name = part.filename
    if name.lower().endswith(".bin") and PACKAGE in _read(archive, name, LARGEST_INSIDE):
        raise FileRefused("Another file is packed in this document. Hand it in on its own.")
    if not NESTED.search(name):
        with archive.open(part) as opened:
            if opened.read(4) != b"PK\x03\x04":
                return
    if is_inside or not EMBEDDED.search(name) or part.file_size > LARGEST_INSIDE:
        raise FileRefused("Another packed file lies in this document. Hand it in on its own.")
    inside = io.BytesIO(_read(archive, name, LARGEST_INSIDE))
    if _check(inside, left, is_inside=True) is None:
        raise FileRefused("Another packed file lies in this document. Hand it in on its own.")


def _read(archive: zipfile.ZipFile, name: str, most: int = LARGEST_READ) -> bytes:
    with archive.open(name) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise FileRefused("This document is too large when it is unpacked. Save it as a PDF.")
    return content
