"""The door as forms and fields use it: with the scanner of this installation, and Django's refusal."""

from __future__ import annotations

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError

from . import kinds
from .door import LARGEST, Taken, look_at
from .kinds import Kinds
from .refusal import FileRefused
from .viruses import Scanner


def scanner() -> Scanner | None:
    """ClamAV, where the settings name it."""
    return Scanner(settings.CLAMAV) if settings.CLAMAV else None


def check(file: Any, allowed: Kinds = kinds.DOCUMENTS, *, largest: int = LARGEST) -> Taken:
    """Look at a file that was handed in, and give it the harmless name it is kept under.

    Raises:
        ValidationError: it is not taken in; the sentence says why, and how to mend it.
    """
    stream: IO[bytes] = file
    try:
        taken = look_at(stream, file.name or "", allowed, largest=largest, scanner=scanner())
    except FileRefused as refusal:
        raise ValidationError(str(refusal), code="refused") from None
    file.name = taken.name
    return taken
