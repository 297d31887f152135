"""Which of the rows about accounts and mail a person may see."""

from __future__ import annotations

from django.db.models import Q

from alliance.mail.models import Message

from .access import EVERYTHING, NOTHING, Viewer, register


def register_rules() -> None:
    register(Message, _programme)


def _programme(viewer: Viewer) -> Q:
    return EVERYTHING if viewer.is_programme else NOTHING
