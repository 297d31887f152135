"""What the programme writes down for somebody without having been asked to ring."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import forget_unsent

from ...models import Call, Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.receipt import lines_of
from ..entering import may_enter
from .writing_down import Sheet, key_of


@door(Door.PROGRAMME)
@never_cache
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """A blank sheet for a call; the first time it is saved it gets an address of its own."""
    call = get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)
    if not may_enter(call):
        return render(request, "evidence/telephone/no_entry.html", {"call": call}, status=409)
    return _write(request, Sheet.of(request, call))


@door(Door.PROGRAMME)
@never_cache
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What was begun and not sent; once it is, the reference to read out."""
    entered = Submission.objects.filter(entered_by__isnull=False)
    rows = entered.select_related("call", "entered_by", "authority", "section")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    ring_back = found.ring_backs.filter(settled_at__isnull=True).first()
    if found.state != SubmissionState.DRAFT:
        rung = found.ring_backs.values_list("pk", flat=True)
        keys = [key_of("entry", found.pk), *(key_of("ring-back", each) for each in rung)]
        context = {"submission": found, "lines": lines_of(found), "keys": keys}
        status = 409 if request.method == "POST" else 200
        return render(request, "evidence/telephone/entered.html", context, status=status)
    if ring_back is not None and request.method != "POST":
        return redirect("ring_back", ring_back.pk)
    return _write(request, Sheet.of(request, found.call, submission=found, ring_back=ring_back))


@door(Door.PROGRAMME)
@never_cache
@require_POST
def entry_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed, while it is typed."""
    entered = Submission.objects.filter(entered_by__isnull=False).select_related("call")
    found = get_object_or_404(visible(request.user, entered), pk=pk)
    if found.state != SubmissionState.DRAFT:
        return JsonResponse({"says": "A colleague has sent this already."}, status=409)
    sheet = Sheet.of(request, found.call, submission=found, is_typing=True)
    return sheet.kept(request)


def _write(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if request.method == "POST":
        forget_unsent(request)
        try:
            if on := sheet.done(request, request.POST.get("do", "")):
                return on
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            sheet.status = 409
    context = {"sheet": sheet, "form": sheet.form if sheet.is_judged else None}
    return render(request, "evidence/telephone/entry.html", context, status=sheet.status or 200)
