"""The list of a call's answers, the table of it, and the pairs that may be one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ..grouping.twins import Pair
from ..models import Call, Submission, SubmissionState
from ..refusal import CannotBeDone
from . import settling
from .forms import NarrowForm
from .listing import Wanted, number_of, rows_of
from .table import table_of
from .texts import texts_of

A_PAGE = 50
MOST_PAIRS = 40
"""Pairs shown at once: the likeliest."""


@door(Door.PROGRAMME)
@never_cache
@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """All answers to a call that reached the programme, narrowed and in an order."""
    call = call_of(request, slug)
    wanted = Wanted.of(request.GET)
    rows = rows_of(user_of(request), call, wanted)
    context = {
        "call": call,
        "here": "answers",
        "wanted": wanted,
        "narrow": NarrowForm(call, wanted),
        "found": len(rows),
        "lacking": sum(bool(row.lacks) for row in rows),
        "has_any": bool(rows) or (wanted.is_narrowed and _has_any(call)),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "evidence/triage/answers.html", context)


@door(Door.PROGRAMME)
@never_cache
@require_safe
def answers_table(request: HttpRequest, slug: str) -> HttpResponse:
    """What the list shows, all its pages, as CSV."""
    call = call_of(request, slug)
    rows = rows_of(user_of(request), call, Wanted.of(request.GET))
    response = HttpResponse(table_of(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{call.slug}-answers.csv"'
    return response


@door(Door.PROGRAMME)
@never_cache
def duplicates(request: HttpRequest, slug: str) -> HttpResponse:
    """The pairs that may be one idea given twice, each settled by a button."""
    call = call_of(request, slug)
    if request.method == "POST":
        try:
            messages.success(request, _settle(request, call))
        except CannotBeDone as refusal:
            messages.warning(request, str(refusal))
        return redirect("duplicate_answers", call.slug)
    pairs = settling.proposed(call)
    rows = visible(user_of(request), Submission.objects.filter(call=call)).select_related(
        "authority", "section"
    )
    known = rows.in_bulk([key for pair in pairs[:MOST_PAIRS] for key in (pair.one, pair.other)])
    said = texts_of(call) if pairs else {}
    context = {
        "call": call,
        "here": "answers",
        "pairs": [_shown(pair, known, said) for pair in pairs[:MOST_PAIRS]],
        "more": max(len(pairs) - MOST_PAIRS, 0),
        "settled": rows.filter(duplicate_of__isnull=False).select_related("duplicate_of"),
    }
    return render(request, "evidence/triage/duplicates.html", context)


def _shown(pair: Pair, known: dict[int, Submission], said: dict[int, str]) -> dict[str, object]:
    both = [
        (known[key], said.get(key, "").removeprefix(known[key].title))
        for key in (pair.one, pair.other)
    ]
    return {"pair": pair, "both": both, "percent": round(pair.likeness * 100)}


def _settle(request: HttpRequest, call: Call) -> str:
    both = visible(user_of(request), Submission.objects.filter(call=call))
    one = get_object_or_404(both, pk=number_of(request.POST.get("one")))
    other = get_object_or_404(both, pk=number_of(request.POST.get("other")))
    match request.POST.get("do"):
        case "same":
            settling.mark_duplicate(other, of=one, by=user_of(request))
            return f"{other} is marked as a duplicate of {one}."
        case "same_the_other_way":
            settling.mark_duplicate(one, of=other, by=user_of(request))
            return f"{one} is marked as a duplicate of {other}."
        case "apart":
            settling.settle_apart(one, other, by=user_of(request))
            return f"{one} and {other} are two. They are not proposed again."
    raise CannotBeDone("Choose what they are.")


def call_of(request: HttpRequest, slug: str) -> Call:
    return get_object_or_404(visible(user_of(request), Call.objects.all()), slug=slug)


def user_of(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door let only accounts in
    return user


def _has_any(call: Call) -> bool:
    return call.submissions.exclude(state=SubmissionState.DRAFT).exists()
