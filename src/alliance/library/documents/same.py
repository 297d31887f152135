"""The same content again: told by its fingerprint, of what whoever asks may see."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alliance.directory.access import visible

from ..models import DocumentFile


def told_of_same(reader: Any, sha256: str, *, but: int | None = None) -> str:
    """Where this content is already, in a sentence; empty if it is new to this reader.

    Args:
        reader: told only of documents that they may see.
        sha256: of the content.
        but: the document that it is handed in for.
    """
    rows = visible(reader, DocumentFile.objects.filter(sha256=sha256)).exclude(pk=but)
    first = rows.select_related("collection").order_by("archived_at", "created_at").first()
    if first is None:
        if but and DocumentFile.objects.filter(pk=but, sha256=sha256).exists():
            return "This is the file that the document has already."
        return ""
    since = timezone.localtime(first.created_at)
    out = " (taken out; it can be put back)" if first.archived_at else ""
    return (
        f"This file is already here as “{first.title}”{out}, in {first.collection.name}, since "
        f"{since.day} {since:%B %Y}. Refer to that one. To keep it twice, add it on its own and say so."
    )
