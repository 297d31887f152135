"""The programme's editor of headings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import Answer, Call, CallState, Heading
from ...refusal import CannotBeDone
from ...taking.definition import Question
from ...taking.rows import definition_of, question_of
from ..forms.heading import HeadingForm, in_words, start_from
from ..headings import (
    DoNotFit,
    add_heading,
    bring_back,
    change_heading,
    move_heading,
    retire_heading,
)
from .found import account, call_of


@door(Door.PROGRAMME)
@never_cache
def headings(request: HttpRequest, slug: str) -> HttpResponse:
    """All headings in their order; each can be moved, changed, retired, brought back."""
    call = call_of(request, slug)
    if request.method == "POST":
        return _done(request, call)
    rows = list(visible(request.user, Heading.objects.filter(call=call)).select_related("shown_if"))
    answered = set(
        Answer.objects.filter(heading__call=call).values_list("heading", flat=True).distinct()
    )
    context = {
        "call": call,
        "rows": [(row, _condition(row), row.pk in answered) for row in rows if not row.retired_at],
        "retired": [row for row in rows if row.retired_at],
        "may_change": call.state in (CallState.DRAFT, CallState.PUBLISHED),
    }
    return render(request, "evidence/calls/desk/headings.html", context)


def _condition(heading: Heading) -> str:
    """“If “Is it meant to stay?” is answered “No””, or nothing."""
    if heading.shown_if is None:
        return ""
    rests_on = question_of(heading.shown_if)
    answer = in_words(rests_on, heading.shown_if_value)
    return f"If “{rests_on.label}” is answered “{answer}”"


def _done(request: HttpRequest, call: Call) -> HttpResponse:
    """Do what the button said, and lead back to the list."""
    pk = request.POST.get("heading", "")
    rows = visible(request.user, Heading.objects.filter(call=call)).select_related("call")
    heading = get_object_or_404(rows, pk=int(pk) if pk.isascii() and pk.isdigit() else 0)
    try:
        messages.success(request, _do(request.POST.get("do", ""), heading, by=account(request)))
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))
    return redirect("headings", call.slug)


def _do(what: str, heading: Heading, *, by: User) -> str:
    match what:
        case "up" | "down":
            move_heading(by=by, heading=heading, up=what == "up")
            return f"“{heading.label}” is moved {what}."
        case "retire":
            if retire_heading(by=by, heading=heading):
                return f"“{heading.label}” is asked no more. What was answered is kept."
            return f"“{heading.label}” is taken away."
        case "bring_back":
            bring_back(by=by, heading=heading)
            return f"“{heading.label}” is asked again, at the end."
    raise CannotBeDone("Choose what is to become of it.")


@door(Door.PROGRAMME)
@never_cache
def new_heading(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask something more."""
    call = call_of(request, slug)
    earlier = definition_of(call).questions
    posted = request.POST if request.method == "POST" else unsent(request)
    form = HeadingForm(posted, earlier=earlier, initial={"version": call.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                add_heading(
                    by=account(request),
                    call=call,
                    seen=form.cleaned_data["version"] or 0,
                    asked=form.asked,
                )
                messages.success(request, "It is added, at the end.")
                return redirect("headings", call.slug)
            except DoNotFit as refusal:
                form.refused(refusal.faults, refusal.faults[-1].key)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
    context = {"form": form, "call": call}
    return render(request, "evidence/calls/desk/heading.html", context, status=status)


@door(Door.PROGRAMME)
@never_cache
def heading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask it otherwise."""
    call = call_of(request, slug)
    rows = visible(request.user, Heading.objects.filter(call=call, retired_at__isnull=True))
    found = get_object_or_404(rows.select_related("call", "shown_if"), pk=pk)
    question = question_of(found)
    posted = request.POST if request.method == "POST" else unsent(request)
    form = HeadingForm(
        posted,
        earlier=_before(definition_of(call).questions, question.key),
        initial=start_from(question, call.version),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            seen = form.cleaned_data["version"] or 0
            try:
                change_heading(by=account(request), heading=found, seen=seen, asked=form.asked)
                messages.success(request, "It is changed.")
                return redirect("headings", call.slug)
            except DoNotFit as refusal:
                form.refused(refusal.faults, question.key)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
    context = {
        "form": form,
        "call": call,
        "heading": found,
        "is_answered": Answer.objects.filter(heading=found).exists(),
    }
    return render(request, "evidence/calls/desk/heading.html", context, status=status)


def _before(questions: tuple[Question, ...], key: str) -> tuple[Question, ...]:
    return questions[: next(place for place, each in enumerate(questions) if each.key == key)]
