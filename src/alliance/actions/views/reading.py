"""What is asked: the programme's grid, one action, and both as tables to take along."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F, Min, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.models import Authority, Topic

from ..access_rules import of_whom
from ..export import FORMATS, answers_as, grid_as
from ..grid import Grid, dates_of, grid_of
from ..models import (
    Action,
    ActionState,
    Ask,
    GridForLeads,
    Question,
    Reply,
    Response,
    Weight,
)
from ..replies.waiting import waiting_by_action
from ..said import in_words
from ..totals import totals_of

ACROSS = 20
"""Asks side by side on one page of the grid."""
CHOICES = {
    "open": "What is open",
    "ended": "What has ended",
    "draft": "Drafts",
    "all": "Everything",
}


@door(Door.PROGRAMME)
@never_cache
def actions(request: HttpRequest) -> HttpResponse:
    """The grid: authorities down, what is asked across."""
    chosen = chosen_of(request, visible(request.user, Action.objects.all()))
    page = Paginator(chosen, ACROSS).get_page(request.GET.get("page"))
    grid = _grid(request, page.object_list)  # type: ignore[arg-type]
    replies = visible(request.user, Reply.objects.waiting())
    waits = waiting_by_action(replies, [column.action.pk for column in grid.columns])
    context = {
        "page": page,
        "grid": grid,
        "columns": [
            (column, grid.missing(place), waits.get(column.action.pk, 0))
            for place, column in enumerate(grid.columns)
        ],
        "replies": replies.count(),
        "has_any": Action.objects.exists(),
        "shown_to_leads": GridForLeads.objects.filter(on_since__isnull=False).first(),
        **choosing(request),
    }
    return render(request, "actions/grid.html", context)


@door(Door.PROGRAMME)
@never_cache
def grid_table(request: HttpRequest, ending: str) -> HttpResponse:
    """The whole grid that was chosen, as CSV or a workbook."""
    known(ending)
    grid = _grid(request, chosen_of(request, visible(request.user, Action.objects.all())))
    return as_file(grid_as(ending, grid), ending, "what-is-asked")


@door(Door.PUBLIC)
@never_cache
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what is asked, by when; to the programme who has answered, to members totals."""
    rows = Action.objects.select_related("contact", "raised_by").prefetch_related("topics")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    viewer = viewer_of(request.user)
    asks = visible(request.user, Ask.objects.filter(action=found, taken_back_at__isnull=True))
    own = list(
        asks.filter(authority__in=of_whom(viewer)).select_related("authority")
        if not viewer.is_programme
        else []
    )
    if len(own) == 1 and found.state == ActionState.OPEN:
        return redirect("answering", found.pk, own[0].authority.slug)
    question = Question.objects.current().get(action=found)
    context = {
        "action": found,
        "question": question,
        "dates": sorted(dates_of([found.pk]).get(found.pk, ())),
        "moved": found.dates.filter(moved_to__isnull=False).select_related("moved_to"),
        "own": own,
        "totals": totals_of(found, question) if viewer.is_signed_in else None,
    }
    if viewer.is_programme:
        grid = _grid(request, Action.objects.filter(pk=found.pk))
        said = {
            response.ask_id: response
            for response in Response.objects.counting()
            .filter(ask__action=found)
            .select_related("question", "person", "holder")
        }
        by_authority = {ask.authority_id: ask for ask in asks}
        context |= {
            "rows": [
                (row.authority, row.cells[0], _said(said, by_authority.get(row.authority.pk)))
                for row in grid.rows
                if row.authority.pk in by_authority
            ],
            "missing": grid.missing(0),
            "replies": visible(request.user, Reply.objects.waiting())
            .filter(asks__action=found)
            .distinct()
            .count(),
        }
    return render(request, "actions/action.html", context)


@door(Door.PROGRAMME)
@never_cache
def answers_table(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Every answer to one action, the one that counts marked, as CSV or a workbook."""
    known(ending)
    found = get_object_or_404(visible(request.user, Action.objects.all()), pk=pk)
    grid = _grid(request, Action.objects.filter(pk=found.pk))
    responses = visible(request.user, Response.objects.filter(ask__action=found))
    rows = responses.select_related("ask__authority", "question", "person", "principal", "holder")
    return as_file(answers_as(ending, found, grid, list(rows)), ending, f"answers-{found.pk}")


def _said(said: dict[int, Response], ask: Ask | None) -> tuple[Response | None, str]:
    response = said.get(ask.pk) if ask else None
    return response, in_words(response, response.question) if response else ""


def _grid(request: HttpRequest, actions: QuerySet[Action]) -> Grid:
    return grid_of(
        actions,
        visible(request.user, Ask.objects.all()),
        visible(request.user, Authority.objects.filter(is_member=True)),
    )


def choosing(request: HttpRequest) -> dict[str, object]:
    """What the form needs in which the actions of a grid are chosen."""
    return {
        "choices": CHOICES,
        "which": _which(request),
        "weights": Weight.choices,
        "weight": request.GET.get("weight", ""),
        "topics": Topic.objects.filter(actions__isnull=False).distinct(),
        "topic": request.GET.get("topic", ""),
    }


def _which(request: HttpRequest) -> str:
    which = request.GET.get("which", "open")
    return which if which in CHOICES else "open"


def chosen_of(request: HttpRequest, rows: QuerySet[Action]) -> QuerySet[Action]:
    """The actions that were asked for: those that close soonest first, what has ended last first."""
    match _which(request):
        case "open":
            rows = rows.filter(state=ActionState.OPEN)
        case "ended":
            rows = rows.filter(ended_at__isnull=False)
        case "draft":
            rows = rows.filter(state=ActionState.DRAFT)
    if (weight := request.GET.get("weight", "")) in Weight.values:
        rows = rows.filter(weight=weight)
    if topic := request.GET.get("topic", ""):
        rows = rows.filter(topics__slug=topic)
    soonest = Min("dates__on", filter=Q(dates__replaced_at__isnull=True))
    order = F("soonest").asc(nulls_last=True)
    if _which(request) == "ended":
        return rows.annotate(soonest=soonest).order_by("-ended_at", "-pk")
    return rows.annotate(soonest=soonest).order_by(order, "pk")


def known(ending: str) -> None:
    """That there is a table of this ending."""
    if ending not in FORMATS:
        raise Http404(f"There is no table that ends in .{ending}; there are .csv and .xlsx.")


def as_file(content: bytes, ending: str, name: str) -> HttpResponse:
    """A table to take along, named with its day."""
    answer = HttpResponse(content, content_type=FORMATS[ending])
    day = timezone.localdate()
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    return answer
