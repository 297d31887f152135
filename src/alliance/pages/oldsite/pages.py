"""Brings in a page of the old site as a section or project."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from alliance.audit.trail import record
from alliance.directory.models import Person
from alliance.directory.recognise import same_name
from alliance.editions.current import changed
from alliance.pages.indexes import keep_indexes
from alliance.pages.models import (
    OldThing,
    ProjectIndex,
    ProjectPage,
    SectionIndex,
    SectionPage,
    Workstream,
    WorkstreamContact,
)
from alliance.search.registry import index

from .outcome import Done, Outcome
from .passages import Passages, take_apart
from .plan import Fate, Planned
from .whereabouts import Whereabouts

GONE = "An editor has removed the page since; it was not brought in again."
EDITED = "An editor has changed the page since it came in; it was left alone."
DRAFT = "It was for some only: it is a draft here. Say who may see it, then publish it."


def make_room(thing: OldThing, planned: Planned) -> None:
    """An empty draft in its place: pages refer to each other, so all are there before any text is."""
    page = _new(planned)
    page.title = page.draft_title = planned.item.title[:255]
    _place(planned).add_child(instance=page)
    thing.page_id, thing.state, thing.reason = page.pk, OldThing.State.MOVED, ""
    thing.save()


def save_page(thing: OldThing, planned: Planned, digest: str, whereabouts: Whereabouts) -> Outcome:
    """Fill the page, or bring it up to date as long as no editor has touched it."""
    page = _page_of(thing)
    if page is None:
        return Outcome(planned=planned, done=Done.KEPT, doubts=[GONE])
    if page.latest_revision_id != thing.revision:
        where = page.get_absolute_url()
        return Outcome(planned=planned, done=Done.KEPT, leads_to=where, doubts=[EDITED])
    if thing.digest == digest:
        return Outcome(planned=planned, done=Done.UNCHANGED, leads_to=page.get_absolute_url())
    found = take_apart(
        planned.item.html,
        link=whereabouts.link,
        picture=whereabouts.picture,
        near=(planned.item.modified or timezone.now()).date(),
        excerpt=planned.item.excerpt,
    )
    is_new = not thing.digest
    _fill(page, planned, found)
    if not page.live:  # what the programme finds of a draft is in its row
        page.save()
    revision = page.save_revision()
    if planned.is_public:
        revision.publish()
    _date(page, planned)
    thing.revision, thing.digest = revision.pk, digest
    thing.state, thing.reason = OldThing.State.MOVED, ""
    thing.save()
    record(by=None, verb="brought in", thing=page)
    return Outcome(
        planned=planned,
        done=Done.CREATED if is_new else Done.UPDATED,
        leads_to=page.get_absolute_url(),
        doubts=[*([] if planned.is_public else [DRAFT]), *found.doubts],
    )


def _page_of(thing: OldThing) -> Any:
    """As its newest revision has it."""
    if not thing.page_id:
        return None
    return Page.objects.get(pk=thing.page_id).specific.get_latest_revision_as_object()


def _new(planned: Planned) -> Workstream:
    model = SectionPage if planned.fate is Fate.SECTION else ProjectPage
    page = model(live=False, slug=_free_slug(model, planned))
    # Kept by publishing, as the day on which readers first had it.
    page.first_published_at = planned.item.published
    return page


def _free_slug(model: type[Workstream], planned: Planned) -> str:
    """The last part of the old address, if no other page of its kind has it."""
    item = planned.item
    base = slugify(unquote(item.name)) or slugify(item.title) or f"page-{item.id}"
    base, taken = base[:240], set(model._default_manager.values_list("slug", flat=True))
    return next(
        slug
        for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000)))
        if slug not in taken
    )


def _fill(page: Workstream, planned: Planned, found: Passages) -> None:
    item = planned.item
    page.title = page.draft_title = item.title[:255]
    page.introduction = found.introduction
    page.text = found.blocks
    page.governance, page.tools = found.governance, found.tools
    page.meeting_on = found.meeting_on
    if isinstance(page, ProjectPage):
        is_completed = planned.fate is Fate.COMPLETED_PROJECT
        page.stage = ProjectPage.Stage.COMPLETED if is_completed else ProjectPage.Stage.LIVE
        ended = item.modified or item.published or timezone.now()
        page.completed_on = timezone.localtime(ended).date() if is_completed else None
        if is_completed:
            found.doubts.append("Its last change was taken for the day of completion.")
    _contacts(page, found)


def _contacts(page: Workstream, found: Passages) -> None:
    """Those whom the directory knows. Lines about others are not text of the page: they wait."""
    people = list(Person.objects.confirmed()) if found.contacts else []
    lines, known = list(found.contacts), []
    for line in found.contacts:
        for person in people:
            names = [person.name, *person.also_known_as]
            if any(_stands_in(name, line) for name in names) and person not in known:
                known.append(person)
                if line in lines:
                    lines.remove(line)
    page.contacts = [
        WorkstreamContact(person=person, sort_order=place) for place, person in enumerate(known)
    ]
    if lines:
        found.doubts.append(
            f"{len(lines)} line{'' if len(lines) == 1 else 's'} under “Contacts” did not come in: add "
            "the people from the directory."
        )


def _stands_in(name: str, line: str) -> bool:
    """Whether the name stands in a line, word for word: “Chair: Ana Lee”."""
    words = line.replace(",", " ").replace(":", " ").split()
    length = len(name.split())
    starts = range(max(len(words) - length + 1, 0))
    return any(same_name(name, " ".join(words[start : start + length])) for start in starts)


def _place(planned: Planned) -> Page:
    """What the page hangs under, as it is in the tree now."""
    if planned.under:
        above = OldThing.objects.filter(old_id=planned.under).first()
        if (
            above
            and above.page_id
            and (under := SectionPage.objects.filter(pk=above.page_id).first())
        ):
            return under
    keep_indexes()
    return (SectionIndex if planned.fate is Fate.SECTION else ProjectIndex).objects.get()


def _date(page: Workstream, planned: Planned) -> None:
    """As the old site had it: when it was first there, and when it was last changed."""
    days = {
        "last_published_at": planned.item.modified,
        "first_published_at": planned.item.published,
    }
    if planned.is_public and any(days.values()):
        Page.objects.filter(pk=page.pk).update(**{name: day for name, day in days.items() if day})
        index(type(page), [page.pk])
        changed()
