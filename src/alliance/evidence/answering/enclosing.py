"""Documents and pictures that come with a submission: through the one door, to nobody but the programme.

They lie in a folder that nothing serves; views give them out to whoever holds the link, and to the
programme. Pictures are drawn anew, so that they tell no place and no hour.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse, Http404

from alliance.audit.trail import record
from alliance.library.documents import kinds
from alliance.library.documents.door import LARGEST, LARGEST_PICTURE
from alliance.library.documents.kinds import Way
from alliance.library.documents.pictures import bare
from alliance.library.documents.refusal import FileRefused
from alliance.library.documents.taking_in import check
from alliance.library.serve import SEALED

from ..models import Enclosure, Submission
from ..refusal import CannotBeDone
from ..taking.files import destroy_files
from ..taking.sending import locked, refuse_unless_changeable
from .looking_into import look_into

MOST = 6
ALLOWED = (*kinds.PAPERS, kinds.PNG, kinds.JPEG, kinds.WEBP)
LIMITS = (
    f"Up to {MOST} files. {kinds.in_words(kinds.PAPERS)} up to {LARGEST // 1024 // 1024} MB each, "
    f"pictures (PNG, JPEG, WebP) up to {LARGEST_PICTURE // 1024 // 1024} MB each."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was taken in at the door, and what in it may be about one child."""

    name: str
    kind: Enclosure.Kind
    content: bytes
    looks_like: list[dict[str, str]]


def examine(file: Any) -> Examined:
    """Look at a file and into it. It may take seconds: do it before anything is written or locked.

    Args:
        file: as Django hands it on from a form.

    Raises:
        CannotBeDone: the file is not taken.
    """
    try:
        taken = check(file, ALLOWED)
        is_picture = taken.kind.way is Way.PICTURE
        if is_picture:
            check(file, ALLOWED, largest=LARGEST_PICTURE)
        file.seek(0)
        content = bare(file, taken.kind) if is_picture else file.read()
    except ValidationError as refusal:
        raise CannotBeDone(" ".join(refusal.messages)) from None
    except FileRefused as refusal:
        raise CannotBeDone(str(refusal)) from None
    kind = Enclosure.Kind.PICTURE if is_picture else Enclosure.Kind.DOCUMENT
    return Examined(taken.name, kind, content, look_into(taken.name, kind, content))


def enclose(
    submission: Submission, file: Any, *, by: AbstractBaseUser | None, says: str = ""
) -> Enclosure:
    """Take in a document or a picture; the same file again is the one that is there.

    Args:
        file: as Django hands it on from a form.
        says: what a picture shows, for people who do not see it.

    Raises:
        CannotBeDone: the file is not taken, there are too many, or the submission is closed.
    """
    return keep(submission, examine(file), by=by, says=says)


@transaction.atomic
def keep(
    submission: Submission, file: Examined, *, by: AbstractBaseUser | None, says: str = ""
) -> Enclosure:
    """Keep a file that was examined, with a submission.

    Raises:
        CannotBeDone: there are too many, or the submission is closed.
    """
    submission = locked(submission)
    refuse_unless_changeable(submission)
    there = submission.enclosures.filter(removed_at__isnull=True)
    fingerprint = hashlib.sha256(file.content).hexdigest()
    if same := there.filter(sha256=fingerprint).first():
        return same
    if there.count() >= MOST:
        raise CannotBeDone(f"There are {MOST} files already. Take one out first.")
    row = Enclosure(
        submission=submission,
        kind=file.kind,
        name=file.name,
        says=says.strip()[:300],
        size=len(file.content),
        sha256=fingerprint,
        looks_like=file.looks_like,
    )
    row.file.save(file.name, ContentFile(file.content), save=False)
    try:
        row.save()
        record(by=submission.entered_by or by, verb="enclosed a file with", thing=submission)
    except Exception:
        row.file.storage.delete(row.file.name or "")
        raise
    return row


@transaction.atomic
def take_out(enclosure: Enclosure, *, by: AbstractBaseUser | None) -> None:
    """Destroy a file that came with a submission.

    Raises:
        CannotBeDone: the submission is closed, or a panel reads the file.
    """
    submission = locked(enclosure.submission)
    refuse_unless_changeable(submission)
    record(by=submission.entered_by or by, verb="took a file out of", thing=submission)
    destroy_files([enclosure])


@transaction.atomic
def describe(enclosure: Enclosure, says: str) -> None:
    """Say what a picture shows."""
    refuse_unless_changeable(locked(enclosure.submission))
    enclosure.says = says.strip()[:300]
    enclosure.save(update_fields=["says"])


def file_response(enclosure: Enclosure) -> FileResponse:
    """The file of an enclosure, for somebody who may have it: nothing in it runs, nobody keeps it.

    Raises:
        Http404: it has been destroyed.
    """
    is_picture = enclosure.kind == Enclosure.Kind.PICTURE
    try:
        opened = enclosure.file.open("rb")
    except FileNotFoundError:
        raise Http404("This file is no longer there.") from None
    response = FileResponse(opened, as_attachment=not is_picture, filename=enclosure.name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
