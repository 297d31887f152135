"""Who may see what home keeps."""

from __future__ import annotations

from alliance.directory import access

from .models import Notice, ProblemReport


def register() -> None:
    access.register(Notice, lambda viewer: access.EVERYTHING)
    access.register(
        ProblemReport, lambda viewer: access.EVERYTHING if viewer.is_programme else access.NOTHING
    )
