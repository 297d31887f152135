"""What becomes of a document: its earlier files, taking it out, putting it back, destroying it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot

from ..models import DocumentFile, EarlierFile, FileText

_destroying: ContextVar[bool] = ContextVar("destroying", default=False)


class NotDeleted(ProtectedError):
    """A document is taken out with a reason; only `destroy` deletes one."""


class InUse(Exception):
    """A document that something refers to: what, in words."""

    def __init__(self, by: list[str]) -> None:
        super().__init__("This document is referred to: " + "; ".join(by))
        self.by = by


def refuse_deletion(instance: DocumentFile, **signal: object) -> None:
    """Nothing deletes a document on the way past these functions (a `pre_delete`)."""
    if not _destroying.get():
        raise NotDeleted("A document is taken out with a reason, not deleted.", {instance})


@transaction.atomic
def keep_earlier(*, by: AbstractBaseUser | None, document: DocumentFile) -> EarlierFile | None:
    """Keep the file that a document has in the database, before another takes its place."""
    was = DocumentFile.objects.select_for_update().get(pk=document.pk)
    if not was.file:
        return None
    earlier = EarlierFile.objects.create(
        document=was,
        file=was.file.name,
        sha256=was.sha256,
        size=was.file_size,
        replaced_by_id=by.pk if by else None,
    )
    after = {"sha256": document.sha256}
    record(
        by=by, verb="replaced the file of", thing=was, before={"sha256": was.sha256}, after=after
    )
    return earlier


@transaction.atomic
def take_out(*, by: AbstractBaseUser | None, document: DocumentFile, why: str) -> DocumentFile:
    """Hide a document: it is not listed, found or served, and can be put back.

    Raises:
        InUse: something refers to it, which would then lead nowhere.
    """
    document = DocumentFile.objects.select_for_update().get(pk=document.pk)
    if document.archived_at:
        return document
    if by_what := referring(document):
        raise InUse(by_what)
    before = snapshot(document)
    document.archived_at, document.archived_why = timezone.now(), why
    document.archived_by_id = by.pk if by else None
    document.save()
    record(
        by=by, verb="took out", thing=document, before=before, after=snapshot(document), reason=why
    )
    return document


@transaction.atomic
def put_back(*, by: AbstractBaseUser | None, document: DocumentFile) -> DocumentFile:
    """Show a document again that was taken out."""
    document = DocumentFile.objects.select_for_update().get(pk=document.pk)
    if document.archived_at:
        before = snapshot(document)
        document.archived_at, document.archived_by, document.archived_why = None, None, ""
        document.save()
        record(by=by, verb="put back", thing=document, before=before, after=snapshot(document))
    return document


@transaction.atomic
def destroy(*, by: AbstractBaseUser | None, document: DocumentFile, why: str) -> None:
    """Destroy a document that was taken out, with its text, first page, earlier files and trail.

    For personal data that must not be kept. That it was done, when, by whom and why stays.

    Raises:
        InUse: something refers to it.
    """
    document = DocumentFile.objects.select_for_update().get(pk=document.pk)
    if by_what := referring(document):
        raise InUse(by_what)
    earlier = list(document.earlier_files.all())
    erase_thing(document, by=by, reason=why)
    record(by=by, verb="destroyed", thing=document, reason=why)
    forget_text([document.file.name, *(each.file.name for each in earlier)])
    for each in earlier:
        _delete_after_commit(each.file)
    with _destruction():
        document.delete()  # Wagtail deletes the file itself after the commit


def forget_text(names: list[str]) -> None:
    """Forget what was drawn from files, and their first pages."""
    rows = FileText.objects.filter(name__in=names)
    for row in rows:
        if row.first_page:
            _delete_after_commit(row.first_page)
    rows.delete()


def referring(document: DocumentFile) -> list[str]:
    """What refers to a document, in words: rows that point to it, and pages whose text does."""
    found = []
    pointing = [
        each
        for each in document._meta.get_fields(include_hidden=True)
        if isinstance(each, models.ManyToOneRel)
    ]
    for relation in (each for each in pointing if each.on_delete is models.PROTECT):
        rows = relation.related_model._default_manager.filter(**{relation.field.name: document})
        found += [f"{row._meta.verbose_name} “{row}”" for row in rows[:10]]
    told = {each.related_model for each in pointing}
    used = [row for row, _ in document.get_usage()[:20] if type(row) not in told]
    return found + [f"{row._meta.verbose_name} “{row}”" for row in used]


def _delete_after_commit(file: models.fields.files.FieldFile) -> None:
    storage, name = file.storage, file.name or ""
    transaction.on_commit(lambda: storage.delete(name))


@contextmanager
def _destruction() -> Iterator[None]:
    token = _destroying.set(True)
    try:
        yield
    finally:
        _destroying.reset(token)
