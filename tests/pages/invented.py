"""Sections and projects for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Group
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction

from alliance.directory.models import Person
from alliance.pages.models import (
    ProjectIndex,
    ProjectPage,
    SectionIndex,
    SectionPage,
    Workstream,
    WorkstreamContact,
)


def section(
    title: str, *, under: Page | None = None, live: bool = True, **fields: Any
) -> SectionPage:
    """A section, published if nothing else is said."""
    page = SectionPage(title=title, slug=slugify(title), live=live, **fields)
    (under or SectionIndex.objects.get()).add_child(instance=page)
    return page


def project(
    title: str, *, completed: dt.date | None = None, live: bool = True, **fields: Any
) -> ProjectPage:
    """A project, completed if a day is given."""
    page = ProjectPage(
        title=title,
        slug=slugify(title),
        live=live,
        stage="completed" if completed else "live",
        completed_on=completed,
        **fields,
    )
    ProjectIndex.objects.get().add_child(instance=page)
    return page


def contact(page: Workstream, person: Person, role: str = "") -> None:
    WorkstreamContact.objects.create(page=page, person=person, role_title=role)


def private(page: Page, kind: str = PageViewRestriction.LOGIN, *groups: Group) -> None:
    """Close a page, and what is below it, to others."""
    row = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    row.groups.set(groups)
