"""What the library's documents register when Alliance starts."""

from __future__ import annotations

import datetime as dt

from django.db.models.signals import post_save, pre_delete

from alliance.audit.trail import audited
from alliance.jobs.schedule import daily

from ..models import AgreementVersion, DocumentFile
from . import findable
from .drawing import read_after_saving, read_unread
from .keep import refuse_deletion


def register() -> None:
    findable.register()
    audited(DocumentFile, fields=["collection", "file_size", "sha256", "archived_at"])
    pre_delete.connect(
        refuse_deletion, sender=DocumentFile, dispatch_uid="alliance.library.documents.kept"
    )
    for model in (DocumentFile, AgreementVersion):
        post_save.connect(
            read_after_saving, sender=model, dispatch_uid=f"alliance.library.read.{model.__name__}"
        )
    daily(dt.time(4, 10), read_unread)
