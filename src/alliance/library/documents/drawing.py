"""Drawing words and first pages from kept files, in the background, and keeping what was drawn.

A hostile file meets only `read.py`, in a process without keys that is stopped when it takes long.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import uuid
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress
from alliance.search import registry
from alliance.text.alike import sketch

from ..models import (
    Agreement,
    AgreementVersion,
    DocumentFile,
    EarlierFile,
    FileText,
    MeetingPaper,
    Publication,
)
from .keep import forget_text
from .read import Drawn

WAIT = 60
"""Seconds a file may take; `read.SECONDS` of them on the processor."""
KEPT: dict[str, type[DocumentFile | AgreementVersion]] = {
    "document": DocumentFile,
    "agreement": AgreementVersion,
}
AT_ONCE = 500
BEGINS = 300
"""Signs shown of a document that has no picture of its first page."""


class CannotBeRead(Exception):
    """The reader gave up, was stopped, or fell over."""


def draw_apart(content: bytes, kind: str, *, wait: float | None = None) -> Drawn:
    """What a file says, drawn in a process of its own.

    Args:
        kind: the ending of its name.
        wait: seconds it may take, if fewer than `WAIT`.

    Raises:
        CannotBeRead: it is damaged, or takes more time or memory than a document does.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "alliance.library.documents.read", kind],
            input=content,
            capture_output=True,
            timeout=wait or WAIT,
            check=True,
            env={"LANG": "C.UTF-8"},
        )
        return Drawn(**json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError, TypeError) as fault:
        raise CannotBeRead(type(fault).__name__) from fault


@job(title="Read a document", max_attempts=2)
def read_kept(progress: Progress, what: str, pk: int) -> str:
    """Draw words and first page of a document or a version of an agreement, and index them."""
    row = KEPT[what].objects.filter(pk=pk).first()
    name = row.file.name if row and row.file else None
    if row is None or name is None:
        return "It is gone."
    try:
        with row.file.storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return "Its file is gone."
    if isinstance(row, DocumentFile):
        sha256 = hashlib.sha256(content).hexdigest()
        DocumentFile.objects.filter(pk=pk).exclude(sha256=sha256).update(sha256=sha256)
    state = keep_drawn(name, content)
    index_again(row)
    return f"{FileText.State(state).label}."


def keep_drawn(name: str, content: bytes) -> str:
    """Draw from a file and keep it under the file's name; the state that it has then."""
    drawn, state = Drawn(""), FileText.State.UNREADABLE
    try:
        drawn = draw_apart(content, PurePath(name).suffix.lower().lstrip("."))
    except CannotBeRead:
        pass
    else:
        state = FileText.State.TEXT if drawn.text else FileText.State.NO_TEXT
    with transaction.atomic():
        row = FileText.objects.select_for_update().filter(name=name).first() or FileText(name=name)
        row.state, row.text, row.pages = state, drawn.text, drawn.pages
        row.begins = " ".join(drawn.text[:BEGINS].split()) if not drawn.first_page else ""
        row.sketch, row.drawn_at = sketch(drawn.text), timezone.now()
        if row.first_page:
            row.first_page.delete(save=False)
        if drawn.first_page:
            picture = ContentFile(base64.b64decode(drawn.first_page))
            row.first_page.save(f"{uuid.uuid4().hex}.webp", picture, save=False)
        row.save()
    return state


def index_again(row: Model) -> None:
    """Bring the entries of whatever tells a file's words up to date."""
    if isinstance(row, AgreementVersion):
        registry.index(Agreement, [row.agreement_id])
        return
    registry.index(DocumentFile, [row.pk])
    for model in (Publication, MeetingPaper):
        rows = model._default_manager.filter(document=row.pk)
        if ids := set(rows.values_list("pk", flat=True)):
            registry.index(model, ids)


def read_after_saving(
    instance: DocumentFile | AgreementVersion, raw: bool = False, **signal: object
) -> None:
    """Have a file read that nobody has read yet (a `post_save`)."""
    if raw or not instance.file or FileText.objects.filter(name=instance.file.name).exists():
        return
    what = next(name for name, model in KEPT.items() if isinstance(instance, model))
    enqueue(read_kept, what, instance.pk, unique=True, priority=-10)


@job(title="Read documents that nobody has read yet")
def read_unread(progress: Progress) -> str:
    """Those that came in before there was a reader, or whose reading was lost.

    What was drawn from files that are gone is forgotten.
    """
    count = 0
    for what, model in KEPT.items():
        read = FileText.objects.values("name")
        rows = model._default_manager.exclude(file="").exclude(file__in=read)
        for pk in rows.values_list("pk", flat=True)[:AT_ONCE]:
            enqueue(read_kept, what, pk, unique=True, priority=-10)
            count += 1
    gone = FileText.objects.all()
    for owner in (*KEPT.values(), EarlierFile):
        gone = gone.exclude(name__in=owner._default_manager.values("file"))
    forget_text(list(gone.values_list("name", flat=True)))
    return f"{count} are to be read."
