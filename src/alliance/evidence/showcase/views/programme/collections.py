"""The list of showcases, and one of them: its cases, its launch, its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent

from ....models import Call, Case, Decision, FollowUp, Showcase, Submission, SubmissionState
from ....refusal import CannotBeDone
from ...ending import withdraw_showcase
from ...lasting import tally
from ...launching import call_off, launch, plan_launch
from ...making import change_showcase, make_showcase, set_order
from ...programme_forms import LaunchForm, ReasonForm, ShowcaseForm
from .who import account_of

SHAPES = {"draft": "plain", "launched": "done", "withdrawn": "late"}
CASE_SHAPES = {"draft": "plain", "checking": "asked", "agreed": "done", "withdrawn": "late"}


@door(Door.PROGRAMME)
def showcases(request: HttpRequest) -> HttpResponse:
    """All of them, and the form that begins one."""
    form = ShowcaseForm(_sent(request), calls=_without_showcase(request))
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                made = make_showcase(
                    title=form.cleaned_data["title"],
                    call=form.cleaned_data["call"],
                    summary=form.cleaned_data["summary"],
                    by=account_of(request),
                )
                return redirect("programme_showcase", made.pk)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    counted = {
        f"{state.value}_count": Count("cases", Q(cases__state=state)) for state in Case.State
    }
    rows = visible(request.user, Showcase.objects.all()).select_related("call").annotate(**counted)
    return render(
        request,
        "evidence/showcase/programme/showcases.html",
        {"rows": [(row, SHAPES[row.state]) for row in rows], "form": form},
        status=status,
    )


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one showcase's page; the one that was sent is bound."""

    plan: LaunchForm
    withdraw: ReasonForm

    def named(self, do: str) -> forms.Form | None:
        return {"plan": self.plan, "withdraw": self.withdraw}.get(do)


@door(Door.PROGRAMME)
def showcase(request: HttpRequest, pk: int) -> HttpResponse:
    """One showcase: what is drafted, written and agreed; its launch."""
    found = _showcase(request, pk)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    made = Forms(
        plan=LaunchForm(request.POST if do == "plan" else None),
        withdraw=ReasonForm(
            request.POST if do == "withdraw" else None,
            said_to="Readers who come to its address are told.",
        ),
    )
    status = 200
    if request.method == "POST":
        try:
            if done := _do(do, found, made, request):
                messages.success(request, done)
                return redirect("programme_showcase", found.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
            found = _showcase(request, pk)
    return _page(request, found, made, made.named(do), status=status)


def _do(do: str, found: Showcase, made: Forms, request: HttpRequest) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by = account_of(request)
    match do:
        case "order":
            set_order(found, _order(request), by=by)
            return "The pages stand in that order."
        case "launch":
            launch(found, by=by)
            return "It is launched. Whoever the pages are of is told by mail."
        case "plan" if made.plan.is_valid():
            at = plan_launch(found, made.plan.moment, by=by).embargo_until
            return f"It is launched on {at:%-d %B %Y}. Until then nobody but the programme sees it." if at else ""  # fmt: skip
        case "call_off":
            call_off(found, by=by)
            return "The launch is called off."
        case "withdraw" if made.withdraw.is_valid():
            withdraw_showcase(found, why=made.withdraw.cleaned_data["why"], by=by)
            return "The showcase is withdrawn."
    return ""


def _order(request: HttpRequest) -> dict[int, int]:
    """Places as they were typed; what is no number is left where it is."""
    given = {
        name.removeprefix("place-"): value.strip()
        for name, value in request.POST.items()
        if name.startswith("place-") and isinstance(value, str)
    }
    is_number: Callable[[str], bool] = lambda text: text.isascii() and text.isdecimal() and len(text) < 5  # noqa: E731  # fmt: skip
    return {int(pk): int(n) for pk, n in given.items() if is_number(pk) and is_number(n)}


def _page(
    request: HttpRequest, found: Showcase, made: Forms, form: forms.Form | None, *, status: int
) -> HttpResponse:
    cases = list(
        visible(request.user, Case.objects.filter(showcase=found)).select_related("theme", "submission")
        .order_by("position", "title")
    )  # fmt: skip
    standing = [case for case in cases if case.state != Case.State.WITHDRAWN]
    asked = visible(request.user, FollowUp.objects.filter(case__showcase=found, asked_at__isnull=False))  # fmt: skip
    return render(
        request,
        "evidence/showcase/programme/showcase.html",
        {
            "showcase": found,
            "shape": SHAPES[found.state],
            "cases": [(case, CASE_SHAPES[case.state]) for case in standing],
            "withdrawn": [case for case in cases if case.state == Case.State.WITHDRAWN],
            "agreed": sum(case.state == Case.State.AGREED for case in standing),
            "chosen": _chosen(request, found),
            "forms": made,
            "form": form,
            "tally": tally(asked.values_list("found", flat=True)),
        },
        status=status,
    )


@door(Door.PROGRAMME)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words for the collection."""
    found = _showcase(request, pk)
    form = ShowcaseForm(
        _sent(request),
        initial={
            "title": found.title,
            "summary": found.summary,
            "introduction": found.introduction,
            "topics": [topic.pk for topic in found.topics.all()],
            "version": found.version,
        },
    )
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                change_showcase(
                    found,
                    form.cleaned_data,
                    topics=list(form.cleaned_data["topics"]),
                    by=account_of(request),
                    version=form.cleaned_data["version"] or 0,
                )
                messages.success(request, "It is kept.")
                return redirect("programme_showcase", found.pk)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {"showcase": found, "form": form}
    return render(request, "evidence/showcase/programme/change.html", context, status=status)


def _showcase(request: HttpRequest, pk: int) -> Showcase:
    return get_object_or_404(visible(request.user, Showcase.objects.select_related("call")), pk=pk)


def _chosen(request: HttpRequest, found: Showcase) -> list[Submission]:
    """What was decided for it and is not drafted yet."""
    if found.call_id is None or found.state == Showcase.State.WITHDRAWN:
        return []
    decided = Decision.objects.filter(is_current=True, outcome=Decision.Outcome.SHOWCASE)
    rows = Submission.objects.filter(
        call=found.call_id, state=SubmissionState.SENT, decisions__in=decided, case__isnull=True,
        erased_at__isnull=True,
    )  # fmt: skip
    return list(visible(request.user, rows).select_related("authority", "theme").order_by("number"))


def _without_showcase(request: HttpRequest) -> QuerySet[Call]:
    return visible(request.user, Call.objects.filter(showcase__isnull=True)).order_by("title")


def _sent(request: HttpRequest) -> object:
    """What was sent now, or before one's session ended."""
    return request.POST if request.method == "POST" else unsent(request)
