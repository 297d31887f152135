"""Asking for everything of a call as a file, and making it: at once, or by a job where it is much."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.models import Alliance
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Job
from alliance.jobs.progress import GiveUp, Progress

from ..models import Call, Enclosure, Export, SubmissionState
from .booklet import booklet
from .document import Document, document_of
from .tables import packed
from .written import as_json

AT_ONCE = 100
"""Answers up to which a file is made while one waits; a booklet with more than a few pictures never is."""
FEW_PICTURES = 5
ENDINGS = {Export.Kind.CSV: "zip", Export.Kind.JSON: "json", Export.Kind.WORD: "docx"}
CONTENT_TYPES = {
    "zip": "application/zip",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def ask(
    call: Call, *, kind: Export.Kind, with_names: bool, by: AbstractBaseUser
) -> tuple[Export, Job | None]:
    """Write down that it is wanted, and make it; where it is much, a job does."""
    with transaction.atomic():
        export = Export.objects.create(
            call=call, kind=kind, with_names=with_names, asked_by_id=by.pk
        )
        names = "with names" if with_names else "without names"
        record(by=by, verb=f"asked for everything {names} of", thing=call)
        if _is_much(call, kind):
            back = reverse("after_call", args=[call.slug])
            return export, enqueue(make_export, export.pk, by=by, return_to=back)
    return make(export), None


def _is_much(call: Call, kind: Export.Kind) -> bool:
    if call.submissions.exclude(state=SubmissionState.DRAFT).count() > AT_ONCE:
        return True
    return kind == Export.Kind.WORD and _pictures_of(call).count() > FEW_PICTURES


@job(title="Export everything of a call")
def make_export(progress: Progress, export_id: int) -> str:
    """Make the file of an export. Made twice, it is the same one."""
    export = Export.objects.select_related("call").filter(pk=export_id).first()
    if export is None or export.removed_at:
        raise GiveUp("It is not wanted any more.")
    progress.tell(0, 1, "gathering the answers")
    make(export)
    progress.tell(1, 1)
    return "The file is there for a day."


def make(export: Export) -> Export:
    """Write the file, unless it is there.

    An erasure meanwhile takes the export away; then what was just written goes too.
    """
    if export.made_at:
        return export
    content = _WRITERS[Export.Kind(export.kind)](export)
    ending = ENDINGS[Export.Kind(export.kind)]
    export.file.save(f"{export.call.slug}.{ending}", ContentFile(content), save=False)
    with transaction.atomic():
        now = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if now.made_at or now.removed_at:
            export.file.storage.delete(export.file.name or "")
            return now
        export.made_at = timezone.now()
        export.save(update_fields=["file", "made_at"])
    return export


def _document(export: Export) -> Document:
    return document_of(export.call, with_names=export.with_names)


def _word(export: Export) -> bytes:
    pictures: dict[str, list[tuple[bytes, str]]] = {}
    # A picture may show who it is of: without names there are none.
    for row in _pictures_of(export.call) if export.with_names else []:
        with row.file.open("rb") as file:
            pictures.setdefault(row.submission.reference, []).append((file.read(), row.says))
    alliance = Alliance.objects.first()
    return booklet(_document(export), pictures, author=alliance.name if alliance else "")


def _pictures_of(call: Call) -> models.QuerySet[Enclosure]:
    rows = Enclosure.objects.filter(
        submission__call=call, kind=Enclosure.Kind.PICTURE, removed_at__isnull=True
    )
    return rows.exclude(submission__state=SubmissionState.DRAFT).select_related("submission")


_WRITERS: Mapping[Export.Kind, Callable[[Export], bytes]] = {
    Export.Kind.CSV: lambda export: packed(_document(export)),
    Export.Kind.JSON: lambda export: as_json(_document(export)),
    Export.Kind.WORD: _word,
}
