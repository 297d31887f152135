"""Who may see what the library keeps: everybody, but for what lies in a restricted area."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access

from .models import DocumentFile, Publication, Publisher, Version
from .restricted import outside


def register() -> None:
    access.register(Publisher, lambda viewer: access.EVERYTHING)
    access.register(Publication, _publications)
    access.register(Version, _versions)
    access.register(DocumentFile, _documents)


def _publications(viewer: access.Viewer) -> Q:
    """A publication whose document lies in an area is known only to those who may enter it.

    Its document is that of its latest version: what is open earlier does not make it known.
    """
    if viewer.is_programme:
        return access.EVERYTHING
    return outside(viewer.areas, document="document__")


def _versions(viewer: access.Viewer) -> Q:
    """Of a publication that a viewer knows, those whose own document is open to them."""
    if viewer.is_programme:
        return access.EVERYTHING
    return outside(viewer.areas, document="document__") & outside(
        viewer.areas, document="publication__document__"
    )


def _documents(viewer: access.Viewer) -> Q:
    """What an area closes. A collection that is private in itself asks when it is opened.

    What was taken out is known to the programme alone, which can put it back.
    """
    if viewer.is_programme:
        return access.EVERYTHING
    return outside(viewer.areas) & Q(archived_at__isnull=True)
