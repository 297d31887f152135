"""Who may see what is watched and found: the programme, which chooses from it."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access

from .models import Candidate, Fetch, Sender, Source, Wording


def register() -> None:
    for model in (Source, Fetch, Candidate, Wording, Sender):
        access.register(model, _programme)


def _programme(viewer: access.Viewer) -> Q:
    return access.EVERYTHING if viewer.is_programme else access.NOTHING
