"""Lists that come in: handing one in, seeing what would become of each row, saving it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.refusals import Unreadable
from alliance.text.spreadsheets import harmless

from ...lists.judge import Becomes, Judged, Judgement, in_words
from ...lists.read import read_list
from ...lists.save import begin_saving
from ...lists.waiting import CannotBeSaved, drop, keep, rows_of, saved_before
from ...models import HELD, ListState, SubscriberList
from .forms import ListForm

A_PAGE = 25
FAULTS_SHOWN = 100
ROWS_SHOWN = 50
SHAPES = {
    ListState.WAITING: "asked",
    ListState.SAVING: "asked",
    ListState.SAVED: "done",
    ListState.DROPPED: "plain",
}
"""Which shape goes with which state."""
EXAMPLE = {
    "E-mail address": "sam@example.gov.uk",
    "Name": "Sam Example",
    "Authority": "Exampleshire",
    "Topics": "Kinship care; Early help",
    "How often": "each",
    "Status": "subscribed",
    "Since": "1 April 2026",
}


@door(Door.PROGRAMME)
@never_cache
def lists(request: HttpRequest) -> HttpResponse:
    """Hand a list in; below, those that came before and what became of them."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_sent else ListForm()
    if is_sent and form.is_valid():
        files = form.cleaned_data["file"]
        try:
            read = read_list(files)
        except Unreadable as fault:
            form.add_error("file", str(fault))
        else:
            waiting = keep(
                read,
                files=files,
                consent_words=form.cleaned_data["consent_words"],
                consent_on=form.cleaned_data["consent_on"],
                by=user,
            )
            return redirect(waiting)
    rows = visible(user, SubscriberList.objects.all()).defer("rows").select_related("by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "delivery/subscribers/lists.html",
        {
            "form": form,
            "page": page,
            "rows": [(each, SHAPES[ListState(each.state)], _counted(each)) for each in page],
            "columns": list(EXAMPLE),
        },
        status=422 if is_sent else 200,
    )


@door(Door.PROGRAMME)
@never_cache
def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What saving a list would do, and all that is wrong with it; or what was done."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    found = get_object_or_404(visible(user, SubscriberList.objects.select_related("by")), pk=pk)
    status = 200
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            drop(waiting=found, by=user)
            messages.success(request, "The list is not saved, and its rows are destroyed.")
            return redirect("subscriber_lists")
        try:
            return redirect(begin_saving(waiting=found, by=user))
        except CannotBeSaved as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {
        "list": found,
        "shape": SHAPES[ListState(found.state)],
        "counted": _counted(found),
        "is_held": found.state in HELD,
        "is_waiting": found.state == ListState.WAITING,
    }
    if found.state in HELD:
        try:
            opened = rows_of(found)
        except CannotBeSaved as refusal:
            context["cannot"] = str(refusal)
        else:
            context |= {"passed_over": opened.passed_over, "before": saved_before(found)}
            context |= _previewed(opened.judged())
    return render(request, "delivery/subscribers/list.html", context, status=status)


def _previewed(judgement: Judgement) -> dict[str, object]:
    counts = judgement.counts
    return {
        "would": in_words(counts),
        "changes": judgement.changes,
        "taken": counts[Becomes.NEW],
        "faults": judgement.faults[:FAULTS_SHOWN],
        "fault_count": len(judgement.faults),
        "doubts": judgement.doubts[:FAULTS_SHOWN],
        "doubt_count": len(judgement.doubts),
        "tags": judgement.tags.most_common(20),
        "some": [_shown(each) for each in judgement.rows[:ROWS_SHOWN]],
        "row_count": len(judgement.rows),
    }


def _shown(row: Judged) -> dict[str, str]:
    (words,) = in_words({row.becomes: 1})
    return {
        "where": row.entry.where,
        "address": row.entry.address,
        "name": row.entry.name,
        "becomes": words.removeprefix("1 "),
    }


@door(Door.PROGRAMME)
@never_cache
@require_safe
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is wrong with a list, to be mended beside it."""
    held = visible(request.user, SubscriberList.objects.filter(state__in=HELD))
    found = get_object_or_404(held, pk=pk)
    try:
        judgement = rows_of(found).judged()
    except CannotBeSaved as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=410)
    lines = [("Cannot be taken in", each) for each in judgement.faults]
    lines += [("Is taken in without this", each) for each in judgement.doubts]
    said = [(what, *each.partition(": ")[::2]) for what, each in lines]
    return _csv(["What", "Where", "Why, and how to mend it"], said, "faults.csv")


@door(Door.PROGRAMME)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A list with its columns and one line to write over."""
    return _csv(list(EXAMPLE), [tuple(EXAMPLE.values())], "subscribers.csv")


def _csv(headings: list[str], lines: Iterable[Sequence[str]], name: str) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _counted(found: SubscriberList) -> list[str]:
    return in_words({Becomes(each): count for each, count in found.counts.items()})
