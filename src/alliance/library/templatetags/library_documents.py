"""What the editors' area shows of a document besides its form."""

from __future__ import annotations

from typing import Any

from django import template

from ..documents.text import drawn_from
from ..models import DocumentFile

register = template.Library()


@register.inclusion_tag("library/documents/_kept.html")
def what_is_kept(document: DocumentFile) -> dict[str, Any]:
    """Whether it is searched, its first page, and the files it was before."""
    return {
        "document": document,
        "drawn": drawn_from([document.file.name]).get(document.file.name),
        "earlier": document.earlier_files.select_related("replaced_by"),
    }
