"""PDFs once set, kept by what they say: the same is never set twice, another is never given out."""

from __future__ import annotations

from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ...models import Case
from .contents import Document
from .typeset import typeset

FOLDER = "showcase-pdf"
_one_at_a_time = Lock()
"""Setting takes a second of a processor: many who ask for the same wait for the first."""


def pdf_of(document: Document) -> bytes:
    """The PDF, from the folder or set now."""
    name = f"{FOLDER}/{document.key}.pdf"
    if kept := _kept(name):
        return kept
    with _one_at_a_time:
        if kept := _kept(name):
            return kept
        made = typeset(document, {picture: _content(picture) for picture in document.pictures})
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(made))
    return made


def clear(keys: set[str]) -> int:
    """Drop all that was set but these; how many were."""
    _, names = _listed()
    old = [name for name in names if name.removesuffix(".pdf") not in keys]
    for name in old:
        default_storage.delete(f"{FOLDER}/{name}")
    return len(old)


def _kept(name: str) -> bytes:
    if not default_storage.exists(name):
        return b""
    with default_storage.open(name) as file:
        content: bytes = file.read()
        return content


def _content(picture: str) -> bytes:
    storage = Case._meta.get_field("picture_file").storage
    with storage.open(picture) as file:
        content: bytes = file.read()
        return content


def _listed() -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(FOLDER)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
