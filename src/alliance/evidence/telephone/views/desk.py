"""The programme's desk: whom to ring, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alliance.actions.chasing.steps import is_working_day
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent

from ...models import Call, RingBack, Submission, SubmissionState
from ...refusal import CannotBeDone
from ...waiting import in_words, working_days
from ..changes import erase, give_up, ring_again, spoken_to, take, tried
from ..due import Turn, in_turn, is_good
from ..emptying import OPEN
from ..entering import may_enter
from ..forms import ErasureForm, GiveUpForm, SpokenForm, TriedForm
from .writing_down import Sheet, key_of, on_with

A_PAGE = 30
SHAPES = {
    RingBack.State.WAITING: "asked",
    RingBack.State.TRIED: "asked",
    RingBack.State.DONE: "done",
    RingBack.State.GIVEN_UP: "plain",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One ring-back of the list."""

    ring_back: RingBack
    turn: Turn

    @property
    def shape(self) -> str:
        return SHAPES[RingBack.State(self.ring_back.state)]

    @property
    def waits(self) -> str:
        return in_words(self.turn.days)


def row_of(ring_back: RingBack) -> Row:
    local = timezone.localtime()
    asked_on = timezone.localtime(ring_back.asked_at).date()
    days = working_days(asked_on, local.date(), is_working_day)
    return Row(ring_back, Turn(is_good(ring_back.good_time, local), days))


@door(Door.PROGRAMME)
@never_cache
def ring_backs(request: HttpRequest) -> HttpResponse:
    """To ring now first; then what was begun and not sent; then what came of the others."""
    rows = visible(request.user, RingBack.objects.select_related("call", "taken_by", "submission"))
    to_ring = in_turn(rows.filter(state__in=OPEN), timezone.localtime())
    page = Paginator(rows.exclude(state__in=OPEN).order_by("-settled_at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    drafts = visible(request.user, Submission.objects.all()).filter(
        state=SubmissionState.DRAFT, entered_by__isnull=False
    )
    drafts = drafts.exclude(ring_backs__in=RingBack.objects.filter(state__in=OPEN))
    calls = visible(request.user, Call.objects.filter(state="published"))
    context = {
        "to_ring": [row_of(each) for each in to_ring],
        "drafts": drafts.select_related("call", "entered_by").order_by("begun_at"),
        "page": page,
        "settled": [row_of(each) for each in page],
        "calls": [call for call in calls if may_enter(call)],
    }
    return render(request, "evidence/telephone/ring_backs.html", context)


@door(Door.PROGRAMME)
@never_cache
def ring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One: the number, what they said, what was tried, and their idea as they tell it."""
    rows = RingBack.objects.select_related("call", "taken_by", "submission__call")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    kept = request.POST if request.method == "POST" else unsent(request)
    doing = kept.get("do", "") if kept is not None else ""
    forms = _forms(found, doing, kept)
    sheet = _sheet(found, request)
    status = 200
    if request.method == "POST":
        forget_unsent(request)
        try:
            if sheet is not None and doing in sheet.VERBS:
                if on := sheet.done(request, doing):
                    return on
            elif done := _do(doing, found, forms, by=on_with(request)):
                messages.success(request, done)
                return redirect("ring_back", found.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {
        "ring_back": found,
        "row": row_of(found),
        "is_open": found.state in OPEN,
        "key": key_of("ring-back", found.pk),
        "sheet": sheet,
        "forms": forms,
        "form": forms.get(doing) or (sheet.form if sheet and sheet.is_judged else None),
    }
    return render(request, "evidence/telephone/ring_back.html", context, status=status)


@door(Door.PROGRAMME)
@never_cache
@require_POST
def ring_back_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed while they talk; the first of it begins the draft."""
    rows = RingBack.objects.select_related("call", "submission__call")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    sheet = _sheet(found, request, is_typing=True)
    if sheet is None:
        return JsonResponse({"says": "Nobody waits here any more."}, status=409)
    return sheet.kept(request)


Form = TriedForm | SpokenForm | GiveUpForm | ErasureForm


def _forms(found: RingBack, doing: str, kept: Mapping[str, str] | None) -> dict[str, Form]:
    def typed(name: str) -> Mapping[str, str] | None:
        return kept if doing == name else None

    return {
        "tried": TriedForm(typed("tried"), initial={"seen": found.tries}, auto_id="tried_%s"),
        "spoken": SpokenForm(typed("spoken"), auto_id="spoken_%s"),
        "give_up": GiveUpForm(typed("give_up"), auto_id="give_up_%s"),
        "erase": ErasureForm(typed("erase"), auto_id="erase_%s"),
    }


def _sheet(found: RingBack, request: HttpRequest, *, is_typing: bool = False) -> Sheet | None:
    """The form of their idea, as long as they wait; their name and number stand in it already."""
    if found.state not in OPEN:
        return None
    if found.submission is None and not may_enter(found.call):
        return None
    if found.submission is not None and found.submission.state != SubmissionState.DRAFT:
        return None
    return Sheet.of(
        request, found.call, submission=found.submission, ring_back=found, is_typing=is_typing
    )


def _do(what: str, found: RingBack, forms: dict[str, Form], *, by: User) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    if what == "take":
        take(found, by=by)
        return "It is yours to ring."
    if what == "again":
        ring_again(found, by=by)
        return "It stands among those to ring again."
    form = forms.get(what)
    if form is None or not form.is_valid():
        return ""
    said = form.cleaned_data
    match what:
        case "tried":
            tried(found, by=by, note=said["note"], seen=said["seen"])
            return "The try is written down."
        case "spoken":
            spoken_to(found, by=by, note=said["note"])
            return "It is written down that you spoke to them."
        case "give_up":
            give_up(found, by=by, reason=said["reason"])
            return "It is given up."
        case _:
            erase(found, by=by, reason=said["reason"])
            return "It is erased. That somebody asked to be rung, and when, stays."
