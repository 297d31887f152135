"""What is carried into the next bulletin: proposed by rule, ticked or unticked by an editor."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ..history import around_changes
from ..models import CarryFor, Item
from .decide import MOST_WEEKS, WEEK, carry_for, choose, end_carrying, next_date
from .propose import Proposal, proposals
from .rules import Place, words_of

SHOWN_OUT = 40
"""Matters that left the news, shown below the proposals."""
LONG = dt.timedelta(days=366)


class WeeksForm(forms.Form):
    """For how long a matter is carried."""

    weeks = forms.IntegerField(
        label="For how many bulletins, with the next",
        min_value=1,
        max_value=MOST_WEEKS,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages={
            "required": "Write a number of bulletins, as 3.",
            "invalid": "Write a number of bulletins in figures, as 3.",
            "min_value": "Write 1 or more.",
            "max_value": f"Write {MOST_WEEKS} or less, or make it a standing reminder.",
        },
    )


@door(Door.PROGRAMME)
@never_cache
def carry_over(request: HttpRequest) -> HttpResponse:
    """Every matter that may be told again, with the reason and what changed."""
    day = _day(request)
    form, refused = WeeksForm(), 0
    if request.method == "POST":
        refused, form = _do(request, day)
        if not refused:
            return redirect(f"{reverse('carry_over')}?for={day.isoformat()}")
    found = proposals(day)
    proposed = [each for each in found if each.judgement.place is Place.REMINDER]
    others = [each for each in found if each.judgement.place is not Place.REMINDER]
    return render(
        request,
        "bulletins/carrying/carry_over.html",
        {
            "day": day,
            "proposed": [_row(each) for each in proposed],
            "catalogue": [e for e in others if e.judgement.place is Place.CATALOGUE],
            "out": [e for e in others if e.judgement.place is Place.OUT][:SHOWN_OUT],
            "ticked": sum(each.is_ticked for each in found),
            "carried": visible(request.user, CarryFor.objects.select_related("item", "asked_by")),
            "form": form,
            "refused": refused,
        },
        status=422 if refused else 200,
    )


def _row(proposal: Proposal) -> dict[str, object]:
    return {"proposal": proposal, "pieces": around_changes(proposal.changed.pieces)}


def _day(request: HttpRequest) -> dt.date:
    asked = request.GET.get("for", "")
    if not asked:
        return next_date()
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        raise Http404("That is not a day.") from None
    if abs(day - next_date()) > LONG * 10:
        raise Http404("There is no bulletin so far away.")
    return day


def _do(request: HttpRequest, day: dt.date) -> tuple[int, WeeksForm]:
    """What the pressed button says; the item whose form was refused, or 0."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    match request.POST.get("do"):
        case "keep":
            _keep(request, day, request.user)
        case "weeks":
            item, form = _item(request), WeeksForm(request.POST)
            if not form.is_valid():
                return item.pk, form
            until = day + WEEK * (form.cleaned_data["weeks"] - 1)
            carry_for(item, until, by=request.user)
            messages.success(request, f"“{item}” is carried until {words_of(until)}.")
        case "standing":
            item = _item(request)
            carry_for(item, None, by=request.user)
            messages.success(request, f"“{item}” is a standing reminder now.")
        case "end":
            item = _item(request)
            end_carrying(item, by=request.user)
            messages.success(request, f"“{item}” is left to the rules again.")
    return 0, WeeksForm()


def _keep(request: HttpRequest, day: dt.date, by: User) -> None:
    """Only what this editor changed: what another ticked meanwhile stays."""
    shown, were, now = (_numbers(request, name) for name in ("shown", "were", "carry"))
    changed = {item: item in now for item in shown if (item in now) != (item in were)}
    if changed:
        choose(day, changed, by=by)
    messages.success(request, "It is kept what goes into the bulletin.")


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return {int(each) for each in request.POST.getlist(name) if each.isdecimal() and len(each) < 12}


def _item(request: HttpRequest) -> Item:
    asked = request.POST.get("item", "")
    pk = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    return get_object_or_404(visible(request.user, Item.objects.all()), pk=pk)
