"""The words of a document, for the index; and its first page, for lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..models import DocumentFile, FileText


def text_of(document: DocumentFile | None) -> str:
    """The words of a document, for something that is told to everybody who may see its area.

    None of a document that was taken out, or that a private collection keeps for fewer.
    """
    if document is None or document.archived_at or document.collection.get_view_restrictions():
        return ""
    return text_in(document.file.name)


def text_in(name: str | None) -> str:
    """The words of a kept file; empty as long as nobody has read it."""
    row = FileText.objects.filter(name=name).values_list("text", flat=True).first()
    return row or ""


def drawn_from(names: Iterable[str | None]) -> Mapping[str, FileText]:
    """What was drawn from each of these files, without the text; in one query."""
    rows = FileText.objects.filter(name__in=set(names)).defer("text", "sketch")
    return {row.name: row for row in rows}
