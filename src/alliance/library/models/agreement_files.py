"""What may be handed in as the text of an agreement, or as the scan of a signature."""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

LARGEST = 20 * 1024 * 1024
ZIP, PDF, PNG, JPEG = b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
DOCUMENTS = {".pdf": PDF, ".docx": ZIP, ".odt": ZIP}
SCANS = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG}
KINDS_OF_FILE = {".pdf": "PDF", ".docx": "Word", ".odt": "OpenDocument"}
TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def check_document(file: File[bytes]) -> None:
    """That a file is what its name says, and of a kind that people can read and sign.

    Raises:
        ValidationError: with a sentence that says how to mend it.
    """
    _check(file, DOCUMENTS, "Save it as PDF, Word (.docx) or OpenDocument (.odt).")


def check_scan(file: File[bytes]) -> None:
    """That a file is a scan: a PDF or a picture.

    Raises:
        ValidationError: with a sentence that says how to mend it.
    """
    _check(file, SCANS, "Save it as PDF, PNG or JPEG.")


def _check(file: File[bytes], kinds: dict[str, bytes], advice: str) -> None:
    if getattr(file, "_committed", False):
        return  # it was looked at when it came in
    name = PurePath(file.name or "").name
    suffix = PurePath(name).suffix.lower()
    if suffix not in kinds:
        raise ValidationError(f"“{name}” is of a kind that cannot be taken. {advice}")
    if (file.size or 0) > LARGEST:
        raise ValidationError(f"“{name}” is larger than 20 MB. Make it smaller and try again.")
    file.seek(0)
    begins = file.read(8)
    file.seek(0)
    if not begins.startswith(kinds[suffix]):
        raise ValidationError(
            f"“{name}” is not what its name says, or it is damaged. Open it, save it again under "
            f"a new name and try that. {advice}"
        )
