"""Documents and pictures that come with a submission: through the one door, to nobody but the programme.

They lie in a folder that nothing serves; views give them out to whoever holds the link, and to the
programme. Pictures are drawn anew, so that they tell no place and no hour.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
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
    row = Enclosure(
        submission=submission,
        kind=Enclosure.Kind.PICTURE if is_picture else Enclosure.Kind.DOCUMENT,
        name=taken.name,
        says=says.strip()[:300],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    if same := _there(submission).filter(sha256=row.sha256).first():
        return same
    row.looks_like = look_into(row, content)  # takes a moment: before anything is locked
    return _keep(row, content, by=by)


def _there(submission: Submission) -> QuerySet[Enclosure]:
    return submission.enclosures.filter(removed_at__isnull=True)


@transaction.atomic
def _keep(row: Enclosure, content: bytes, *, by: AbstractBaseUser | None) -> Enclosure:
    submission = locked(row.submission)
    refuse_unless_changeable(submission)
    there = _there(submission)
    if same := there.filter(sha256=row.sha256).first():
        return same
    if there.count() >= MOST:
        raise CannotBeDone(f"There are {MOST} files already. Take one out first.")
    row.file.save(row.name, ContentFile(content), save=False)
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
