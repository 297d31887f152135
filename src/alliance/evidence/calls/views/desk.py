"""The programme's calls: all of them, and one with everything that can be done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ...models import Announcement, Call, CallState
from ...refusal import CannotBeDone
from ...taking.rows import definition_of
from ..counts import counts_of
from ..days import days_left
from ..publishing import look
from ..shown import Listed, Moved
from ..standing import Standing, standing
from ..writing import copy_call, discard
from .found import account, call_of


@door(Door.PROGRAMME)
@never_cache
def programme_calls(request: HttpRequest) -> HttpResponse:
    """Every call with its state, how many have answered, and how long there is."""
    rows = list(visible(request.user, Call.objects.all()))
    now = timezone.now()
    counts = counts_of(request.user, rows)
    listed = [
        (
            Listed.of(row, now),
            counts[row.pk],
            days_left(row.closes_at, now) if row.closes_at else None,
        )
        for row in sorted(rows, key=lambda row: (_ORDER[CallState(row.state)], -row.pk))
    ]
    return render(request, "evidence/calls/desk/calls.html", {"listed": listed})


_ORDER = {
    CallState.DRAFT: 1,
    CallState.PUBLISHED: 0,
    CallState.ARCHIVED: 2,
    CallState.WITHDRAWN: 3,
}


@door(Door.PROGRAMME)
@never_cache
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: how it stands, what it lacks, and what can be done now."""
    found = call_of(request, slug)
    if request.method == "POST":
        try:
            return _do(request, found, by=account(request))
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            return redirect("call_desk", found.slug)
    now = timezone.now()
    stands = standing(found, now)
    is_over = stands is Standing.CLOSED or found.is_standing
    context = {
        "call": found,
        "listed": Listed.of(found, now),
        "counts": counts_of(request.user, [found])[found.pk],
        "days_left": days_left(found.closes_at, now) if found.closes_at else None,
        "findings": look(found) if found.state == CallState.DRAFT else [],
        "moved": [Moved.of(row) for row in found.extensions.select_related("by")],
        "announcements": visible(
            request.user, Announcement.objects.filter(call=found)
        ).select_related("candidate"),
        "heading_count": found.headings.filter(retired_at__isnull=True).count(),
        "may_move": found.state == CallState.PUBLISHED and not found.is_standing,
        "may_archive": found.state == CallState.PUBLISHED and is_over,
        "may_change": found.state in (CallState.DRAFT, CallState.PUBLISHED),
    }
    return render(request, "evidence/calls/desk/call.html", context)


def _do(request: HttpRequest, call: Call, *, by: User) -> HttpResponse:
    match request.POST.get("do"):
        case "copy":
            made = copy_call(by=by, call=call)
            messages.success(request, "This is the copy, a draft. Give it a name and its days.")
            return redirect("change_call", made.slug)
        case "discard":
            discard(by=by, call=call)
            messages.success(request, f"The draft “{call.title}” is discarded.")
            return redirect("programme_calls")
    raise CannotBeDone("Choose what is to become of it.")


@door(Door.PROGRAMME)
@never_cache
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as it is asked, before anybody is."""
    found = call_of(request, slug)
    definition = definition_of(found)
    rests_on = {question.key: question for question in definition.questions}
    context = {
        "call": found,
        "definition": definition,
        "questions": [(each, rests_on.get(each.shown_if)) for each in definition.questions],
    }
    return render(request, "evidence/calls/desk/preview.html", context)
