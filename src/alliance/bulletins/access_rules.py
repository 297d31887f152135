"""Who may see bulletins and what stands in them: everyone, once they are published."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access

from .models import (
    Appearance,
    Bulletin,
    CarryChoice,
    CarryFor,
    CatalogueEntry,
    ContactEntry,
    Correction,
    DraftIssue,
    DraftItem,
    DraftItemVersion,
    Intake,
    Item,
    PassedFinding,
    Presence,
)

WORKING = (
    Intake,
    DraftIssue,
    DraftItem,
    DraftItemVersion,
    Presence,
    PassedFinding,
    CarryFor,
    CarryChoice,
)
"""What only whoever makes the bulletin sees."""


def _published(path: str) -> access.Rule:
    return lambda viewer: access.EVERYTHING if viewer.is_programme else Q(**{path: True})


def register() -> None:
    access.register(Bulletin, _published("live"))
    for model in (Appearance, CatalogueEntry, ContactEntry, Correction):
        access.register(model, _published("bulletin__live"))
    access.register(Item, _published_items)
    for working in WORKING:
        access.register(working, _programme)


def _programme(viewer: access.Viewer) -> Q:
    return access.EVERYTHING if viewer.is_programme else access.NOTHING


def _published_items(viewer: access.Viewer) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    return Q(pk__in=Appearance.objects.filter(bulletin__live=True).values("item"))
