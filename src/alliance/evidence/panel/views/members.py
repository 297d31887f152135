"""The programme's pages of who sits on a panel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent
from alliance.evidence.models import Interest, Panel, Panellist
from alliance.evidence.refusal import CannotBeDone

from ..forms.running import AskForm, NoteForm
from ..forms.scoring import ReasonForm
from ..interests import note, withdraw
from ..members import ask, could_sit, leave, put_in_the_chair
from .found import account, answer_of, panel_of, sent_with

SHAPES = {
    Panellist.State.ASKED: "asked",
    Panellist.State.SITS: "done",
    Panellist.State.DECLINED: "plain",
    Panellist.State.LEFT: "plain",
}
"""Which shape goes with which state."""


@door(Door.PROGRAMME)
def panel_members(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who sits, was asked, declined or left; and asking another."""
    panel = panel_of(request, slug)
    people = could_sit(panel)
    form = AskForm(request.POST if request.method == "POST" else unsent(request), people=people)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = ask(panel, by=account(request), **form.cleaned_data)
                messages.success(request, f"{row} has been asked by mail.")
                return redirect("panel_members", slug)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
    rows = visible(request.user, panel.panellists.select_related("person", "authority"))
    return render(
        request,
        "evidence/panel/members.html",
        {
            "call": panel.call,
            "panel": panel,
            "rows": [(row, SHAPES[Panellist.State(row.state)]) for row in rows],
            "form": form,
            "nobody_left": not people,
        },
        status=status,
    )


@door(Door.PROGRAMME)
def panel_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them: their interests, the chair, taking them off the panel."""
    panel = panel_of(request, slug)
    rows = panel.panellists.select_related("person", "authority", "panel__call")
    row = get_object_or_404(visible(request.user, rows), pk=pk)
    sent = sent_with(request)
    do = sent.get("do", "")
    noted = NoteForm(sent if do == "note" else None, prefix="note")
    reason = ReasonForm(sent if do == "leave" else None, prefix="leave")
    withdrawing = ReasonForm(sent if do == "withdraw" else None, prefix="withdraw")
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if done := _do(request, panel, row, noted, reason, withdrawing):
                messages.success(request, done)
                return redirect("panel_member", slug, pk)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    interests = visible(request.user, Interest.objects.filter(panellist=row))
    return render(
        request,
        "evidence/panel/member.html",
        {
            "call": panel.call,
            "panel": panel,
            "row": row,
            "shape": SHAPES[Panellist.State(row.state)],
            "interests": interests.select_related("authority", "submission"),
            "noted": noted,
            "reason": reason,
            "withdrawing": withdrawing,
            "form": {"note": noted, "leave": reason, "withdraw": withdrawing}.get(do),
        },
        status=status,
    )


def _do(
    request: HttpRequest,
    panel: Panel,
    row: Panellist,
    noted: NoteForm,
    reason: ReasonForm,
    withdrawing: ReasonForm,
) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by, do = account(request), request.POST.get("do")
    if do == "chair":
        put_in_the_chair(row, by=by)
        return f"{row} chairs the panel."
    if do == "leave" and reason.is_valid():
        leave(row, by=by, reason=reason.cleaned_data["why"])
        return f"{row} is off the panel. What they had not scored went to others."
    if do == "note" and noted.is_valid():
        said = noted.cleaned_data
        answer = answer_of(request, panel, said["number"]) if said["number"] else None
        note(row, by=by, why=said["why"], authority=said["authority"], submission=answer)
        return "Noted. What they had of it went to somebody else."
    if do == "withdraw" and withdrawing.is_valid():
        pk = request.POST.get("interest", "")
        rows = visible(request.user, Interest.objects.filter(panellist=row))
        interest = get_object_or_404(rows, pk=pk if pk.isdecimal() else 0)
        withdraw(interest, by=by, reason=withdrawing.cleaned_data["why"])
        return "It stands in the way no more."
    return ""
