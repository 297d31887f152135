"""One answer, for the programme: all that it says, and all that can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.audit.trail import history
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.library.serve import SEALED
from alliance.text.personal import Kind

from ..answering.looking_into import passages_in
from ..erasing import erase
from ..models import Enclosure, Submission, SubmissionState, Theme
from ..refusal import CannotBeDone
from ..replying.views import context_of
from ..taking.sending import let_in
from . import asking, for_panel, settling, theming
from .forms import ErasureForm
from .listing import Wanted, number_of, rows_of
from .reading import read
from .texts import compared
from .views import user_of

OTHERS = 300
"""Answers offered as what this one is a duplicate of."""


@door(Door.PROGRAMME)
@never_cache
def submission(request: HttpRequest, reference: str) -> HttpResponse:
    """Read one answer; let it in, settle what it is, ask for more, put it under a theme, erase it."""
    found = _found(request, reference)
    erasure = ErasureForm(request.POST if request.POST.get("do") == "erase" else None)
    if request.method == "POST":
        try:
            said = _do(request, found, erasure)
        except CannotBeDone as refusal:
            messages.warning(request, str(refusal))
            return redirect(_here(request, found))
        if said:
            messages.success(request, said)
            return redirect(_here(request, found))
    context = _context(request, found) | {"erasure": erasure, "form": erasure}
    return render(
        request, "evidence/triage/one.html", context, status=422 if erasure.is_bound else 200
    )


@door(Door.PROGRAMME)
@never_cache
@require_safe
def copy_for_panel(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """The copy of an enclosure that a panel sees, for the programme to look at."""
    rows = visible(user_of(request), Enclosure.objects.filter(removed_at__isnull=True))
    found = get_object_or_404(rows, submission__reference=reference, pk=pk)
    if not found.for_panel:
        raise Http404("There is no such copy.")
    response = FileResponse(found.for_panel.open("rb"), as_attachment=True, filename=found.name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _found(request: HttpRequest, reference: str) -> Submission:
    rows = visible(user_of(request), Submission.objects.exclude(state=SubmissionState.DRAFT))
    whole = rows.select_related(
        "call",
        "authority",
        "section",
        "theme",
        "theme_by",
        "duplicate_of",
        "entered_by",
        "by",
        "let_in_by",
    ).prefetch_related("answers__heading", "wordings__by")
    return get_object_or_404(whole, reference=reference)


def _do(request: HttpRequest, found: Submission, erasure: ErasureForm) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by = user_of(request)
    match request.POST.get("do"):
        case "let_in":
            let_in(found, by=by)
            return f"{found} is let in, to be read with the rest."
        case "ask":
            asking.ask_for_more(found, by=by)
            return "They are being asked for what is lacking."
        case "duplicate":
            of = found.call.submissions.filter(pk=number_of(request.POST.get("of"))).first()
            if of is None:
                raise CannotBeDone("Choose the answer that it is the same as.")
            settling.mark_duplicate(found, of=of, by=by)
            return f"{found} is marked as a duplicate."
        case "not_duplicate":
            settling.not_duplicate(found, by=by)
            return f"{found} is one of its own."
        case "theme":
            return _put(request, found, by)
        case "show_panel" | "hide_panel":
            return _for_panel(request, found, by)
        case "erase" if erasure.is_valid():
            erase(found, by=by, reason=erasure.cleaned_data["reason"])
            return f"What {found} said is erased. That there was one, and when, stays."
        case "erase":
            return ""
    raise CannotBeDone("Choose what is to be done.")


def _put(request: HttpRequest, found: Submission, by: User) -> str:
    pk = number_of(request.POST.get("theme"))
    theme = get_object_or_404(found.call.themes.all(), pk=pk) if pk else None
    seen = {found.pk: number_of(request.POST.get("seen"))}
    theming.place(found.call, [found.pk], theme, by=by, seen=seen)
    return f"{found} is under “{theme}”." if theme else f"{found} is under no theme."


def _for_panel(request: HttpRequest, found: Submission, by: User) -> str:
    kept = found.enclosures.filter(removed_at__isnull=True)
    chosen = get_object_or_404(kept, pk=number_of(request.POST.get("enclosure")))
    if request.POST.get("do") == "hide_panel":
        for_panel.hide(chosen, by=by)
        return "The panel does not see it."
    for_panel.show(chosen, by=by)
    return "The panel sees a copy of it without names in its properties."


def _here(request: HttpRequest, found: Submission) -> str:
    query = Wanted.of(request.GET).query
    return reverse("submission", args=[found.reference]) + (f"?{query}" if query else "")


def _context(request: HttpRequest, found: Submission) -> dict[str, Any]:
    user = user_of(request)
    wanted = Wanted.of(request.GET)
    listed = [row.submission for row in rows_of(user, found.call, wanted)]
    place = next((n for n, each in enumerate(listed) if each.pk == found.pk), None)
    is_there = found.state != SubmissionState.WITHDRAWN and not found.erased_at
    others = compared(found.call).exclude(pk=found.pk).filter(duplicate_of=None)
    return context_of(found) | {
        "call": found.call,
        "read": read(found),
        "is_there": is_there,
        "wanted": wanted,
        "before": listed[place - 1] if place else None,
        "after": listed[place + 1] if place is not None and place + 1 < len(listed) else None,
        "place": place + 1 if place is not None else None,
        "of": len(listed),
        "bundled": _bundled(found),
        "duplicates": found.duplicates.all(),
        "others": others.only("reference", "title", "call")[:OTHERS] if is_there else [],
        "themes": Theme.objects.filter(call=found.call),
        "requests": found.requests_for_more.select_related("by", "message"),
        "why_not_ask": asking.why_not(found),
        "warned_of": [Kind(kind).words for kind in found.warned_of if kind in list(Kind)],
        "enclosures": [
            (row, list(passages_in([row])))
            for row in found.enclosures.filter(removed_at__isnull=True)
        ],
        "ring_backs": found.ring_backs.all(),
        "decision": found.decisions.filter(is_current=True).first(),
        "case": getattr(found, "case", None),
        "events": history(found),
    }


def _bundled(found: Submission) -> list[Submission]:
    """What the same person gave along with it."""
    if found.bundle is None:
        return []
    together = Submission.objects.filter(bundle=found.bundle).exclude(pk=found.pk)
    return list(together.exclude(state=SubmissionState.DRAFT))
