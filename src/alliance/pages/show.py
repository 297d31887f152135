"""Sections and projects as readers meet them, gathered in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alliance.directory.access import may_enter, visible
from alliance.directory.areas.log import log_reading
from alliance.directory.models import (
    AccessLog,
    Area,
    ContactDetail,
    Network,
    Person,
    Topic,
    User,
)
from alliance.library.models import Publication

from .models import (
    ProjectIndex,
    ProjectPage,
    RestrictedPart,
    SectionIndex,
    SectionPage,
    Workstream,
    WorkstreamContact,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with no more than the reader may see; a draft's belongings too, in a preview."""

    page: Workstream
    governance_records: list[Publication]
    tool_records: list[Publication]
    contacts: list[tuple[WorkstreamContact, Person]]
    hidden_contacts: int
    """How many more there are whom this reader may not see."""
    network: Network | None
    topics: list[Topic]
    today: dt.date
    restricted: list[RestrictedPart]
    """The parts in areas that this reader may enter."""
    closed: list[Area]
    """The areas in which more of the page is kept than this reader may see."""

    @property
    def meeting_is_past(self) -> bool:
        return self.page.meeting.is_past(self.today)


def gather(page: Workstream, user: User | AnonymousUser) -> Shown:
    """Everything that a page shows to this reader."""
    entries = list(page.contacts.all())
    people = (
        visible(user, Person.objects.confirmed())
        .filter(pk__in=[entry.person_id for entry in entries])
        .select_related("authority")
        .prefetch_related(
            Prefetch(
                "contact_details",
                visible(user, ContactDetail.objects.current()),
                to_attr="shown_details",
            )
        )
    )
    known = {person.pk: person for person in people}
    contacts = {
        entry.person_id: (entry, known[entry.person_id])
        for entry in entries
        if entry.person_id in known
    }
    networks = visible(user, Network.objects.filter(pk=page.meeting_network_id))
    restricted, closed = _restricted(page, user)
    return Shown(
        page=page,
        governance_records=_records(page.governance_records.all(), user),
        tool_records=_records(page.tool_records.all(), user),
        contacts=list(contacts.values()),
        hidden_contacts=len({entry.person_id for entry in entries}) - len(contacts),
        network=networks.first() if page.meeting_network_id else None,
        topics=list(page.topics.all()),
        today=timezone.localdate(),
        restricted=restricted,
        closed=closed,
    )


def _restricted(
    page: Workstream, user: User | AnonymousUser
) -> tuple[list[RestrictedPart], list[Area]]:
    """The restricted parts that a reader may see, and the areas of those that they may not."""
    parts = list(page.restricted_parts.all())
    if not parts:
        return [], []
    areas = Area.objects.filter(pk__in=[part.area_id for part in parts])
    known = {area.pk: area for area in visible(user, areas)}
    open_to = {pk for pk in known if may_enter(user, pk)}
    for part in parts:
        if part.area_id in known:
            part.area = known[part.area_id]
    return (
        [part for part in parts if part.area_id in open_to],
        [area for area in known.values() if area.pk not in open_to],
    )


def _records(rows: Any, user: User | AnonymousUser) -> list[Publication]:
    """The publications of a list, in its order, without those that are not for this reader."""
    ids = [row.publication_id for row in rows]
    shown = visible(user, Publication.objects.filter(pk__in=ids))
    known = {row.pk: row for row in shown.select_related("publisher", "document")}
    return [known[pk] for pk in dict.fromkeys(ids) if pk in known]


# Pages -----------------------------------------------------------------------------------------


def show_section(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """A section, the pages of it, and the section it is a page of."""
    parts, parent = [], None
    if page.path:  # one that is being added has no place yet
        shown = visible(request.user, SectionPage.objects.all())
        below = shown.filter(path__startswith=page.path, depth=page.depth + 1)
        parts = list(below.order_by("path").only(*NAMED))
        parent = shown.filter(path=page.path[: -page.steplen]).only(*NAMED).first()
    return _show(request, page, "pages/section.html", parts=parts, parent=parent)


def show_project(request: HttpRequest, page: ProjectPage) -> HttpResponse:
    """A project, live or completed."""
    return _show(request, page, "pages/project.html")


NAMED = ("title", "slug", "introduction", "path", "depth", "live")


def _show(request: HttpRequest, page: Workstream, template: str, **more: Any) -> HttpResponse:
    shown = gather(page, request.user)
    if not getattr(request, "is_preview", False):
        for part in shown.restricted:
            log_reading(request, area=part.area_id, what=AccessLog.What.PAGE, title=page.title)
    context = {"shown": shown, "page": page, **more}
    return render(request, template, context)


@dataclass(frozen=True, slots=True)
class Entry:
    """A section in the list, with the pages of it."""

    section: SectionPage
    pages: list[SectionPage]


def show_sections(request: HttpRequest, index: SectionIndex | None) -> HttpResponse:
    """All sections in the editors' order, each with its pages."""
    rows = visible(request.user, SectionPage.objects.all()).order_by("path").only(*NAMED)
    return render(request, "pages/sections.html", {"index": index, "entries": entries(rows)})


def entries(rows: Any) -> list[Entry]:
    """Sections with what hangs below them; a page whose section is not shown stands by itself."""
    found: list[Entry] = []
    for row in rows:
        if found and row.path.startswith(found[-1].section.path):
            found[-1].pages.append(row)
        else:
            found.append(Entry(row, []))
    return found


def show_projects(request: HttpRequest, index: ProjectIndex | None) -> HttpResponse:
    """Live projects in the editors' order; completed ones by year, the latest first."""
    rows = visible(request.user, ProjectPage.objects.all())
    named = (*NAMED, "stage", "started_on", "completed_on")
    live = rows.filter(stage=ProjectPage.Stage.LIVE).order_by("path").only(*named)
    completed = rows.filter(stage=ProjectPage.Stage.COMPLETED).only(*named)
    years = [
        (year, list(projects))
        for year, projects in groupby(
            completed.order_by("-completed_on", "title"), key=lambda row: row.completed_on.year
        )
    ]
    context = {"index": index, "live": list(live), "years": years}
    return render(request, "pages/projects.html", context)
