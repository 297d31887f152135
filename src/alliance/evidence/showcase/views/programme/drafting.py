"""A page begun: from a submission, or without one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent

from ....models import Showcase, Submission
from ....refusal import CannotBeDone
from ....taking.receipt import lines_of
from ...programme_forms import AddCaseForm, ConsentForm
from ...writing import MAY_BE_SHOWN, add_case, draft_case
from .who import account_of


@door(Door.PROGRAMME)
def draft(request: HttpRequest, pk: int, submission: int) -> HttpResponse:
    """What was sent, what its owner agreed to, and the button that drafts a page of it."""
    showcase = get_object_or_404(visible(request.user, Showcase.objects.all()), pk=pk)
    rows = visible(request.user, Submission.objects.filter(call=showcase.call_id))
    found = get_object_or_404(
        rows.select_related("call", "authority", "section", "theme"), pk=submission
    )
    is_agreed = found.consent in MAY_BE_SHOWN
    sent = request.POST if request.method == "POST" else unsent(request)
    form = None if is_agreed else ConsentForm(sent)
    status = 200
    if request.method == "POST":
        try:
            if form is None or form.is_valid():
                case = draft_case(
                    found, showcase, by=account_of(request), consent=form.given if form else None
                )
                messages.success(request, "It is drafted in their own words. Write it anew for others to read.")  # fmt: skip
                return redirect("programme_case", case.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    return render(
        request,
        "evidence/showcase/programme/draft.html",
        {"showcase": showcase, "submission": found, "lines": lines_of(found), "form": form},
        status=status,
    )


@door(Door.PROGRAMME)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of practice that nobody submitted."""
    showcase = get_object_or_404(visible(request.user, Showcase.objects.all()), pk=pk)
    form = AddCaseForm(request.POST if request.method == "POST" else unsent(request))
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                said = form.cleaned_data
                case = add_case(
                    showcase,
                    title=said["title"],
                    consent=form.given,
                    owner_name=said["owner_name"],
                    owner_email=said["owner_email"],
                    by=account_of(request),
                )
                return redirect("programme_case", case.pk)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {"showcase": showcase, "form": form}
    return render(request, "evidence/showcase/programme/add.html", context, status=status)
