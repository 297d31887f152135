"""Who may see sections and projects: everyone, once they are published and not private.

What “private” means is said in the editors' area, for a page and all below it; here it is asked.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import PageViewRestriction

from alliance.directory import access

from .models import (
    OldAddress,
    OldThing,
    ProjectIndex,
    ProjectPage,
    RestrictedPart,
    SectionIndex,
    SectionPage,
    ToldFrom,
    Workstream,
)


def register() -> None:
    for model in (Workstream, SectionPage, ProjectPage, SectionIndex, ProjectIndex):
        access.register(model, _published)
    for known_to_all in (OldThing, OldAddress):  # where something was; not what it says
        access.register(known_to_all, lambda viewer: access.EVERYTHING)
    access.register(RestrictedPart, _restricted)
    access.register(
        ToldFrom, lambda viewer: access.EVERYTHING if viewer.is_programme else access.NOTHING
    )


def _published(viewer: access.Viewer) -> Q:
    """Live pages, less those private to others. The programme sees drafts too, marked as such."""
    if viewer.is_programme:
        return access.EVERYTHING
    shown = Q(live=True)
    for path in _closed_to(viewer):
        shown &= ~Q(path__startswith=path)
    return shown


def _restricted(viewer: access.Viewer) -> Q:
    """A part is for who may enter its area and may see the page on which it stands."""
    pages = Workstream.objects.filter(_published(viewer))
    return Q(area__in=viewer.areas, page__in=pages.values("pk"))


def _closed_to(viewer: access.Viewer) -> list[str]:
    """Where in the tree this viewer may not look, each place with all below it."""
    rows = list(
        PageViewRestriction.objects.values_list("pk", "page__path", "restriction_type", "groups")
    )
    kinds = PageViewRestriction
    by_group = any(kind == kinds.GROUPS for _, _, kind, _ in rows)
    mine = _groups(viewer) if by_group else frozenset()
    opened = {
        pk
        for pk, _, kind, group in rows
        if kind == kinds.NONE
        or (kind == kinds.LOGIN and viewer.is_signed_in)
        or (kind == kinds.GROUPS and group in mine)
    }  # a shared password opens nothing: nobody could say who has it
    return sorted({path for pk, path, _, _ in rows if pk not in opened})


def _groups(viewer: access.Viewer) -> frozenset[int]:
    if not viewer.is_signed_in:
        return frozenset()
    return frozenset(Group.objects.filter(user=viewer.user_id).values_list("pk", flat=True))
