"""Announcing, changing and cancelling meetings, for those who call them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ...access import Door, door, visible
from ...models import Meeting, Network, Standing
from ...unsent import unsent
from ..announce import announce, cancel, change, take_up_again
from ..doors import account_of, looks_after
from ..forms import AgainForm, CancelForm, MeetingForm, initial_of, look_again
from ..refusal import CannotBeDone
from ..show import meetings_with_all, show_meetings


@door(Door.SIGNED_IN)
@looks_after()
def add(request: HttpRequest, network: Network, right: Standing) -> HttpResponse:
    """A new meeting of the network."""
    form = _form(request, network)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                made = announce(by=account_of(request), network=network, details=form.details)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            else:
                messages.success(request, f"{made} on {made.when.in_words} is announced.")
                return redirect(made)
        else:
            status = 422
    return render(
        request,
        "directory/networks/meeting_form.html",
        {"network": network, "form": form},
        status=status,
    )


def _form(request: HttpRequest, network: Network, meeting: Meeting | None = None) -> MeetingForm:
    data = request.POST if request.method == "POST" else unsent(request)
    return MeetingForm(
        data if data and data.get("do") in {"announce", "change"} else None,
        initial=initial_of(meeting) if meeting else None,
        network=network,
        networks=visible(request.user, Network.objects.filter(is_live=True)),
        is_new=meeting is None,
    )


@door(Door.SIGNED_IN)
@looks_after()
def edit(request: HttpRequest, network: Network, right: Standing, pk: int) -> HttpResponse:
    """Say something else of a meeting, move it, cancel it, take it up again."""
    rows = visible(request.user, meetings_with_all(Meeting.objects.filter(network=network)))
    found = get_object_or_404(rows, pk=pk)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = _form(request, network, found)
    cancelling = CancelForm(
        request.POST if doing == "cancel" else None, initial={"version": found.version}
    )
    again = AgainForm(request.POST if doing == "again" else None, initial=initial_of(found))
    status = 200
    if doing:
        try:
            done = _do(doing, found, form, cancelling, again, request)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            done, status = "", 409
            found = rows.get(pk=pk)
            for each in (form, cancelling, again):
                look_again(each, version=found.version)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
            done = ""
        if done:
            messages.success(request, done)
            return redirect(found)
        status = 422 if status == 200 else status
    sent: Form | None = {"change": form, "cancel": cancelling, "again": again}.get(doing)
    return render(
        request,
        "directory/networks/meeting_edit.html",
        {
            "network": network,
            "shown": show_meetings(request.user, [found])[0],
            "change": form,
            "cancelling": cancelling,
            "again": again,
            "form": sent,
        },
        status=status,
    )


def _do(
    what: str,
    meeting: Meeting,
    form: MeetingForm,
    cancelling: CancelForm,
    again: AgainForm,
    request: HttpRequest,
) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by = account_of(request)
    if what == "change" and form.is_valid():
        was, is_correction = meeting.when, form.cleaned_data["is_correction"]
        now = change(
            by=by,
            meeting=meeting,
            seen=form.cleaned_data["version"] or 0,
            details=form.details,
            is_correction=is_correction,
        )
        if now.when == was:
            return "What is said of the meeting is changed."
        if is_correction:
            return f"The date is put right: {now.when.in_words}."
        return f"The meeting is moved to {now.when.in_words}. Readers see both dates."
    if what == "cancel" and cancelling.is_valid():
        cleaned = cancelling.cleaned_data
        cancel(by=by, meeting=meeting, seen=cleaned["version"], reason=cleaned["reason"])
        return "The meeting is cancelled. It stays where it stood, marked as such."
    if what == "again" and again.is_valid():
        taken = take_up_again(
            by=by, meeting=meeting, seen=again.cleaned_data["version"], when=again.when
        )
        return f"The meeting takes place after all: {taken.when.in_words}."
    return ""
