"""Taking out what came with a submission: rows of files, and the files themselves."""

from __future__ import annotations

from django.db import transaction

from ..models import Enclosure


def destroy_files(enclosures: list[Enclosure]) -> None:
    """Take out rows of files, and the files themselves once that is certain."""
    files = [file for row in enclosures for file in (row.file, row.for_panel) if file]
    for row in enclosures:
        row.delete()

    def destroy() -> None:
        for file in files:
            file.storage.delete(file.name or "")

    transaction.on_commit(destroy)
