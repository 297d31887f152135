"""Who may read the papers of meetings."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access
from alliance.directory.models import Meeting, Network
from alliance.directory.networks.rights import looked_after, mine

from ..models import MeetingPaper


def register() -> None:
    access.register(MeetingPaper, _papers)


def _papers(viewer: access.Viewer) -> Q:
    """Everyone's; those of a network for whoever is in it today, in any of a joint meeting's."""
    there = Q(removed_at__isnull=True)
    if viewer.is_programme:
        return there
    audience = MeetingPaper.Audience
    if not viewer.person_id:
        return there & Q(audience=audience.PUBLIC)
    networks = Network.objects.filter(mine(viewer) | looked_after(viewer)).values("pk")
    joint = Meeting.joint_with.through.objects.filter(network__in=networks)
    theirs = Q(meeting__network__in=networks) | Q(meeting__in=joint.values("meeting"))
    return there & (Q(audience=audience.PUBLIC) | Q(audience=audience.MEMBERS) & theirs)
