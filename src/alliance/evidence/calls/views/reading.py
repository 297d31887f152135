"""Calls as everybody reads them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alliance.directory.access import Door, door, visible
from alliance.directory.models import ContactDetail
from alliance.editions.shared import for_all_readers

from ...after.outcome import public_sentence
from ...models import Call, CallState, ServiceSection, Showcase
from ...taking.rows import definition_of
from ..days import days_left, first_of, last_of
from ..shown import Moved, calls_of
from ..standing import standing, takes_answers, takes_late_answers
from .found import call_of


@door(Door.PUBLIC)
@for_all_readers
def calls(request: HttpRequest) -> HttpResponse:
    """Open ones first, then those that stand, then what has closed, with its showcase."""
    context = {"calls": calls_of(request.user, timezone.now())}
    return render(request, "evidence/calls/calls.html", context)


@door(Door.PUBLIC)
@for_all_readers
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: why, who, until when, what is asked, and every way to answer."""
    found = call_of(request, slug)
    now = timezone.now()
    definition = definition_of(found)
    context = {
        "call": found,
        "standing": standing(found, now),
        "opens": first_of(found.opens_at) if found.opens_at else None,
        "closes": last_of(found.closes_at) if found.closes_at else None,
        "days_left": days_left(found.closes_at, now) if found.closes_at else None,
        "moved": [Moved.of(row) for row in found.extensions.all()],
        "takes_answers": takes_answers(found, now),
        "takes_late_answers": takes_late_answers(found, now),
        "questions": definition.questions,
        "short": definition.short,
        "sections": found.sections.all(),
        "all_sections": visible(request.user, ServiceSection.objects.filter(is_live=True)),
        "similar_work": found.similar_work.select_related("publication"),
        "topics": found.topics.all(),
        "contact_details": _details(request, found),
        "showcase": _showcase(request, found),
        "came_of_it": public_sentence(found),
        "is_preview": found.state == CallState.DRAFT,
    }
    return render(request, "evidence/calls/call.html", context)


def _details(request: HttpRequest, call: Call) -> list[ContactDetail]:
    """How to reach whom it names, as far as whoever reads may see it."""
    if call.contact_id is None:
        return []
    details = ContactDetail.objects.current().filter(person=call.contact_id)
    return list(visible(request.user, details))


def _showcase(request: HttpRequest, call: Call) -> Showcase | None:
    rows = visible(request.user, Showcase.objects.filter(call=call))
    return rows.filter(state=Showcase.State.LAUNCHED).first()
