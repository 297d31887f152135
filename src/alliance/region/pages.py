"""Puts the sample's sections and projects into the editors' tree, published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from alliance.directory.models import Network, Person, Topic
from alliance.library.models import Publication
from alliance.pages.indexes import keep_indexes
from alliance.pages.models import (
    GovernanceRecord,
    OldAddress,
    OldThing,
    ProjectIndex,
    ProjectPage,
    SectionIndex,
    SectionPage,
    Workstream,
    WorkstreamContact,
)
from alliance.search.registry import together

from .networks import NETWORKS
from .people import CONTACTS
from .workstreams import PROJECTS, SECTIONS, SampleWorkstream

GONE = "Holiday activities 2019"
"""A page of the site before this one that was taken down, so that it can be seen what is said then."""


def load_pages(day: dt.date) -> int:
    """Make the pages that are not there, as of a day; returns how many were made."""
    keep_indexes()
    made = 0
    for sample in (*SECTIONS, *PROJECTS):
        model = ProjectPage if sample.started else SectionPage
        if not model.objects.filter(slug=sample.slug).exists():
            with transaction.atomic(), together():
                _publish(sample, model, day)
            made += 1
    if not OldThing.objects.exists():
        gone = OldThing.objects.create(title=GONE, state=OldThing.State.RETIRED)
        OldAddress.objects.create(thing=gone, key=f"/{slugify(GONE)}/")
    return made


def _publish(sample: SampleWorkstream, model: type[Any], day: dt.date) -> None:
    page: Workstream = model(
        title=sample.title,
        slug=sample.slug,
        introduction=sample.introduction,
        text=[("words", sample.text)],
        governance=sample.governance,
        tools=sample.tools,
        **_meeting(sample, day),
        **_stage(sample, day),
    )
    page.contacts = [
        WorkstreamContact(person=person, role_title=role, sort_order=place)
        for place, (key, role) in enumerate(sample.contacts)
        if (person := _person(key))
    ]
    page.governance_records = [
        GovernanceRecord(publication=publication, sort_order=place)
        for place, title in enumerate(sample.publications)
        if (publication := Publication.objects.filter(title=title).first())
    ]
    _place(sample).add_child(instance=page)
    page.topics.set(Topic.objects.filter(slug__in=sample.topics))
    page.save()
    page.save_revision().publish()


def _place(sample: SampleWorkstream) -> Page:
    """What the page hangs under, as it is in the tree now."""
    if sample.part_of:
        return SectionPage.objects.get(slug=sample.part_of)
    return (ProjectIndex if sample.started else SectionIndex).objects.get()


def _meeting(sample: SampleWorkstream, day: dt.date) -> dict[str, Any]:
    network = next((one for one in NETWORKS if one.slug == sample.network), None)
    if network is None:
        return {}
    return {
        "meeting_network": Network.objects.filter(slug=network.slug).first(),
        "meeting_on": network.next_meeting(day),
        "meeting_place": sample.place,
    }


def _stage(sample: SampleWorkstream, day: dt.date) -> dict[str, Any]:
    if not sample.started:
        return {}
    completed = day - dt.timedelta(weeks=sample.completed) if sample.completed else None
    return {
        "stage": ProjectPage.Stage.COMPLETED if completed else ProjectPage.Stage.LIVE,
        "started_on": day - dt.timedelta(weeks=sample.started),
        "completed_on": completed,
    }


def _person(key: str) -> Person | None:
    name = next(person.name for person in CONTACTS if person.key == key)
    person: Person | None = Person.objects.filter(name=name).first()
    return person
