"""Changing or withdrawing what somebody gave, for them: they ring and say their reference."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import forget_unsent, unsent

from ...answering.warning import Passage, passages
from ...models import Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.faults import faults
from ...taking.receipt import lines_of
from ...taking.rows import definition_of, sent_of
from ...taking.sending import OnBehalf, may_change, send, withdraw
from ..forms import EntryForm, OnBehalfForm, ReferenceForm
from .writing_down import ALL_THE_SAME, on_with


@door(Door.PROGRAMME)
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """By the reference that stands in the receipt, or that was read out."""
    form = ReferenceForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        reference = form.cleaned_data["reference"]
        if _sent(request).filter(reference=reference).exists():
            return redirect("on_behalf", reference)
        form.add_error("reference", "Nothing has this reference. Ask them to read it out again.")
    return render(request, "evidence/telephone/find.html", {"form": form})


@door(Door.PROGRAMME)
@never_cache
def on_behalf(request: HttpRequest, reference: str) -> HttpResponse:
    """What they gave, with how one makes sure that it is theirs; withdrawing it."""
    found = get_object_or_404(_sent(request), reference=reference)
    typed = request.POST if request.method == "POST" else unsent(request)
    form = OnBehalfForm(typed)
    status = 200
    if request.method == "POST":
        forget_unsent(request)
        status = 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                withdraw(found, by=on_with(request), on_behalf=OnBehalf(reason=reason))
                messages.success(request, f"{found} is withdrawn.")
                return redirect("on_behalf", found.reference)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
    context = _of(found) | {"form": form}
    return render(request, "evidence/telephone/on_behalf.html", context, status=status)


@door(Door.PROGRAMME)
@never_cache
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent, to be put right while they talk. What they began on the site is replaced."""
    found = get_object_or_404(_sent(request), reference=reference)
    typed = request.POST if request.method == "POST" else unsent(request)
    definition = definition_of(found.call)
    form = EntryForm(typed, definition=definition, given=sent_of(found))
    why = OnBehalfForm(typed, auto_id="why_%s")
    warned: list[Passage] = []
    status = 200
    if request.method == "POST":
        forget_unsent(request)
        is_faulty = form.mark(faults(definition, form.typed))
        warned = passages(definition, form.typed)
        looked_at = not warned or request.POST.get("do") == ALL_THE_SAME
        status = 422
        if why.is_valid() and not is_faulty and looked_at:
            try:
                wordings = found.wordings.count()
                send(
                    found,
                    form.typed,
                    by=on_with(request),
                    warned_of={passage.kind.value for passage in warned},
                    version=_number(request.POST.get("version", "")),
                    on_behalf=OnBehalf(reason=why.cleaned_data["reason"]),
                )
                is_changed = found.wordings.count() > wordings
                said = f"{found} is changed." if is_changed else f"{found} stays as it was."
                messages.success(request, said)
                return redirect("on_behalf", found.reference)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
                found.refresh_from_db()
    context = _of(found) | {"sheet_form": form, "why": why, "warned": warned}
    context["form"] = form if form.errors else why
    return render(request, "evidence/telephone/change.html", context, status=status)


def _sent(request: HttpRequest) -> QuerySet[Submission]:
    rows = Submission.objects.exclude(state=SubmissionState.DRAFT).filter(erased_at__isnull=True)
    return visible(request.user, rows.select_related("call", "authority", "section"))


def _of(found: Submission) -> dict[str, object]:
    return {
        "submission": found,
        "lines": lines_of(found),
        "may_change": may_change(found, for_them=True),
        "is_begun": found.typed is not None,
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
