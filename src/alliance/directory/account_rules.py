"""Which of the rows about accounts and mail a person may see."""

from __future__ import annotations

from django.db.models import Q

from alliance.mail.models import Message

from .access import EVERYTHING, NOTHING, Viewer, register
from .models import Invitation, SecurityEvent, User


def register_rules() -> None:
    for model in (Message, Invitation, SecurityEvent, User):
        register(model, _programme)


def _programme(viewer: Viewer) -> Q:
    return EVERYTHING if viewer.is_programme else NOTHING
