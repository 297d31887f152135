"""What may be handed in as the text of an agreement, or as the scan of a signature."""

from __future__ import annotations

from django.core.files.base import File

from ..documents import kinds
from ..documents.taking_in import check

KINDS_OF_FILE = {f".{kind.ending}": kind.words for kind in kinds.AGREEMENTS}
TYPES = {f".{ending}": kind.media_type for kind in kinds.ALL for ending in kind.endings}


def check_document(file: File[bytes]) -> None:
    """That a file is of a kind that people can read and sign, and harmless.

    Raises:
        ValidationError: with a sentence that says how to mend it.
    """
    if not getattr(file, "_committed", False):  # else it was looked at when it came in
        check(file, kinds.AGREEMENTS)


def check_scan(file: File[bytes]) -> None:
    """That a file is a scan: a PDF or a picture, and harmless.

    Raises:
        ValidationError: with a sentence that says how to mend it.
    """
    if not getattr(file, "_committed", False):
        check(file, kinds.SCANS)
