"""Who may see what of networks. Which networks there are and when they meet is for everyone."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from .. import access
from ..models import (
    Announcement,
    Letter,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    NominationAsk,
)
from ..models.networks.nomination import in_force
from ..viewer import Viewer
from .rights import SEES_TO_MEMBERS, for_members, looked_after, nominating


def register() -> None:
    # The joining link of a meeting is a member's: `show.py` alone hands it out.
    for model in (Meeting, Announcement):
        access.register(model, lambda viewer: access.EVERYTHING)
    access.register(Nomination, _nominations)
    access.register(NominationAsk, lambda viewer: _concerned(viewer))
    access.register(NetworkMessage, lambda viewer: for_members(viewer))
    access.register(Letter, _letters)


def _nominations(viewer: Viewer) -> Q:
    """That an authority is represented is no secret; by whom, is for the rule about people.

    What is over or still to begin is for those whom it concerns.
    """
    if viewer.is_programme:
        return access.EVERYTHING
    seen = in_force(timezone.localdate()) | _concerned(viewer)
    return seen | Q(person=viewer.person_id) if viewer.person_id else seen


def _concerned(viewer: Viewer) -> Q:
    """Rows of the authorities that a viewer names people for, and of networks they look after."""
    if viewer.is_programme:
        return access.EVERYTHING
    networks = Network.objects.filter(looked_after(viewer, among=SEES_TO_MEMBERS))
    return Q(authority__in=nominating(viewer)) | Q(network__in=networks.values("pk"))


def _letters(viewer: Viewer) -> Q:
    networks = Network.objects.filter(looked_after(viewer))
    return Q(message__network__in=networks.values("pk"))
