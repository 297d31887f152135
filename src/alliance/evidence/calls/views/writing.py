"""The programme writes a call, and what is like it elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.unsent import unsent

from ...refusal import CannotBeDone
from ..forms.call import BEGINNING, CallForm, start_from
from ..forms.running import Works, works_of
from ..similar import set_similar_work
from ..writing import begin_call, change_call, fixed
from .found import account, call_of


@door(Door.PROGRAMME)
@never_cache
def new_call(request: HttpRequest) -> HttpResponse:
    """Write a call from nothing: it begins with the words and headings that we propose."""
    posted = request.POST if request.method == "POST" else unsent(request)
    form = CallForm(posted, initial=BEGINNING)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                call = begin_call(by=account(request), planned=form.planned)
            except ValidationError as fault:
                form.refused(fault)
            else:
                messages.success(
                    request,
                    "It is kept as a draft, with headings that we propose. Look at them now.",
                )
                return redirect("headings", call.slug)
    return render(request, "evidence/calls/desk/writing.html", {"form": form}, status=status)


@door(Door.PROGRAMME)
@never_cache
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a call says; its closing is moved on a page of its own."""
    call = call_of(request, slug)
    posted = request.POST if request.method == "POST" else unsent(request)
    form = CallForm(posted, call=call, fixed=fixed(call, timezone.now()), initial=start_from(call))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            seen = form.cleaned_data["version"] or 0
            try:
                call = change_call(by=account(request), call=call, seen=seen, planned=form.planned)
            except ValidationError as fault:
                form.refused(fault)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            else:
                messages.success(request, "It is changed.")
                return redirect("call_desk", call.slug)
    context = {"form": form, "call": call_of(request, slug)}
    return render(request, "evidence/calls/desk/writing.html", context, status=status)


@door(Door.PROGRAMME)
@never_cache
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Similar work elsewhere, as one list."""
    call = call_of(request, slug)
    works = [
        {
            "title": each.title,
            "whose": each.whose,
            "url": each.url,
            "publication": each.publication_id,
        }
        for each in call.similar_work.all()
    ]
    posted = request.POST if request.method == "POST" else unsent(request)
    formset = Works(posted, initial=works)
    status = 200
    if request.method == "POST":
        status = 422
        if formset.is_valid():
            seen = _number(request.POST.get("version", ""))
            try:
                set_similar_work(by=account(request), call=call, seen=seen, works=works_of(formset))
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            else:
                messages.success(request, "It is kept.")
                return redirect("call_desk", call.slug)
    context = {"formset": formset, "call": call}
    return render(request, "evidence/calls/desk/similar.html", context, status=status)


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() else 0
