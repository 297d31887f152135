"""Which files are taken as papers: what they are is read from their first bytes."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

LARGEST = 20 * 1024 * 1024
"""Bytes of a paper: what the proxy of docs/operating.md lets through."""
LARGEST_UNPACKED = 200 * 1024 * 1024

OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
"""Files of office programs are zip files with this part in them."""
KINDS = ("pdf", *OFFICE)


def check(file: UploadedFile[bytes]) -> None:
    """Refuse what is no paper, with a sentence that says what to do.

    Raises:
        ValidationError: it is of another kind than its name says, too large, locked, or has macros.
    """
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    if ending not in KINDS:
        raise ValidationError(
            f"A paper is a PDF or an office document ({', '.join(KINDS)}). Save it as one of those."
        )
    if not file.size:
        raise ValidationError("This file is empty. Choose it again.")
    if file.size > LARGEST:
        raise ValidationError(
            f"This file has {filesizeformat(file.size)}, and a paper may have "
            f"{filesizeformat(LARGEST)}. Make its pictures smaller, or split it."
        )
    _check_pdf(file) if ending == "pdf" else _check_office(file, ending)
    file.seek(0)


def _check_pdf(file: IO[bytes]) -> None:
    file.seek(0)
    whole = file.read()
    if b"%PDF-" not in whole[:1024]:
        raise ValidationError("This is not a PDF, though its name says so. Save it as a PDF again.")
    if b"/Encrypt" in whole:
        raise ValidationError(
            "This PDF is locked with a password. Save it without one: who may read it is said here."
        )


def _check_office(file: IO[bytes], ending: str) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError):
        raise ValidationError(
            f"This is not a {ending} document, or it is locked with a password. Open it, save it "
            "as one without a password, and choose it again."
        ) from None
    names = {part.filename for part in parts}
    if OFFICE[ending] not in names:
        raise ValidationError(
            f"This is not a {ending} document, though its name says so. Save it as one again."
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError("This document has macros in it. Save it without them.")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ValidationError("This document is too large when it is unpacked. Save it as a PDF.")
